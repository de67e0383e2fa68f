"""Every SELECT on letters: for the desk, for posting and for the dispatcher."""
