"""Personal data of who signs: the agreement, the signature and the proof of who it was."""

from dataclasses import replace

from core.kernel.errors import N_
from core.kernel.register import (
    Ground,
    Identity,
    Key,
    PersonalRecord,
    Whose,
    of_account,
    official,
)


def of_signer(
    table: str, title: str, columns: tuple[str, ...], keys: tuple[Key, ...]
) -> PersonalRecord:
    """Stays as long as the document that was signed."""
    return replace(official(table, title, columns, keys=keys), ground=Ground.SIGNATURE)


RECORDS = (
    of_signer(
        "agreement_acceptances",
        N_("Agreements to the electronic signature"),
        ("name", "office", "version", "auth_methods", "address"),
        (*of_account(), Key("person_id", Identity.PERSON)),
    ),
    of_signer(
        "signatures",
        N_("Electronic signatures"),
        (
            *("signer_name", "signer_office", "object_title", "comment", "basis"),
            *("auth_methods", "address", "user_agent"),
        ),
        (*of_account("signer_account_id"), Key("signer_id", Identity.PERSON)),
    ),
    of_signer(
        "step_ups",
        N_("Second factors shown for one act"),
        ("auth_methods", "address", "user_agent"),
        of_account(),
    ),
    replace(
        official(
            "detached_signatures",
            N_("Signatures made outside and attached"),
            ("name", "signer", "attached_by"),
            whose=Whose.STAFF,
        ),
        ground=Ground.SIGNATURE,
    ),
)
PLAIN = {
    "detached_signatures": ("paper_code",),
    "signatures": ("act", "object_type", "alg", "agreement_version"),
    "step_ups": ("purpose",),
}
