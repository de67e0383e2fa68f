"""Personal data in papers: official ones are kept, all others are copies and go soon."""

from dataclasses import replace

from core.kernel.errors import N_
from core.kernel.register import (
    RECORD_OF_ACTS,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    official,
)

MONTH = 30
COPIES_JOB = "papers.tidy"

RECORDS = (
    replace(
        official(
            "kept_papers",
            N_("Official papers"),
            ("name", "title", "signers"),
            whose=Whose.STAFF,
        ),
        primary="code",
    ),
    replace(
        official(
            "issued_papers", N_("Issued extracts and lists"), ("issued_by",), whose=Whose.STAFF
        ),
        primary="code",
    ),
    PersonalRecord(
        "renderings",
        N_("Copies of pages as PDF and Word"),
        Whose.SPEAKER,
        ("source", "words"),
        RECORD_OF_ACTS,
        Ground.DUTY,
        Term(
            N_("%(days)s days after they were made; official papers stay"),
            MONTH,
            "finished_at",
            job=COPIES_JOB,
        ),
        Erasure.DELETE,
        primary="key",
    ),
)
PLAIN = {
    "kept_papers": ("code", "kind", "number", "rendering_key"),
    "renderings": ("key", "error"),
    "issued_papers": ("code", "kind"),
}
