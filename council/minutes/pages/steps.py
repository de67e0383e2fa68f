"""The line of steps above minutes: what happened, what is now, what lies ahead."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flask_babel import gettext

from core.adapters.language import language
from core.kernel.language import formats_for
from core.kernel.zones import local
from council.minutes.queries.editions import EditionRow, SignatureRow
from council.minutes.rules import EditionState
from council.minutes.rules.states import EDITABLE

Step = tuple[str, str | None, str]
S = EditionState
ORDER = (S.DRAFT, S.CIRCULATED, S.TO_SIGN, S.SIGNED, S.PUBLISHED)


def steps(
    edition: EditionRow, signatures: Sequence[SignatureRow], zone: str, *, needed: int = 2
) -> tuple[Step, ...]:
    """Label, note and «done», «now» or «todo»; a circulation that never was is left out."""
    if edition.state is S.DISCARDED:
        return (
            (gettext("Draft"), brief(edition.created_at, zone), "done"),
            (gettext("Discarded"), None, "now"),
        )
    given = signing_note(edition, len(signatures), needed, zone)
    return tuple(line(edition, given, zone))


def line(edition: EditionRow, signed: str | None, zone: str) -> Iterator[Step]:
    state = edition.state
    yield gettext("Draft"), brief(edition.created_at, zone), mark(state, S.DRAFT)
    if edition.remarks_until or state in EDITABLE:
        yield gettext("Remarks of members"), remarks_note(edition, zone), mark(state, S.CIRCULATED)
    yield gettext("Signatures"), signed, mark(state, S.TO_SIGN)
    published = brief(edition.published_at, zone) if edition.published_at else None
    if state is S.WITHDRAWN:
        yield gettext("Published"), published, "done"
        withdrawn = brief(edition.withdrawn_at, zone) if edition.withdrawn_at else None
        yield gettext("Withdrawn"), withdrawn, "now"
        return
    yield gettext("Publication"), published, published_mark(state)


def mark(state: EditionState, step: EditionState) -> str:
    if state is S.WITHDRAWN:
        return "done"
    place, own = ORDER.index(state), ORDER.index(step)
    return "now" if place == own else "done" if place > own else "todo"


def published_mark(state: EditionState) -> str:
    if state is S.PUBLISHED:
        return "done"
    return "now" if state is S.SIGNED else "todo"


def remarks_note(edition: EditionRow, zone: str) -> str | None:
    if edition.remarks_until is None:
        return None
    return gettext("until %(day)s", day=brief(edition.remarks_until, zone))


def signing_note(edition: EditionRow, given: int, needed: int, zone: str) -> str | None:
    if edition.signed_at:
        return brief(edition.signed_at, zone)
    if edition.state is S.TO_SIGN:
        return gettext("%(given)s of %(needed)s", given=given, needed=needed)
    return None


def brief(moment: datetime, zone: str) -> str:
    return formats_for(language()).date_brief(local(moment, zone).date())
