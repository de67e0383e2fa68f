"""The agenda as pages show it: numbered items with clock times, and what blocks them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.kernel.errors import Refusal
from core.kernel.zones import local
from council.meetings.queries.agenda import ItemRow, accepted
from council.meetings.queries.materials import FileRow, SpeakerRow
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.agenda import timetable
from council.meetings.rules.items import OPEN_AGENDA
from council.meetings.rules.kinds import ItemKind, ItemState
from council.meetings.rules.states import BEFORE
from council.reports.queries import TablingOption
from council.reports.rules import interim_check

KINDS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.oasis.opendocument.presentation": "ODP",
}


@dataclass(frozen=True, slots=True)
class Material:
    """A file as the list of files shows it."""

    id: UUID
    name: str
    kind: str
    size: int
    sha256: str
    is_restricted: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of the agenda. `number` and the times are None for one that is not accepted."""

    item: ItemRow
    number: int | None
    starts: datetime | None
    ends: datetime | None
    speakers: tuple[str, ...]
    materials: tuple[Material, ...]
    blocked: Refusal | None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The agenda of a meeting with everything that was proposed for it."""

    meeting: MeetingRow
    entries: tuple[Entry, ...]
    proposals: tuple[Entry, ...]
    set_aside: tuple[Entry, ...]
    may_keep: bool
    may_propose: bool
    may_read_restricted: bool
    open_assignments: int = 0
    options: tuple[TablingOption, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.meeting.state in OPEN_AGENDA

    @property
    def total_minutes(self) -> int:
        return sum(entry.item.minutes for entry in self.entries)

    @property
    def lacks_interim_report(self) -> bool:
        """Every meeting hears an interim report (DOMAIN.md § 1.9, invariant 10): a warning."""
        kinds = [entry.item.report_kind for entry in self.entries if entry.item.report_kind]
        return interim_check(kinds).problem is not None

    @property
    def missing_reports(self) -> tuple[TablingOption, ...]:
        """Reports of the council on which no item here was ever made, not even one set aside."""
        made = (*self.entries, *self.proposals, *self.set_aside)
        named = {each.item.report_id for each in made}
        return tuple(each for each in self.options if each.report_id not in named)

    @property
    def lacks_control(self) -> bool:
        return not any(e.item.kind is ItemKind.CONTROL for e in (*self.entries, *self.proposals))


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item by itself, for its proposer and the secretary."""

    meeting: MeetingRow
    entry: Entry
    may_keep: bool
    may_read_restricted: bool

    @property
    def is_open(self) -> bool:
        return self.meeting.state in OPEN_AGENDA


@dataclass(frozen=True, slots=True)
class ItemFormPage:
    """The form of an item: new, proposed or changed."""

    meeting: MeetingRow
    item: ItemRow | None
    key: UUID | None = None
    is_proposal: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What the entries of an agenda are made of."""

    items: Sequence[ItemRow]
    speakers: Sequence[SpeakerRow]
    files: Sequence[FileRow]


def entries_of(meeting: MeetingRow, sources: Sources) -> tuple[Entry, ...]:
    """The accepted items in their order, one after the other from the meeting's beginning."""
    on_agenda = accepted(sources.items)
    starts = local(meeting.starts_at, meeting.zone)
    times = timetable(starts, [item.minutes for item in on_agenda])
    return tuple(
        Entry(
            item=item,
            number=number,
            starts=begins,
            ends=ends,
            speakers=speakers_of(item, sources.speakers),
            materials=materials_of(item, sources.files),
            blocked=item.line(number).blocked if meeting.state in BEFORE else None,
        )
        for number, (item, (begins, ends)) in enumerate(zip(on_agenda, times, strict=True), 1)
    )


def others_of(
    sources: Sources, states: frozenset[ItemState], late_from: datetime | None = None
) -> tuple[Entry, ...]:
    """Items that are not on the agenda; those proposed after `late_from` are marked."""
    return tuple(
        Entry(
            item=item,
            number=None,
            starts=None,
            ends=None,
            speakers=speakers_of(item, sources.speakers),
            materials=materials_of(item, sources.files),
            blocked=item.line(0).blocked,
            is_late=bool(late_from and item.proposed_at and item.proposed_at >= late_from),
        )
        for item in sources.items
        if item.state in states
    )


def speakers_of(item: ItemRow, speakers: Sequence[SpeakerRow]) -> tuple[str, ...]:
    return tuple(each.text for each in speakers if each.item_id == item.id)


def materials_of(item: ItemRow, files: Sequence[FileRow]) -> tuple[Material, ...]:
    return tuple(
        Material(each.id, each.name, kind_of(each), each.size, each.sha256, each.is_restricted)
        for each in files
        if each.item_id == item.id
    )


def kind_of(file: FileRow) -> str:
    """«PDF», or the ending of the name for office files."""
    return KINDS.get(file.media_type) or file.name.rpartition(".")[2].upper()
