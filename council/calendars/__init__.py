"""Calendars of people: feeds by a secret address with one's meetings, deadlines and assignments.

made (the address is shown once) -> read by calendar programs -> revoked.
"""
