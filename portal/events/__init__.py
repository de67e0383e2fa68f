"""What visitors see of events: the list, each event, feeds, data for search engines."""
