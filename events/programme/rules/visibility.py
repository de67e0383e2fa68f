"""Who may see an event: one rule for pages, files, feeds and search. Pure.

`queries.visibility` says the same to the database; a test holds both together.
"""


def is_visible(*, is_public: bool, was_approved: bool) -> bool:
    """Visitors see what an approved edition of a plan names, now or before, and what is opened."""
    return is_public or was_approved
