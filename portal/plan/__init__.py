"""The public page of a year's plan; what it shows is the plan's own (events/plan)."""
