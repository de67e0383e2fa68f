"""Personal data around meetings: visitors, who took part, who spoke and voted."""

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
    of_person,
    of_record,
    official,
)

MEETING = ("meeting_id.number", "meeting_id.starts_at")
ITEM = ("item_id.meeting_id.number", "item_id.meeting_id.starts_at", "item_id.title")
AFTER_MEETING = N_("%(days)s days after the meeting")
OF_APPLICATION = (of_record("application_id", "visitor_applications"),)

VISITORS = PersonalRecord(
    "visitor_applications",
    N_("Applications of visitors"),
    Whose.VISITOR,
    (
        *("full_name", "organisation", "inn", "email", "decline_reason"),
        "consent_address",
    ),
    N_("to admit visitors to an open meeting and to tell them of changes"),
    Ground.CONSENT,
    Term(AFTER_MEETING, YEAR, "meeting_id.starts_at", job="forget-visitors"),
    Erasure.BLANK,
    keys=(of_email(),),
    names=("full_name",),
    about=MEETING,
    blanks={"full_name": FORGOTTEN},
)
INVITATIONS = PersonalRecord(
    "meeting_invitations",
    N_("Invitations to meetings"),
    Whose.MEMBER,
    ("email",),
    N_("to call members to meetings and to know that they were called"),
    Ground.DUTY,
    Term(AFTER_MEETING, YEAR, "meeting_id.starts_at"),
    Erasure.BLANK,
    keys=of_person(),
    about=MEETING,
)
ANSWERS = PersonalRecord(
    "notice_answers",
    N_("Answers to invitations"),
    Whose.MEMBER,
    ("comment",),
    N_("to know beforehand whether there will be a quorum"),
    Ground.DUTY,
    Term(AFTER_MEETING, YEAR, "meeting_id.starts_at"),
    Erasure.BLANK,
    keys=of_person(),
    about=MEETING,
)
REPLIES = PersonalRecord(
    "calendar_replies",
    N_("Answers sent by calendars"),
    Whose.MEMBER,
    ("attendee", "digest", "refusal"),
    N_("to know beforehand whether there will be a quorum"),
    Ground.DUTY,
    Term(N_("%(days)s days after they came"), YEAR, "received_at"),
    Erasure.DELETE,
    keys=(*of_person(), of_email("attendee")),
    about=MEETING,
)
RECORDS = (
    VISITORS,
    INVITATIONS,
    ANSWERS,
    REPLIES,
    official(
        "guests",
        N_("Guests on the roll"),
        ("full_name", "post"),
        keys=(*OF_APPLICATION, *of_person("stands_for_id")),
        names=("full_name",),
        about=MEETING,
        whose=Whose.SPEAKER,
    ),
    official("attendances", N_("Attendance"), ("reason",), keys=of_person(), about=MEETING),
    official("ballots", N_("Votes by ballot"), ("comment",), keys=of_person(), about=ITEM),
    official("dissents", N_("Dissenting opinions"), ("text",), keys=of_person(), about=ITEM),
    official("item_absences", N_("Absence at an item"), ("reason",), keys=of_person(), about=ITEM),
    official(
        "speeches",
        N_("Speeches"),
        ("speaker_name", "capacity", "text"),
        keys=(*of_person(), of_record("guest_id", "guests")),
        names=("speaker_name",),
        about=ITEM,
        whose=Whose.SPEAKER,
    ),
    official(
        "agenda_speakers",
        N_("Speakers on the agenda"),
        ("name", "post"),
        keys=of_person(),
        names=("name",),
        about=ITEM,
        whose=Whose.SPEAKER,
    ),
    official(
        "agenda_items",
        N_("Proposals to the agenda"),
        ("title", "reasoning", "decline_reason", "proposed_decision"),
        keys=of_person("proposed_by_id"),
        about=("meeting_id.number", "meeting_id.starts_at"),
    ),
    official(
        "agenda_editions",
        N_("Approved agendas"),
        ("items", "reason"),
        keys=of_person("approved_by_id"),
        about=MEETING,
    ),
    official("meetings", N_("Meetings presided over"), keys=of_person("presiding_id")),
    official("meetings", N_("Meetings as secretary"), keys=of_person("secretary_id")),
    official(
        "reschedulings",
        N_("Moved meetings"),
        ("reason",),
        keys=of_person("decided_by_id"),
        about=MEETING,
    ),
    official(
        "resolution_executors",
        N_("Tasks named in decisions"),
        ("name",),
        keys=of_person(),
        names=("name",),
        about=("resolution_id.text",),
        whose=Whose.SPEAKER,
    ),
)
PLAIN = {
    "meetings": (
        *("code", "zone", "city", "place", "video_link", "composition_note", "state_reason"),
    ),
    "meeting_plans": ("approved_by", "note"),
    "item_files": ("name",),
    "resolutions": ("text",),
    "reschedulings": ("old_place", "new_place"),
    "search_texts": ("words",),
    "visitor_applications": ("consent_version",),
}
