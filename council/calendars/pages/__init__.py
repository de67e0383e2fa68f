"""What calendars and their owners are shown: one's feeds, and a feed itself."""
