"""What can be done with papers: ask for a rendering, work on it, keep a paper for good."""
