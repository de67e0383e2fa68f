"""The public face that spans the parts: home, feeds, search, and the region's import."""
