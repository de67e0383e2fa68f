"""Items of a meeting as visitors read them: who spoke, what was decided, how they voted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from council.assignments.pages.words import name_of
from council.assignments.queries.due import due_of
from council.assignments.rules import (
    FOR_VISITORS,
    AssignmentState,
    Timeliness,
    full_number,
    timeliness,
)
from council.meetings.rules.kinds import Choice, DueKind, ItemState, Outcome, VoteMode
from council.meetings.rules.public import ItemFacts, item_is_visible
from portal.meetings.naming import Naming
from portal.meetings.pages.tones import TIMELINESS_TONES
from portal.meetings.queries.beside import Beside, Line
from portal.meetings.queries.head import MeetingHead
from portal.meetings.queries.items import ItemRow, ResolutionRow, VoteRow

Lines = Mapping[tuple[Beside, UUID | None], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class VoteLine:
    """Figures of a vote; `casting` is how the presiding decided a tie."""

    in_favour: int
    against: int
    abstained: int
    is_secret: bool
    is_rejected: bool
    casting: Choice | None

    @classmethod
    def of(cls, row: VoteRow | None) -> "VoteLine | None":
        if row is None:
            return None
        was_tie = row.in_favour == row.against and row.in_favour > 0
        return cls(
            row.in_favour,
            row.against,
            row.abstained,
            is_secret=row.mode is VoteMode.SECRET,
            is_rejected=row.outcome is Outcome.REJECTED,
            casting=row.presiding_choice if was_tie else None,
        )


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """Who reports; `name` is None where nobody may be named."""

    name: str | None
    post: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision that nobody has to carry out."""

    number: str
    text: str
    vote: VoteLine | None


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment, recommendation or proposal with what became of it."""

    anchor: str
    name: str
    text: str
    due_kind: DueKind
    due_on: date | None
    done_on: date | None
    standing: Timeliness
    tone: str
    vote: VoteLine | None


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """Somebody who stood; `name` is None where it may not be published."""

    name: str | None
    in_favour: int
    is_elected: bool


@dataclass(frozen=True, slots=True)
class ElectionLine:
    """The counts of an election."""

    candidates: tuple[CandidateLine, ...]
    against: int
    abstained: int
    is_secret: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item; what follows `title` is empty until the minutes are published."""

    number: int
    title: str
    speakers: tuple[SpeakerLine, ...]
    approved_at: datetime | None
    approved_version: int | None
    awaits_report: bool
    is_taken_off: bool
    is_restricted: bool
    decisions: tuple[DecisionLine, ...] = ()
    assignments: tuple[AssignmentLine, ...] = ()
    vote: VoteLine | None = None
    election: ElectionLine | None = None
    dissents: tuple[str | None, ...] = ()


def by_parent(lines: Iterable[Line]) -> Lines:
    found: dict[tuple[Beside, UUID | None], list[Line]] = defaultdict(list)
    for line in lines:
        found[line.kind, line.parent_id].append(line)
    return found


def facts_of(head: MeetingHead, row: ItemRow) -> ItemFacts:
    return ItemFacts(
        meeting=head.state,
        state=row.state,
        is_numbered=row.printed_number is not None,
        decline_reason=row.decline_reason,
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes the lines of one meeting from its rows."""

    head: MeetingHead
    lines: Lines
    naming: Naming
    today: date

    def items(
        self, rows: Sequence[ItemRow], resolutions: Sequence[ResolutionRow]
    ) -> tuple[ItemLine, ...]:
        """The visible items in the order of the agenda."""
        decided: dict[UUID, list[ResolutionRow]] = defaultdict(list)
        for resolution in resolutions:
            decided[resolution.item_id].append(resolution)
        return tuple(
            self.item(row, decided[row.id])
            for row in rows
            if item_is_visible(facts_of(self.head, row))
        )

    def item(self, row: ItemRow, resolutions: Sequence[ResolutionRow]) -> ItemLine:
        is_restricted = bool(self.lines.get((Beside.RESTRICTED, row.id)))
        plain = ItemLine(
            number=row.printed_number or 0,
            title=self.naming.shown(row.title),
            speakers=self.speakers(row.id),
            approved_at=row.approved_at if row.report_is_gated else None,
            approved_version=row.approved_version,
            awaits_report=row.state is ItemState.ACCEPTED and not row.is_agreed,
            is_taken_off=row.state is ItemState.REMOVED,
            is_restricted=is_restricted,
        )
        if is_restricted or not self.head.is_published:
            return plain
        return self.settled(plain, row, resolutions)

    def settled(
        self, plain: ItemLine, row: ItemRow, resolutions: Sequence[ResolutionRow]
    ) -> ItemLine:
        """The item with what the published minutes tell of it."""
        without = [r for r in resolutions if r.assignment_id is None]
        dissents = self.lines.get((Beside.DISSENT, row.id), ())
        return replace(
            plain,
            decisions=tuple(self.decision(plain.number, r) for r in without),
            assignments=tuple(self.assignment(r) for r in resolutions if r.assignment_id),
            vote=VoteLine.of(row.vote),
            election=self.election(row.id),
            dissents=tuple(self.naming.name(line.person_id) for line in dissents),
        )

    def decision(self, item_number: int, row: ResolutionRow) -> DecisionLine:
        number = f"{item_number}.{row.position}"
        return DecisionLine(number, self.naming.shown(row.text), VoteLine.of(row.vote))

    def speakers(self, item_id: UUID) -> tuple[SpeakerLine, ...]:
        """A name that was only typed has no ground to be published, nor has its post."""
        return tuple(
            SpeakerLine(
                self.naming.name(line.person_id), self.naming.post(line.person_id, line.note)
            )
            for line in self.lines.get((Beside.SPEAKER, item_id), ())
        )

    def assignment(self, row: ResolutionRow) -> AssignmentLine:
        due = due_of(row.due_kind or DueKind.NONE, row.due_on, row.next_meeting_at, self.head.zone)
        state = row.state or AssignmentState.ON_CONTROL
        stands = timeliness(state, due, done_on=row.done_on, today=self.today)
        standing = FOR_VISITORS[stands]
        return AssignmentLine(
            anchor=(row.number or "").replace(".", "-"),
            name=name_of(row.kind, full_number(self.head.number, self.head.year, row.number or "")),
            text=self.naming.shown(row.assigned or row.text),
            due_kind=due.kind,
            due_on=due.on,
            done_on=row.done_on,
            standing=standing,
            tone=TIMELINESS_TONES[standing],
            vote=VoteLine.of(row.vote),
        )

    def election(self, item_id: UUID) -> ElectionLine | None:
        held = self.lines.get((Beside.ELECTION, item_id))
        if not held:
            return None
        candidates = tuple(
            CandidateLine(self.naming.name(line.person_id), line.number, line.flag)
            for line in self.lines.get((Beside.CANDIDATE, item_id), ())
        )
        return ElectionLine(candidates, held[0].position, held[0].number, held[0].flag)
