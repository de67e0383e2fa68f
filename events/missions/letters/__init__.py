"""Letters about missions and stands."""
