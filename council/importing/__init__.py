"""The council's sections of a region's file; see core.importing for how reading works.

Order: region, organisations, members, regulation, reports, meetings with minutes and assignments.
"""
