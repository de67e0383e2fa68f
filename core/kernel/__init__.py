"""The pure centre: standard library only, no clock, no database, no framework."""
