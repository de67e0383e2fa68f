"""Section practical_session: an event outside the plan with a commission that hears projects."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.slugs import slug_of
from events.importing import words
from events.importing.missions import SessionLine, read_items, write_sessions
from events.programme.models import Event, EventCounters, EventHearing, EventOrganiser, EventRemark
from events.programme.queries.making import HOME, next_number
from events.programme.rules import EventState, EventType, OrganiserRole, RemarkState

FACES = 400
SOURCE = "указано организаторами: списка участников в файле региона нет"


@dataclass(frozen=True, slots=True)
class HearingLine:
    """A project before the commission with the remarks on it."""

    project: str
    speaker: str
    outcome: str
    remarks: list[tuple[str, RemarkState]]


def read_session(root: Node, known: Known) -> Writer:
    node = root["practical_session"]
    if not node.is_given:
        return lambda _work: None
    first, last = read_days(node["dates"])
    zone = str(known["region"]["region"]["zone"])
    values = {
        "name": node.needed("title").text(longest=500),
        "starts_on": first,
        "ends_on": last,
        "city": node["place"].text(longest=200),
        "participants": node["participants_total"].whole(),
        "commission": "\n".join(each.text() for each in node["expert_commission"].each()),
        "zone": zone,
    }
    counters = {
        "people": node["participants_total"].whole(),
        "regions": node["regions"].whole(),
        "countries": node["countries"].whole(),
    }
    organisers = read_organisers(node["organizers"])
    sessions = [
        line
        for each in node["programme"].each()
        for line in read_items(each["items"], first + timedelta(days=each["day"].whole(low=1) - 1))
    ]
    hearings = [read_hearing(each) for each in node["projects"].each()]

    def write(work: Import) -> None:
        query = select(Event.id).where(Event.name == values["name"], Event.starts_on == first)
        if db.session.scalar(query) is None:
            event = add_event(values, first, work)
            write_around(event.id, organisers, sessions, hearings)
            db.session.add(EventCounters(event_id=event.id, reason=SOURCE, **counters))
            work.note("event", event.id)

    return write


def read_days(node: Node) -> tuple[date, date]:
    days = sorted(each.day() for each in node.each())
    if not days:
        node.fault("names no day")
        return date(2000, 1, 1), date(2000, 1, 1)
    return days[0], days[-1]


def read_organisers(node: Node) -> list[tuple[str, OrganiserRole]]:
    return [
        (each.needed("org").text(longest=FACES), each.needed("role").one_of(words.ROLES))
        for each in node.each()
    ]


def read_hearing(node: Node) -> HearingLine:
    remarks = []
    for each in node["remarks"].each():
        cells = list(each.each())
        if len(cells) != len(("text", "state")):
            each.fault("has to be a list of: text, state")
            continue
        remarks.append((cells[0].text(), cells[1].one_of(words.REMARKS)))
    return HearingLine(
        node.needed("title").text(longest=500),
        node["speaker"].text(longest=200),
        node["outcome"].text(),
        remarks,
    )


def add_event(values: dict[str, object], first: date, work: Import) -> Event:
    """Held and shown to visitors: the file tells of what has been."""
    is_past = first < work.now.date()
    event = Event(
        id=uuid4(),
        number=next_number(),
        slug=slug_of(str(values["name"])),
        year=first.year,
        type=EventType.BUYERS,
        country=HOME,
        state=EventState.HELD if is_past else EventState.PLANNED,
        is_public=True,
        created_at=work.now,
        changed_at=work.now,
        **values,
    )
    db.session.add(event)
    db.session.flush()
    return event


def write_around(
    event_id: UUID,
    organisers: list[tuple[str, OrganiserRole]],
    sessions: list[SessionLine],
    hearings: list[HearingLine],
) -> None:
    for position, (name, role) in enumerate(organisers, 1):
        db.session.add(EventOrganiser(event_id=event_id, position=position, name=name, role=role))
    write_sessions(event_id, sessions)
    for position, line in enumerate(hearings, 1):
        row = EventHearing(
            id=uuid4(),
            event_id=event_id,
            position=position,
            project=line.project,
            speaker=line.speaker,
            outcome=line.outcome,
        )
        db.session.add(row)
        db.session.flush()
        db.session.add_all(
            EventRemark(hearing_id=row.id, position=number, text=text, state=state)
            for number, (text, state) in enumerate(line.remarks, 1)
        )
