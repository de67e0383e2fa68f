"""What the public pages of meetings show: plain values, nothing left to load."""
