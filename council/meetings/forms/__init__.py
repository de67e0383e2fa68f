"""Shape of what people type about meetings; no rule, no query."""
