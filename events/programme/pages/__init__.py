"""All that templates may know of single events: frozen pages."""
