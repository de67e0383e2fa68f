"""Personal data in minutes: official acts; what may be public is decided by `redaction`."""

from core.kernel.errors import N_
from core.kernel.register import Whose, of_person, official

EDITION = ("edition_id.meeting_id.number", "edition_id.meeting_id.starts_at")

RECORDS = (
    official(
        "minutes_editions",
        N_("Minutes"),
        ("text", "correction_note", "withdrawn_reason"),
        whose=Whose.SPEAKER,
    ),
    official("minutes_parts", N_("Parts of minutes"), ("text", "edited_by"), whose=Whose.SPEAKER),
    official(
        "minutes_remarks",
        N_("Remarks on minutes"),
        ("text", "answer"),
        keys=of_person(),
        about=EDITION,
    ),
    official(
        "minutes_signatures",
        N_("Signatures under minutes"),
        ("name",),
        keys=of_person(),
        about=EDITION,
    ),
)
