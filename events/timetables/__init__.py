"""Personal timetables of a published schedule of negotiations, and what came of each meeting.

Above events.negotiations, which arranges the meetings. One meeting has one result, entered by the
exporter on the personal page or by the staff. Source: DOMAIN.md § 2.7; EVENTS.md.
"""
