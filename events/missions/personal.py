"""Personal data of applicants to events: the application, its consents and its files."""

from core.kernel.errors import N_
from core.kernel.register import (
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_email,
    of_record,
)

JOB = "forget-applications"
EVENT = ("call_id.event_id.name",)
TO_CHOOSE = N_("to consider applications for an event, to choose and to tell its participants")
AFTER_EVENT = N_("%(days)s days after the event; drafts 30 days")
TERM = Term(AFTER_EVENT, YEAR, "call_id.event_id.ends_on", job=JOB)
OF_APPLICATION = (of_record("application_id", "mission_applications"),)
OF_ITS_EVENT = ("application_id.call_id.event_id.name",)

RECORDS = (
    PersonalRecord(
        "mission_applications",
        N_("Applications for events"),
        Whose.APPLICANT,
        ("full_name", "post", "email", "phone", "address", "answers"),
        TO_CHOOSE,
        Ground.CONSENT,
        TERM,
        Erasure.BLANK,
        keys=(of_email(),),
        names=("full_name",),
        about=EVENT,
        blanks={"answers": []},
    ),
    PersonalRecord(
        "application_consents",
        N_("Consents of applicants"),
        Whose.APPLICANT,
        ("version", "address"),
        TO_CHOOSE,
        Ground.PROOF,
        Term(AFTER_EVENT, YEAR, "application_id.call_id.event_id.ends_on", job=JOB),
        Erasure.DELETE,
        keys=OF_APPLICATION,
        about=OF_ITS_EVENT,
    ),
    PersonalRecord(
        "application_files",
        N_("Files of applications"),
        Whose.APPLICANT,
        ("name",),
        TO_CHOOSE,
        Ground.CONSENT,
        Term(AFTER_EVENT, YEAR, "application_id.call_id.event_id.ends_on", job=JOB),
        Erasure.DELETE,
        keys=OF_APPLICATION,
        about=OF_ITS_EVENT,
    ),
)
PLAIN = {
    "mission_applications": (
        *(
            "inn",
            "ogrn",
            "company",
            "city",
            "products",
            "markets",
            "partners",
            "language",
            "reason",
        ),
        "scores",
    ),
    "mission_calls": (
        *("offer", "offer_english", "payment", "payment_english"),
        *("questions", "criteria"),
    ),
}
