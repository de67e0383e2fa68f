"""Reminders: rows in the database, one per fact, addressee and kind, sent once.

waiting -> sent, or skipped with a reason; a skipped one may wait again while it still helps. A
part says what should be reminded of (a planner over facts) and words it; the core keeps the rows.
"""
