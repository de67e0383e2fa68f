"""Personal data of what came of negotiations: who wrote it down."""

from core.kernel.errors import N_
from core.kernel.register import (
    FORGOTTEN,
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
)

RECORDS = (
    PersonalRecord(
        "meeting_results",
        N_("Who wrote down the result of a meeting"),
        Whose.CONTACT,
        ("author_name",),
        N_("to ask back about a result"),
        Ground.DUTY,
        Term(N_("%(days)s days after the entry"), YEAR, "entered_at"),
        Erasure.BLANK,
        names=("author_name",),
        blanks={"author_name": FORGOTTEN},
    ),
)
PLAIN = {"meeting_results": ("note",)}
