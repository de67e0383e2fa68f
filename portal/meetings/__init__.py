"""Meetings as visitors see them: the agenda before, the published minutes after.

Here and not in a slice of the council, because one page shows meetings, minutes and assignments.
"""
