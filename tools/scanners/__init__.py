"""What `make scan` is made of: the sites, what is seen of them, and a module for each scanner.

Only tools/scan.py uses it. Nothing here looks for faults by itself: it feeds those that do.
"""
