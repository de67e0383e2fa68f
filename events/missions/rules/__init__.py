"""Rules of missions, one file or folder per matter. Pure."""
