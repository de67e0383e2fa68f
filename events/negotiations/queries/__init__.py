"""Every SELECT of schedules of negotiations, loaded for its caller."""
