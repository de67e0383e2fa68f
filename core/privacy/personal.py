"""Personal data of whoever asked about their own: the requests themselves."""

from core.kernel.errors import N_
from core.kernel.register import (
    FORGOTTEN,
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_email,
)

THREE_YEARS = 3 * YEAR

RECORDS = (
    PersonalRecord(
        "data_requests",
        N_("Requests about one’s own data"),
        Whose.REQUESTER,
        ("name", "email", "answer"),
        N_("to answer in time, and to prove it"),
        Ground.ANSWER,
        Term(N_("%(days)s days after the answer"), THREE_YEARS, "answered_on"),
        Erasure.BLANK,
        keys=(of_email(),),
        names=("name",),
        blanks={"name": FORGOTTEN, "email": "", "answer": ""},
    ),
)
