"""The annual plan of international events: drafted, decided by the council, held against 80 %.

draft -> tabled -> approved (only by a decision in signed minutes), or taken back; each approved
edition stays as it was decided. Source: Standard 2.0, instrument 11; DOMAIN.md § 1.6.
"""
