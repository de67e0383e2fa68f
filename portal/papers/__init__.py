"""Small public papers of the site: accessibility, personal data, robots, site map, security."""
