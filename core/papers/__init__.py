"""Papers: rendered in a child process, kept by their content, proved authentic.

waiting -> working -> done, or failed after three tries; a kept paper is never rendered again.
"""
