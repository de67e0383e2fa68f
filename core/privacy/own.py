"""What the core itself keeps of people, and the texts of its tables that are nobody's data."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core.accounts import personal as accounts
from core.accounts.queries.accounts import count_administrators_beside
from core.audit import personal as journal
from core.kernel.errors import N_, Refusal
from core.kernel.register import Privacy
from core.kernel.viewers import Viewer
from core.letters import personal as letters
from core.letters.services import forget_these
from core.papers import personal as papers
from core.privacy import personal as requests
from core.reminders import personal as reminders
from core.signatures import personal as signatures

LAST_ADMINISTRATOR = Refusal(
    "last_administrator",
    N_("This is the only administrator who can sign in. Make another one first."),
)
PLAIN = {
    **accounts.PLAIN,
    **letters.PLAIN,
    **papers.PLAIN,
    **journal.PLAIN,
    **reminders.PLAIN,
    **signatures.PLAIN,
    "countries": ("code", "name", "official", "accusative", "prepositional"),
    "file_checks": ("found",),  # names of malware
    "job_runs": ("name", "error", "process"),
    "rate_counts": ("key",),
    "region": (
        *("name", "name_genitive", "name_dative", "name_prepositional", "capital"),
        *("council_name", "zone", "highest_official_title", "contact", "extra_days", "details"),
    ),
    "stored_files": ("media_type",),
}


def forget_letters(ids: Collection[UUID], _actor: Viewer, _now: datetime) -> None:
    forget_these(ids)


def keeps_an_administrator(
    accounts: Collection[UUID], _people: Collection[UUID], _now: datetime
) -> Refusal | None:
    """The site is never left without somebody who keeps its accounts."""
    return None if count_administrators_beside(accounts) else LAST_ADMINISTRATOR


PRIVACY = Privacy(
    records=(
        *accounts.RECORDS,
        *signatures.RECORDS,
        *letters.RECORDS,
        *papers.RECORDS,
        *reminders.RECORDS,
        *journal.RECORDS,
        *requests.RECORDS,
    ),
    plain=PLAIN,
    steps={"letters": forget_letters},
    guards=(keeps_an_administrator,),
)
