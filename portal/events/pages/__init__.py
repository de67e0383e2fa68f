"""All that the public templates of events may know."""
