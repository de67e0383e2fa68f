"""Personal data of negotiations: contacts of participants, interpreters, who ordered a run."""

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
    of_record,
    official,
)

EVENT = ("schedule_id.event_id.name",)
AFTER_EVENT = N_("%(days)s days after the event")
ENDS = "schedule_id.event_id.ends_on"

RECORDS = (
    PersonalRecord(
        "negotiators",
        N_("Contacts of participants in negotiations"),
        Whose.CONTACT,
        ("contact", "email", "phone"),
        N_("to arrange meetings and to hand out the timetable"),
        Ground.CONSENT,
        Term(AFTER_EVENT, YEAR, ENDS, job="forget-negotiators"),
        Erasure.BLANK,
        keys=(of_email(), of_record("application_id", "mission_applications")),
        names=("contact",),
        about=EVENT,
    ),
    PersonalRecord(
        "negotiation_interpreters",
        N_("Interpreters"),
        Whose.CONTACT,
        ("name",),
        N_("to arrange meetings and to hand out the timetable"),
        Ground.CONSENT,
        Term(AFTER_EVENT, YEAR, ENDS),
        Erasure.BLANK,
        names=("name",),
        about=EVENT,
        blanks={"name": FORGOTTEN},
    ),
    official(
        "negotiation_editions",
        N_("Published timetables of negotiations"),
        ("content", "published_by", "reason"),
        whose=Whose.STAFF,
    ),
    PersonalRecord(
        "negotiation_runs",
        N_("Searches for a timetable"),
        Whose.STAFF,
        ("asked_by",),
        N_("to know who ordered the search"),
        Ground.DUTY,
        Term(AFTER_EVENT, YEAR, ENDS),
        Erasure.BLANK,
        blanks={"asked_by": FORGOTTEN},
    ),
)
PLAIN = {
    "negotiators": ("identity", "name", "country", "city", "languages", "goods", "absences"),
    "negotiation_interpreters": ("languages", "absences"),
    "negotiation_halls": ("name", "closed"),
    "negotiation_meetings": ("reason",),
    "negotiation_runs": ("measures", "error"),
}
