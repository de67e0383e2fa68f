"""All that templates of the plan may know."""
