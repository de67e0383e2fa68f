"""Personal data of calendars: secret addresses of feeds."""

from core.kernel.errors import N_
from core.kernel.register import YEAR, Erasure, Ground, PersonalRecord, Term, Whose, of_person

RECORDS = (
    PersonalRecord(
        "calendar_feeds",
        N_("Addresses of calendars"),
        Whose.MEMBER,
        ("name",),
        N_("to show meetings in the person's own calendar"),
        Ground.DUTY,
        Term(N_("%(days)s days after they were revoked"), YEAR, "revoked_at"),
        Erasure.DELETE,
        keys=of_person(),
    ),
)
