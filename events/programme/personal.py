"""Personal data of single events: partners who are asked afterwards, speakers, who decided."""

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
    official,
)

TWO_YEARS = 2 * YEAR
EVENT = ("event_id.name",)
TO_FOLLOW = N_("to ask companies after 3, 6 and 12 months what came of a meeting")
AFTER_ENTRY = N_("%(days)s days after the entry")

RECORDS = (
    PersonalRecord(
        "event_promises",
        N_("Whom to ask about results of events"),
        Whose.CONTACT,
        ("contact_name", "email"),
        TO_FOLLOW,
        Ground.CONSENT,
        Term(AFTER_ENTRY, TWO_YEARS, "added_at"),
        Erasure.BLANK,
        keys=(of_email(),),
        names=("contact_name",),
        about=EVENT,
    ),
    PersonalRecord(
        "outcome_asks",
        N_("Answers about results of events"),
        Whose.CONTACT,
        ("answer",),
        TO_FOLLOW,
        Ground.CONSENT,
        Term(N_("as long as the result itself, of which they are a part")),
        Erasure.BLANK,
        keys=(of_record("promise_id", "event_promises"),),
    ),
    PersonalRecord(
        "event_photos",
        N_("Photographs with people"),
        Whose.SPEAKER,
        ("name", "caption", "consent"),
        N_("to show how an event went"),
        Ground.PUBLICATION,
        Term(N_("until whoever is shown withdraws the consent: then the picture is taken down")),
        Erasure.KEEP,
        about=EVENT,
        stays=N_("Staff finds pictures of a person by eye and takes them down by hand."),
    ),
    official(
        "event_hearings",
        N_("Speakers of expert hearings"),
        ("project", "speaker"),
        names=("speaker",),
        about=EVENT,
        whose=Whose.SPEAKER,
    ),
    official("event_remarks", N_("Remarks of experts"), ("text", "author"), whose=Whose.SPEAKER),
    official("event_steps", N_("Decisions on events"), ("actor_name",), whose=Whose.STAFF),
    official("event_tasks", N_("Tasks of preparation"), ("done_by",), whose=Whose.STAFF),
)
PLAIN = {
    "events": (
        *("slug", "code", "name", "name_english", "remote_reason", "country", "city", "zone"),
        *("sectors", "themes", "note", "state_reason", "commission"),
    ),
    "event_series": ("name",),
    "event_contracts": ("identity", "number", "company", "partner", "subject", "currency"),
    "event_costs": ("item", "source"),
    "event_counters": ("reason",),
    "event_feedback": ("company", "text"),
    "event_hearings": ("outcome",),
    "event_organisers": ("name",),
    "event_participants": ("name", "region", "country"),
    "event_promises": ("company", "partner", "note", "closed_reason"),
    "event_results": ("summary", "summary_english", "currency", "own_figures"),
    "event_sessions": ("title", "place"),
    "event_steps": ("reason", "old_days"),
    "event_tasks": ("name",),
}
