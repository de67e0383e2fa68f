"""Every SELECT about calls and applications."""
