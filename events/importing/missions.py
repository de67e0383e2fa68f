"""Section business_mission: the programme of a mission, its report, what its negotiations promised.

Participants' applications and the timetable of negotiations are not read here.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from events.importing import words
from events.importing.events import find_event
from events.programme.models import EventPromise, EventResult, EventSession
from events.programme.rules import OutcomeStage

LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class SessionLine:
    day: date
    starts_at: time
    ends_at: time
    title: str


@dataclass(frozen=True, slots=True)
class PromiseLine:
    company: str
    partner: str
    contact: str
    stage: OutcomeStage
    note: str


def read_mission(root: Node, known: Known) -> Writer:
    node = root["business_mission"]
    if not node.is_given:
        return lambda _work: None
    code = node.needed("event_code")
    code.known(known["events"])
    sessions = read_programme(node["programme"])
    promises = read_promises(node, known)
    report = node["report"].text(longest=LONGEST)

    def write(work: Import) -> None:
        event = find_event(code.value)
        if event is None or has_programme(event.id):
            return
        event_id = event.id
        write_sessions(event_id, sessions)
        for line in promises:
            row = EventPromise(
                event_id=event_id,
                company=line.company,
                partner=line.partner,
                contact_name=line.contact,
                stage=line.stage,
                note=line.note,
                added_at=work.now,
            )
            db.session.add(row)
        result = db.session.get(EventResult, event_id)
        if result is not None and not result.summary:
            result.summary = report
        work.added["mission"] += 1

    return write


def has_programme(event_id: Any) -> bool:
    query = select(EventSession.id).where(EventSession.event_id == event_id).limit(1)
    return db.session.scalar(query) is not None


def write_sessions(event_id: Any, sessions: list[SessionLine]) -> None:
    db.session.add_all(
        EventSession(
            event_id=event_id,
            day=line.day,
            starts_at=line.starts_at,
            ends_at=line.ends_at,
            title=line.title,
        )
        for line in sessions
    )


def read_programme(node: Node) -> list[SessionLine]:
    """Days with rows of from, until and what."""
    return [
        line for day in node.each() for line in read_items(day["items"], day.needed("date").day())
    ]


def read_items(node: Node, day: date) -> list[SessionLine]:
    found = []
    for each in node.each():
        cells = list(each.each())
        if len(cells) != len(("from", "until", "what")):
            each.fault("has to be a list of: from, until, what")
            continue
        line = SessionLine(day, cells[0].clock(), cells[1].clock(), cells[2].text(longest=500))
        if line.ends_at <= line.starts_at:
            each.fault("ends before it begins")
        found.append(line)
    return found


def read_promises(node: Node, known: Known) -> list[PromiseLine]:
    """One for each pair that wanted to go on; the farthest stage of several meetings."""
    names = {each.needed("id").text(): each.needed("name").text() for each in partners(node)}
    contacts = read_contacts(node["participants"], known)
    found = {}
    for each in node["meetings"].each():
        company, partner = each.needed("company_id"), each.needed("partner_id")
        company.known(known["companies"])
        partner.known(names)
        result = each.needed("result")
        stage = result.one_of(words.NEGOTIATED)
        if stage is None:
            continue
        found[company.value, partner.value] = PromiseLine(
            name_of(known, str(company.value)),
            names.get(str(partner.value), ""),
            contacts.get(str(company.value), ""),
            stage,
            result.text(),
        )
    return list(found.values())


def partners(node: Node) -> list[Node]:
    return list(node["foreign_partners"].each())


def read_contacts(node: Node, known: Known) -> dict[str, str]:
    """The first delegate of each company."""
    found = {}
    for each in node.each():
        company = each.needed("company_id")
        company.known(known["companies"])
        delegates = [person.text() for person in each["delegates"].each()]
        found[str(company.value)] = delegates[0] if delegates else ""
    return found


def name_of(known: Known, company_id: str) -> str:
    """The short name of a company, as the section of organisations made it known."""
    values = known["organisations"].get(company_id, {})
    return str(values.get("short_name") or values.get("name") or company_id)
