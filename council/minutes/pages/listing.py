"""The working list of minutes: what waits for the viewer first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from core.kernel.zones import local
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.naming import named_day_of
from council.minutes.pages.words import held_on, title_of, tone_of
from council.minutes.queries.lists import MinutesRow
from council.minutes.rules import EditionState
from council.minutes.rules.states import SIGNED_FOR_EVER, is_visible
from council.minutes.rules.terms import Term

S = EditionState
IN_WORK = frozenset({S.DRAFT, S.CIRCULATED, S.TO_SIGN})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the viewer is to one meeting's minutes."""

    is_keeper: bool
    is_participant: bool
    signs_as_presiding: bool
    signs_as_secretary: bool

    @property
    def is_signatory(self) -> bool:
        return self.signs_as_presiding or self.signs_as_secretary


@dataclass(frozen=True, slots=True)
class Line:
    """One meeting's minutes. `term` is the one that runs now, None when nothing is due."""

    meeting_id: UUID
    title: str
    day: date
    zone: str
    state: EditionState | None
    tone: str
    edition: int
    remarks_until: datetime | None
    presiding_signed: bool
    secretary_signed: bool
    term: Term | None


@dataclass(frozen=True, slots=True)
class MinutesListPage:
    """Each line stands in one list only, the most urgent one."""

    to_sign: list[Line] = field(default_factory=list)
    to_draft: list[Line] = field(default_factory=list)
    in_work: list[Line] = field(default_factory=list)
    to_publish: list[Line] = field(default_factory=list)
    public: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any((self.to_sign, self.to_draft, self.in_work, self.to_publish, self.public))

    @classmethod
    def of(
        cls,
        rows: Iterable[MinutesRow],
        standing: Callable[[MinutesRow], Standing],
        terms: Callable[[MinutesRow], tuple[Term, Term | None]],
    ) -> "MinutesListPage":
        page = cls()
        for row in rows:
            who = standing(row)
            if not is_shown(row, who):
                continue
            page.list_for(row, who).append(line_of(row, *terms(row)))
        return page

    def list_for(self, row: MinutesRow, who: Standing) -> list[Line]:
        if row.state is None:
            return self.to_draft
        if waits_for(row, who):
            return self.to_sign
        if row.state in IN_WORK:
            return self.in_work
        return self.public if row.state is S.PUBLISHED else self.to_publish


def is_shown(row: MinutesRow, who: Standing) -> bool:
    if row.state is None:
        return who.is_keeper and row.meeting_state is MeetingState.HELD
    return is_visible(
        row.state,
        is_keeper=who.is_keeper,
        is_participant=who.is_participant,
        is_signatory=who.is_signatory,
    )


def waits_for(row: MinutesRow, who: Standing) -> bool:
    """Whether the viewer's own signature is missing."""
    return row.state is S.TO_SIGN and (
        (who.signs_as_presiding and not row.presiding_signed)
        or (who.signs_as_secretary and not row.secretary_signed)
    )


def line_of(row: MinutesRow, signing: Term, publication: Term | None) -> Line:
    first = signing if row.edition in {None, 1} else None  # a correction has no term of its own
    is_brought_over = row.state in SIGNED_FOR_EVER and row.signed_at is None
    runs = first if row.signed_at is None else publication
    return Line(
        meeting_id=row.meeting_id,
        title=title_of(row),
        day=named_day_of(row),
        zone=row.zone,
        state=row.state,
        tone=tone_of(row.state) if row.state else "warn",
        edition=row.edition or 0,
        remarks_until=row.remarks_until if row.state is S.CIRCULATED else None,
        presiding_signed=row.presiding_signed,
        secretary_signed=row.secretary_signed,
        term=None if row.state is S.PUBLISHED or is_brought_over else runs,
    )


def signed_day(row: MinutesRow) -> date | None:
    return local(row.signed_at, row.zone).date() if row.signed_at else None


def published_day(row: MinutesRow) -> date | None:
    return local(row.published_at, row.zone).date() if row.published_at else None


__all__ = ["Line", "MinutesListPage", "Standing", "held_on", "published_day", "signed_day"]
