"""Rules of signing in, one subject a file. Pure: hashes, rows and the clock are elsewhere."""
