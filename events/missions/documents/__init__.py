"""Official papers of missions."""
