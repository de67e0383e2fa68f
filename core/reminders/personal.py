"""Personal data of who is reminded."""

from core.kernel.errors import N_
from core.kernel.register import Erasure, Ground, PersonalRecord, Term, Whose, of_person

RECORDS = (
    PersonalRecord(
        "reminders",
        N_("Reminders"),
        Whose.MEMBER,
        ("addressee", "details"),
        N_("to remind people of deadlines, each once"),
        Ground.DUTY,
        Term(N_("as long as the person has duties here")),
        Erasure.DELETE,
        keys=of_person(),
    ),
)
PLAIN = {"reminders": ("kind", "fact", "reason")}
