"""Every SELECT of personal calendars: the feeds of a person, and what a feed tells."""
