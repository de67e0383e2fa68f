"""Personal data of whom letters are written to."""

from core.kernel.errors import N_
from core.kernel.register import (
    FORGOTTEN,
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_account,
    of_email,
    of_person,
    of_record,
)

THREE_YEARS = 3 * YEAR
TO_TELL = N_("to tell people of meetings, decisions, deadlines and of their applications")
AFTER_POSTING = N_("%(days)s days after the letter was written: proof that people were told")
OF_READER = (*of_person(), *of_account(), of_email())

RECORDS = (
    PersonalRecord(
        "letters",
        N_("Letters"),
        Whose.READER,
        ("name", "email", "addressee", "search_text", "subject", "greeting", "body", "answer"),
        TO_TELL,
        Ground.DUTY,
        Term(AFTER_POSTING, THREE_YEARS, "posted_at"),
        Erasure.BLANK,
        keys=OF_READER,
        names=("name",),
        blanks={
            "addressee": "forgotten:{id}",
            "name": FORGOTTEN,
            "subject": FORGOTTEN,
            "greeting": FORGOTTEN,
            "body": [],
            "person_id": None,
            "account_id": None,
        },
    ),
    PersonalRecord(
        "letter_attachments",
        N_("Attachments of letters"),
        Whose.READER,
        ("name", "content"),
        TO_TELL,
        Ground.DUTY,
        Term(AFTER_POSTING, THREE_YEARS, "letter_id.posted_at"),
        Erasure.DELETE,
        keys=(of_record("letter_id", "letters"),),
    ),
    PersonalRecord(
        "paper_letters",
        N_("Letters on paper"),
        Whose.READER,
        ("addressee", "greeting", "contact", "note"),
        TO_TELL,
        Ground.DUTY,
        Term(AFTER_POSTING, THREE_YEARS, "letter_id.posted_at"),
        Erasure.DELETE,
        keys=(of_record("letter_id", "letters"),),
        primary="letter_id",
    ),
    PersonalRecord(
        "letter_choices",
        N_("How often letters go to a mailbox"),
        Whose.READER,
        ("mailbox",),
        TO_TELL,
        Ground.DUTY,
        Term(N_("until the reader chooses anew or is erased")),
        Erasure.DELETE,
        keys=(of_email("mailbox"),),
    ),
)
PLAIN = {
    "letters": ("fact", "channel", "kind", "language", "about"),
    "letter_attachments": ("media_type",),
    "letter_choices": ("language",),
    "paper_letters": ("number", "enclosures", "office", "signer"),
}
