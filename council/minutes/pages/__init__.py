"""What the pages about minutes show: plain values, nothing left to load."""
