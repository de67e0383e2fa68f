"""The sections of the region's file that speak of events: countries and plans."""
