"""Reminders of the council's work, and what is told of delays; nothing is decided by them.

A duty (what has a last day and is not done yet) is read from the facts of the day; the table of
kinds says who is reminded of it and when; core.reminders keeps the rows and sends each once.
Source: DOMAIN.md §§ 1.5, 2.1, 2.2, 2.4.
"""
