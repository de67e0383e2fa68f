"""What the pages of calls and applications show."""
