"""Shape of what people type about membership; no rule, no query."""
