"""The delegation of a mission or a stand: who goes, in which role, on which days; passports.

Drawn from the chosen applications, added to by hand. Passports only where the event asks for
them: sealed, read by named people with a purpose, deleted on a day. Source: DOMAIN.md §§ 2.7, 4.2.
"""
