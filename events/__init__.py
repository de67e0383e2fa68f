"""International events and business missions."""
