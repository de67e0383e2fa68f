"""Personal data of the journal: values that lie apart of the chain, and addresses of machines."""

from core.kernel.errors import N_
from core.kernel.register import (
    STAYS_OFFICIAL,
    YEAR,
    Erasure,
    Ground,
    Identity,
    Key,
    PersonalRecord,
    Term,
    Whose,
    of_account,
)

ADDRESSES_JOB = "journal.addresses"
TO_PROVE = N_("to prove who changed what, and to find out what went wrong")

RECORDS = (
    PersonalRecord(
        "journal_values",
        N_("Names and addresses in the journal of actions"),
        Whose.STAFF,
        ("name", "value"),
        TO_PROVE,
        Ground.SAFETY,
        Term(
            N_(
                "network addresses %(days)s days; names until their owner is erased, those of "
                "who signed for ever"
            ),
            YEAR,
            "seq.at",
            job=ADDRESSES_JOB,
        ),
        Erasure.DELETE,
        keys=(
            Key("owner_id", Identity.ACCOUNT),
            Key("owner_id", Identity.PERSON),
            Key("owner_id", Identity.RECORD),
        ),
        about=("seq.what", "seq.at"),
        primary="seq",
    ),
    PersonalRecord(
        "journal",
        N_("Actions in the journal"),
        Whose.STAFF,
        ("actor_name", "what"),
        TO_PROVE,
        Ground.SAFETY,
        Term(N_("as long as the journal, which is never shortened")),
        Erasure.KEEP,
        keys=of_account("actor_id"),
        stays=STAYS_OFFICIAL,
        primary="seq",
    ),
)
PLAIN = {
    "journal": ("request_id", "details", "private", "mac", "key_id", "prev_hash"),
    "journal_anchors": ("kept_in",),
    "journal_values": ("salt",),
}
