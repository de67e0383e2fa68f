"""Papers of negotiations as values. Pure."""
