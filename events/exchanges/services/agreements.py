"""Agreements: entered, changed, ended, opened to visitors; the published count."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from core.adapters import files, journal
from core.adapters.belonging import CHANGED
from core.adapters.database import command, db
from core.kernel.errors import Refused, Stale
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.region.queries import find_region
from events.exchanges.models import Agreement, ExchangeCount
from events.exchanges.queries.agreements import next_number
from events.exchanges.rules import NO_NUMBER_WHY, agreement_faults, ending_faults
from events.exchanges.services.shared import lock_agreement, note

COUNT = uuid5(NAMESPACE_OID, "count of exchanges")  # its subject in the journal


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as typed."""

    title: str
    partner: str
    signed_on: date
    ends_on: date | None = None
    document_number: str = ""
    parties: str = ""
    subject: str = ""


def day_of(now: datetime) -> date:
    """Today in the region."""
    region = find_region()
    return local(now, region.zone).date() if region else now.date()


def check(draft: AgreementDraft, *, now: datetime) -> None:
    """Raises `Refused` with every fault."""
    terms = (draft.signed_on, draft.ends_on)
    if faults := agreement_faults(draft.title, draft.partner, *terms, day_of(now)):
        raise Refused(*faults)


@command
def add_agreement(
    agreement_id: UUID, draft: AgreementDraft, *, actor: Viewer, now: datetime
) -> int:
    """Enter an agreement; visitors see it once it is opened. Returns its number.

    `agreement_id` comes with the form: sent twice, made once.
    """
    known = db.session.get(Agreement, agreement_id)
    if known is not None:
        return known.number
    check(draft, now=now)
    row = Agreement(
        id=agreement_id, number=next_number(), created_at=now, changed_at=now, **asdict(draft)
    )
    db.session.add(row)
    note(agreement_id, "exchange.added", draft.title, actor=actor, now=now)
    return row.number


def lock_current(agreement_id: UUID, revision: int) -> Agreement:
    found = lock_agreement(agreement_id)
    if found.revision != revision:
        raise Stale(CHANGED)
    return found


@command
def change_agreement(
    agreement_id: UUID, draft: AgreementDraft, revision: int, *, actor: Viewer, now: datetime
) -> None:
    row = lock_current(agreement_id, revision)
    check(draft, now=now)
    if journal.apply_changes(row, asdict(draft)):
        touched(row, now=now)
        note(agreement_id, "exchange.changed", draft.title, actor=actor, now=now)


def touched(row: Agreement, *, now: datetime) -> None:
    row.revision += 1
    row.changed_at = now


@dataclass(frozen=True, slots=True)
class EndingDraft:
    """Since when an agreement is no longer in force, and why."""

    day: date
    reason: str


@command
def end_agreement(
    agreement_id: UUID, draft: EndingDraft, revision: int, *, actor: Viewer, now: datetime
) -> None:
    """It is no longer in force, whatever its term says."""
    row = lock_current(agreement_id, revision)
    if faults := ending_faults(row.signed_on, row.ended_on, draft.day, draft.reason, day_of(now)):
        raise Refused(*faults)
    row.ended_on, row.ended_reason = draft.day, draft.reason.strip()
    touched(row, now=now)
    note(agreement_id, "exchange.ended", row.ended_reason, actor=actor, now=now)


@command
def show_agreement(
    agreement_id: UUID, revision: int, *, is_public: bool, actor: Viewer, now: datetime
) -> None:
    """Open an agreement with its plans and visits to visitors, or close it."""
    if lock_agreement(agreement_id).is_public == is_public:
        return
    row = lock_current(agreement_id, revision)
    row.is_public = is_public
    touched(row, now=now)
    what = "exchange.opened" if is_public else "exchange.hidden"
    note(agreement_id, what, row.title, actor=actor, now=now)


@command
def keep_text(
    agreement_id: UUID, upload: files.Upload | None, *, actor: Viewer, now: datetime
) -> None:
    """The file with the text of the agreement; None takes it away."""
    row = lock_agreement(agreement_id)
    row.text_name = upload.name if upload else ""
    row.text_sha256 = files.store(upload, now=now) if upload else None
    touched(row, now=now)
    what = "exchange.text_added" if upload else "exchange.text_removed"
    note(agreement_id, what, row.text_name, actor=actor, now=now)


@command
def publish_count(
    published: int | None, reason: str, revision: int, *, actor: Viewer, now: datetime
) -> None:
    """The number of agreements that visitors read, where the register does not hold all."""
    row = db.session.get(ExchangeCount, 1, with_for_update=True)
    if (row.revision if row else 0) != revision:
        raise Stale(CHANGED)
    if published is not None and not reason.strip():
        raise Refused(NO_NUMBER_WHY)
    row = row or ExchangeCount(id=1, revision=0)
    db.session.add(row)
    row.published = published
    row.reason = reason.strip() if published is not None else ""
    row.revision += 1
    details = {"published": published, "reason": row.reason}
    journal.record("exchange.counted", subject_id=COUNT, actor=actor, at=now, details=details)
