"""Business missions and stands: the call, applications, selection, delegation, negotiations.

call -> application -> selection -> delegation -> timetable of negotiations -> results -> follow-up.
Source: Standard 2.0, instrument 11; DOMAIN.md § 2.7.
"""
