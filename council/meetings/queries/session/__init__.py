"""Every SELECT on a session, one file per matter: hall, people, items, record, polls, ballots.

`locked` holds the rows that services change; all others read columns.
"""
