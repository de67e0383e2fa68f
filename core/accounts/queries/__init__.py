"""Every SELECT on accounts, one subject a file; lists read columns only."""
