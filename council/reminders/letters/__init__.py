"""Letters of reminders as values: what is due, until when, what to do, and where."""

from council.reminders.letters.letter import Told, reminder_letter

__all__ = ["Told", "reminder_letter"]
