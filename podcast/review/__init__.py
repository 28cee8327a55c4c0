"""The review page: where people hear, name, correct and approve, before others read."""
