"""The public page of one meeting: before, when it was put off, and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.kernel.errors import Refusal
from core.kernel.workdays import Deadline
from core.kernel.zones import local
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.public import (
    AHEAD,
    MaterialFacts,
    PublicState,
    agenda_is_visible,
    material_is_visible,
)
from council.meetings.rules.states import HELD_STATES
from council.meetings.rules.visitors import Admission, admission_refusal
from portal.meetings.naming import Naming
from portal.meetings.pages.items import ItemLine, Lines, Reader, by_parent, facts_of
from portal.meetings.pages.proof import Authenticity, authenticity
from portal.meetings.pages.tones import STATE_TONES
from portal.meetings.queries.beside import Beside, Line
from portal.meetings.queries.head import MeetingHead
from portal.meetings.queries.items import ItemRow, ResolutionRow


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A public file, as components/files.html shows it."""

    name: str
    url: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who came. `seats` is the number of voting members; figures of the archive are bare."""

    present: int
    seats: int
    invited: int = 0
    visitors: int = 0
    presiding: str | None = None
    presiding_post: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """How to come: `closed` says why nobody can apply now, None that anybody may."""

    closed: Refusal | None
    last_day: Deadline
    seats_left: int
    has_seats: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """The meeting stood at another time before."""

    from_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything that the page of a meeting may know."""

    head: MeetingHead
    address: MeetingAddress
    state: PublicState
    tone: str
    is_ahead: bool
    has_agenda: bool
    items: tuple[ItemLine, ...]
    materials: tuple[MaterialLine, ...]
    turnout: Turnout | None
    authenticity: Authenticity | None
    welcome: Welcome | None
    moved: Moved | None
    reason: str
    leaves_out: bool


@dataclass(frozen=True, slots=True)
class MeetingRows:
    """What the queries found for one meeting."""

    head: MeetingHead
    items: Sequence[ItemRow]
    resolutions: Sequence[ResolutionRow]
    lines: Sequence[Line]


def meeting_page(
    rows: MeetingRows, naming: Naming, *, last_day: Deadline | None, today: date
) -> MeetingPage:
    """The page as it stands on the day."""
    head, lines = rows.head, by_parent(rows.lines)
    reader = Reader(head, lines, naming, today)
    state = head.public_state
    items = reader.items(rows.items, rows.resolutions)
    return MeetingPage(
        head=head,
        address=head.address,
        state=state,
        tone=STATE_TONES[state],
        is_ahead=state in AHEAD,
        has_agenda=agenda_is_visible(head.state),
        items=items,
        materials=tuple(materials(rows, lines)),
        turnout=turnout(head, lines, naming),
        authenticity=authenticity(head, lines, naming) if head.is_published else None,
        welcome=welcome(head, last_day, today),
        moved=moved(head, lines),
        reason=naming.shown(head.state_reason),
        leaves_out=head.is_published and any(line.kind is Beside.RESTRICTED for line in rows.lines),
    )


def materials(rows: MeetingRows, lines: Lines) -> list[MaterialLine]:
    found = []
    for item in rows.items:
        restricted = bool(lines.get((Beside.RESTRICTED, item.id)))
        for line in lines.get((Beside.FILE, item.id), ()):
            facts = MaterialFacts(
                facts_of(rows.head, item),
                is_agreed=item.is_agreed,
                is_restricted=line.flag,
                minutes_restrict=restricted,
            )
            if material_is_visible(facts) and line.ref_id:
                url = rows.head.address.file(line.ref_id, line.text)
                kind = line.text.rpartition(".")[2].upper()
                found.append(MaterialLine(line.text, url, kind, line.number))
    return found


def turnout(head: MeetingHead, lines: Lines, naming: Naming) -> Turnout | None:
    """From the published minutes, or the bare figures of the archive; nothing before."""
    if head.state not in HELD_STATES:
        return None
    if head.archive_seats is not None and not head.edition_id:
        return Turnout(head.archive_present or 0, head.archive_seats)
    if not head.is_published:
        return None
    presiding = lines.get((Beside.PRESIDING, None), ())
    return Turnout(
        present=head.present,
        seats=head.seats_total or head.voting,
        invited=head.invited,
        visitors=head.visitors,
        presiding=naming.name(head.presiding_id),
        presiding_post=naming.post(head.presiding_id, presiding[0].note) if presiding else "",
    )


def welcome(head: MeetingHead, last_day: Deadline | None, today: date) -> Welcome | None:
    if last_day is None:
        return None
    facts = Admission(head.state, head.form, head.is_open, last_day.day, today)
    return Welcome(
        closed=admission_refusal(facts),
        last_day=last_day,
        seats_left=head.guest_seats - head.guests_taken,
        has_seats=head.guest_seats > 0,
    )


def moved(head: MeetingHead, lines: Lines) -> Moved | None:
    """The last time that the meeting was put off, while it is still ahead."""
    found = [line for line in lines.get((Beside.MOVED, None), ()) if line.at]
    if not found or head.public_state not in AHEAD:
        return None
    last = max(found, key=lambda line: line.at or head.starts_at)
    return Moved(local(last.at or head.starts_at, head.zone).date(), last.text)
