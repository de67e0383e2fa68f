"""The schedule of negotiations of a mission («график деловых переговоров»): who meets whom, when.

preparing -> gathering wishes -> arranging (runs, changes by hand, locks) -> published; from then on
it is repaired, never solved again. The search itself is pure: events.missions.rules.timetable.
Source: Standard 2.0, instrument 11; DOMAIN.md § 2.7; docs/adr/0009.
"""
