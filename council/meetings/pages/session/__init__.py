"""What the pages of a session show: plain values, nothing left to load."""
