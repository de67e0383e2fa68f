"""Personal data of people who sign in: accounts, sessions, factors, links."""

from core.kernel.errors import N_
from core.kernel.register import (
    FORGOTTEN,
    MOMENT,
    YEAR,
    Erasure,
    Ground,
    PersonalRecord,
    Term,
    Whose,
    of_account,
    of_email,
)

MONTH = 30
THREE_YEARS = 3 * YEAR
TO_SIGN_IN = N_("to let only those in who may, and to know who did what")
UNTIL_CLOSED = N_("as long as the account, at most %(days)s days after it was closed")
AFTER_END = N_("%(days)s days after their end")
AFTER_ATTEMPT = N_("%(days)s days after they were made")
DAY = 1


def about_signing_in(  # noqa: PLR0913 - as the record itself
    table: str,
    title: str,
    columns: tuple[str, ...],
    days: int,
    since: str,
    *,
    said: str = AFTER_END,
) -> PersonalRecord:
    """What goes with its term and with the account."""
    return PersonalRecord(
        table,
        title,
        Whose.ACCOUNT,
        columns,
        TO_SIGN_IN,
        Ground.SAFETY,
        Term(said, days, since),
        Erasure.DELETE,
        keys=of_account(),
    )


def as_long_as_used(
    table: str, title: str, columns: tuple[str, ...], primary: str = "id"
) -> PersonalRecord:
    return PersonalRecord(
        table,
        title,
        Whose.ACCOUNT,
        columns,
        TO_SIGN_IN,
        Ground.SAFETY,
        Term(N_("until their owner removes them, at the latest with the account")),
        Erasure.DELETE,
        keys=of_account(),
        primary=primary,
    )


ACCOUNTS = PersonalRecord(
    "accounts",
    N_("Accounts"),
    Whose.ACCOUNT,
    ("email", "name", "search_text", "password_hash"),
    TO_SIGN_IN,
    Ground.DUTY,
    Term(UNTIL_CLOSED, YEAR, "disabled_at"),
    Erasure.BLANK,
    keys=(*of_account("id"), of_email()),
    names=("name",),
    blanks={
        "email": "erased:{id}",
        "name": FORGOTTEN,
        "search_text": "",
        "is_administrator": False,
        "disabled_at": MOMENT,
    },
)
ASKED_OR_CONFIRMED = PersonalRecord(
    "factor_recoveries",
    N_("Recoveries of access that a person asked for or confirmed"),
    Whose.STAFF,
    ("asked_by_name", "confirmed_by_name"),
    TO_SIGN_IN,
    Ground.SAFETY,
    Term(N_("with the recovery itself")),
    Erasure.BLANK,
    keys=(*of_account("asked_by_id"), *of_account("confirmed_by_id")),
    blanks={"asked_by_name": FORGOTTEN},
)
RESETS = PersonalRecord(
    "reset_requests",
    N_("Requests for a new password"),
    Whose.ACCOUNT,
    ("email",),
    TO_SIGN_IN,
    Ground.SAFETY,
    Term(N_("until looked at, at most %(days)s day"), DAY, "asked_at"),
    Erasure.DELETE,
    keys=(of_email(),),
)
ATTEMPTS = PersonalRecord(
    "sign_in_attempts",
    N_("Attempts to sign in (digests of addresses)"),
    Whose.ACCOUNT,
    ("key",),
    TO_SIGN_IN,
    Ground.SAFETY,
    Term(AFTER_ATTEMPT, YEAR, "at"),
    Erasure.DELETE,
)
RECORDS = (
    ACCOUNTS,
    about_signing_in("sessions", N_("Sign-ins"), ("address", "browser"), YEAR, "expires_at"),
    about_signing_in(
        "email_changes", N_("Changes of the sign-in address"), ("email",), MONTH, "expires_at"
    ),
    about_signing_in("one_time_links", N_("One-time links"), (), YEAR, "expires_at"),
    about_signing_in("pending_sign_ins", N_("Sign-ins under way"), (), MONTH, "expires_at"),
    about_signing_in(
        "passkey_challenges", N_("Questions to passkeys"), ("challenge",), MONTH, "expires_at"
    ),
    about_signing_in(
        "guarded_changes",
        N_("Changes that stop signing for a while"),
        ("what",),
        YEAR,
        "at",
        said=AFTER_ATTEMPT,
    ),
    about_signing_in(
        "factor_recoveries",
        N_("Recoveries of access"),
        ("reason",),
        THREE_YEARS,
        "asked_at",
        said=AFTER_ATTEMPT,
    ),
    ASKED_OR_CONFIRMED,
    as_long_as_used("code_generators", N_("Generators of codes"), ("sealed_secret",), "account_id"),
    as_long_as_used("passkeys", N_("Passkeys"), ("name", "credential_id", "public_key")),
    as_long_as_used("recovery_codes", N_("Recovery codes (digests)"), ("code_hash",)),
    RESETS,
    ATTEMPTS,
)
PLAIN = {"passkey_challenges": ("purpose",)}
