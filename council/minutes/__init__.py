"""Minutes: drafted from the session, circulated, signed by two, frozen, published.

draft -> circulated -> to sign -> signed -> published; a published edition may be withdrawn.
A correction is a new edition that is signed again; the old one stays readable. Assignments arise
only from signed minutes. Source: DOMAIN.md §§ 2.2, 2.3.
"""
