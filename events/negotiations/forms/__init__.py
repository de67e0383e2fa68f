"""The shape of what is typed about negotiations; no rule, no query."""
