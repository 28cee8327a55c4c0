"""Programs for those who develop the package; nothing here runs in a build."""
