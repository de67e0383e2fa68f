"""The region that runs this installation: its names in cases, capital, zone and contacts."""
