"""Public calendars to subscribe to: of the council, of each other body, of a single meeting."""
