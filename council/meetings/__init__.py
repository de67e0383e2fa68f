"""Meetings: planned, convened by an agenda and a notice, held with a roll and votes.

planned -> agenda open -> agenda approved -> notice sent -> in session -> held, then the states of
the minutes; aside: postponed, cancelled, not quorate. The agenda cannot be approved while a gated
report on it lacks its approval. Source: DOMAIN.md §§ 1.5, 2.1, 2.2.
"""
