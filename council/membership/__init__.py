"""Who sits in which body, in which office, since when and on what ground.

A seat is given by an act and has a category. The chair is the highest official; the deputy chair
from business is elected at a meeting from the members of a business category and takes office
by the signed minutes of that meeting, never by a typed row. Whoever held an office on a day is
computed. Source: Standard 2.0, instrument 5; DOMAIN.md §§ 1.1, 1.5, 2.1.
"""
