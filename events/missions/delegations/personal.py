"""Personal data of people who travel: the delegation, sealed passports, who may read them."""

from core.kernel.errors import N_
from core.kernel.register import (
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_account,
    of_email,
    of_record,
)

JOB = "forget-passports"
NAME = ("surname", "given", "patronymic")

RECORDS = (
    PersonalRecord(
        "delegation_members",
        N_("People of delegations"),
        Whose.TRAVELLER,
        (*NAME, "organisation", "post", "email", "phone"),
        N_("to prepare the journey of a delegation"),
        Ground.CONSENT,
        Term(N_("%(days)s days after the event"), YEAR, "delegation_id.event_id.ends_on", job=JOB),
        Erasure.DELETE,
        keys=(of_email(), of_record("application_id", "mission_applications")),
        names=NAME,
        about=("delegation_id.event_id.name",),
    ),
    PersonalRecord(
        "sealed_passports",
        N_("Passports (encrypted)"),
        Whose.TRAVELLER,
        ("content", "version", "handing_on", "address"),
        N_("visa, tickets and passes for a journey"),
        Ground.CONSENT,
        Term(N_("until the day of deletion that the traveller was told"), 0, "delete_on", job=JOB),
        Erasure.DELETE,
        keys=(of_record("member_id", "delegation_members"),),
    ),
    PersonalRecord(
        "passport_readers",
        N_("Who may read passports"),
        Whose.STAFF,
        (),
        N_("visa, tickets and passes for a journey"),
        Ground.SAFETY,
        Term(N_("as long as the delegation")),
        Erasure.DELETE,
        keys=of_account(),
        about=("delegation_id.event_id.name",),
        primary="account_id",
    ),
)
PLAIN = {"delegation_members": ("language",), "sealed_passports": ("key_name",)}
