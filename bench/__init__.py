"""Programs that measure; each prints the machine, the versions and the protocol."""
