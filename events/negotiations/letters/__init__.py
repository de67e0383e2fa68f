"""Letters about negotiations as values. Pure but for words."""
