"""Frozen pages about meetings: all that a template may know."""
