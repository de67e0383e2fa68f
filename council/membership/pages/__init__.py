"""What the pages about membership show: plain values, nothing left to load."""
