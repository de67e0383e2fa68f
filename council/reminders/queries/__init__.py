"""What reminders are planned from: the facts of a body on a day, in a few statements."""

from council.reminders.queries.facts import load_facts
from council.reminders.queries.people import circumstances_of

__all__ = ["circumstances_of", "load_facts"]
