"""Section interregional_exchange: an agreement with its plan, a visit and what was agreed on it.

What the file does not say stays empty: who is responsible, when a measure was done. A measure that
a visit of the file carried out was done on the last day of that visit.
"""

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from events.exchanges.models import (
    Agreement,
    ExchangeCount,
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePlan,
    ExchangePoint,
    ExchangeVisit,
)
from events.exchanges.queries.agreements import next_number
from events.exchanges.rules import FIRST_YEAR, LAST_YEAR, MarkState, days_fit
from events.importing import words
from events.importing.hearings import read_days

YEARS = re.compile(r"\b(20\d\d)(?:[–-](20\d\d))?\b")
LONGEST_TITLE, LONGEST_TEXT = 500, 5_000
COUNT_SOURCE = "по сведениям из файла региона"


@dataclass(slots=True)
class Read:
    """What the section holds, as the tables name it."""

    agreement: dict[str, Any]
    plan: dict[str, Any] = field(default_factory=dict)
    measures: list[dict[str, Any]] = field(default_factory=list)
    visit: dict[str, Any] = field(default_factory=dict)
    carries_out: str = ""
    points: list[dict[str, Any]] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    total: int | None = None


def read_exchange(root: Node, _known: Known) -> Writer:
    node = root["interregional_exchange"]
    if not node.is_given:
        return lambda _work: None
    found = Read(read_agreement(node.needed("agreement")))
    if node["plan"].is_given:
        found.plan = read_plan(node["plan"])
        found.measures = [read_measure(each, found.plan) for each in node["plan"]["items"].each()]
    if node["visit"].is_given:
        read_visit(node["visit"], found)
    total = node["agreements_total"]
    found.total = total.whole() if total.is_given else None
    return lambda work: write(found, work)


def read_agreement(node: Node) -> dict[str, Any]:
    state = node["status"]
    if state.is_given and state.value != words.IN_FORCE:
        state.fault(f"only an agreement that is «{words.IN_FORCE}» can be taken in")
    return {
        "title": node.needed("title").text(longest=LONGEST_TITLE),
        "signed_on": node.needed("date").day(),
        "partner": node.needed("counterpart").text(longest=200),
    }


def read_plan(node: Node) -> dict[str, Any]:
    """The years stand in the title of the plan."""
    title = node.needed("title")
    text = title.text(longest=LONGEST_TITLE)
    years = YEARS.search(text)
    if years is None:
        title.fault("does not name the years of the plan")
        return {"title": text, "first_year": FIRST_YEAR, "last_year": LAST_YEAR}
    first, last = int(years[1]), int(years[2] or years[1])
    if last < first:
        title.fault("names years that end before they begin")
    return {"title": text, "first_year": first, "last_year": last}


def read_measure(node: Node, plan: dict[str, Any]) -> dict[str, Any]:
    due = node.needed("due")
    due_on = due.day()
    if not plan["first_year"] <= due_on.year <= plan["last_year"]:
        due.fault("lies outside the years of the plan")
    return {
        "number": node["no"].text(longest=20),
        "text": node.needed("text").text(longest=LONGEST_TEXT),
        "due_on": due_on,
        "state": node.needed("status").one_of(words.MARKS),
    }


def read_visit(node: Node, found: Read) -> None:
    first, last = read_days(node["dates"])
    if not days_fit(first, last):
        node["dates"].fault("lasts longer than 60 days")
    found.visit = {
        "direction": node.needed("direction").one_of(words.DIRECTIONS),
        "starts_on": first,
        "ends_on": last,
        "people": node["delegation_size"].whole() if node["delegation_size"].is_given else 0,
    }
    if node["plan_item"].is_given:
        node["plan_item"].known({each["number"]: each for each in found.measures})
        found.carries_out = str(node["plan_item"].value)
    found.points = [
        point for each in node["programme"].each() for point in read_point(each, first, last)
    ]
    found.outcomes = [each.text(longest=LONGEST_TEXT) for each in node["outcomes"].each()]


def read_point(node: Node, first: date, last: date) -> list[dict[str, Any]]:
    cells = list(node.each())
    if len(cells) != len(("day", "from", "what")):
        node.fault("has to be a list of: day, from, what")
        return []
    day: date = cells[0].day()
    starts_at: time = cells[1].clock()
    if not first <= day <= last:
        cells[0].fault("is no day of the visit")
    title = cells[2].text(longest=LONGEST_TITLE)
    if not title:
        cells[2].fault("is missing")
    return [{"day": day, "starts_at": starts_at, "title": title}]


def write(found: Read, work: Import) -> None:
    """Nothing, if an agreement of that partner and day is in the register already."""
    values = found.agreement
    known = select(Agreement.id).where(
        Agreement.partner == values["partner"], Agreement.signed_on == values["signed_on"]
    )
    if db.session.scalar(known) is None:
        write_agreement(found, work)
    if found.total is not None and db.session.get(ExchangeCount, 1) is None:
        db.session.add(ExchangeCount(id=1, published=found.total, reason=COUNT_SOURCE))


def write_agreement(found: Read, work: Import) -> None:
    row = Agreement(
        id=uuid4(),
        number=next_number(),
        is_public=True,
        created_at=work.now,
        changed_at=work.now,
        **found.agreement,
    )
    add(row)
    measures = write_plan(found, row.id) if found.plan else {}
    if found.visit:
        write_visit(found, row.id, measures, work)
    work.note("exchange", row.id)


def add(row: Any) -> None:
    db.session.add(row)
    db.session.flush()


def write_plan(found: Read, agreement_id: UUID) -> dict[str, UUID]:
    """Returns the measures by their numbers."""
    plan = ExchangePlan(id=uuid4(), agreement_id=agreement_id, **found.plan)
    add(plan)
    measures = {}
    for values in found.measures:
        is_visited = values["number"] == found.carries_out and values["state"] is MarkState.DONE
        done_on = found.visit["ends_on"] if found.visit and is_visited else None
        row = ExchangeMeasure(id=uuid4(), plan_id=plan.id, marked_on=done_on, **values)
        add(row)
        measures[row.number] = row.id
    return measures


def write_visit(found: Read, agreement_id: UUID, measures: dict[str, UUID], work: Import) -> None:
    measure_id = measures.get(found.carries_out)
    visit = ExchangeVisit(
        id=uuid4(), agreement_id=agreement_id, measure_id=measure_id, **found.visit
    )
    add(visit)
    db.session.add_all(ExchangePoint(visit_id=visit.id, **values) for values in found.points)
    db.session.add_all(
        ExchangeFollowUp(visit_id=visit.id, text=text, added_at=work.now) for text in found.outcomes
    )
