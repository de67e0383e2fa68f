"""The life of an edition of minutes. Pure."""
