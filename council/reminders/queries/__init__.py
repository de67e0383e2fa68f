"""What reminders are planned from: the facts of a body on a day, in a few statements."""

from council.reminders.queries.facts import load_facts
from council.reminders.queries.people import circumstances_of, with_plan_keepers

__all__ = ["circumstances_of", "load_facts", "with_plan_keepers"]
