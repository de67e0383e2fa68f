"""A schedule of negotiations of 400 x 250, arranged by the services; prints what its pages cost.

Run by tools.bench_negotiations in an environment that names the database of a demonstration.
"""

import json
import time
from collections.abc import Iterator
from datetime import date, timedelta
from datetime import time as clock_time
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import insert, select

from core.adapters.clock import now
from core.adapters.database import db
from core.adapters.derived import token_hash
from core.kernel.viewers import Viewer
from events.missions.rules.timetable.problem import Problem, Side
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.models import NegotiationEdition, NegotiationWish, Negotiator
from events.negotiations.queries.loading import get_schedule
from events.negotiations.rules.changes import Absence
from events.negotiations.rules.slots import Day, Rhythm, slots_of_days
from events.negotiations.services import Edit, FrameDraft, HallDraft
from events.negotiations.work import work_on
from events.programme.models import Event
from events.programme.rules import EventState
from tools.bench import Statements
from tools.bench_growth import signed_in
from tools.timetables import LARGE, Size, family

LOAD, SECONDS = 0.9, 10
COORDINATOR = "m04@example.org"
FIRST = date(2027, 2, 8)
DAYS = tuple(Day(FIRST + timedelta(days=n), clock_time(10), clock_time(14)) for n in (0, 1))
RHYTHM = Rhythm(30)
SLOTS = slots_of_days(DAYS, RHYTHM)
PARTS = (
    *("", "frame/", "places/", "people/", "people/?side=buyer&q=Buyer", "wishes/"),
    *("wishes/?side=buyer", "grid/", "grid/?day=all", "grid/?side=buyer&day=all"),
    *("grid/?side=table&day=all", "waiting/", "editions/", "editions/1/", "timetables/"),
    *("timetables/1/", "results/", "schedule-buyer.html"),
)


def people_of(schedule_id: UUID, problem: Problem) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(problem.participants, 1):
        key = uuid4()
        yield {
            "id": key,
            "revision": 1,
            "schedule_id": schedule_id,
            "number": number,
            "side": one.side,
            "identity": f"bench {number}",
            "name": f"{'Exporter' if one.side is Side.EXPORTER else 'Buyer'} {number}",
            "absences": [slot.key for slot in SLOTS if not one.free >> slot.number & 1],
            "token_hash": token_hash(services.token_of(key)),
            "created_at": now(),
            "changed_at": now(),
        }


def wishes_of(schedule_id: UUID, problem: Problem) -> Iterator[dict[str, Any]]:
    """Both sides want each meeting of the family."""
    query = select(Negotiator.number, Negotiator.id).where(Negotiator.schedule_id == schedule_id)
    ids = {row[0]: row[1] for row in db.session.execute(query)}
    for request in problem.requests:
        one, other = ids[request.first + 1], ids[request.second + 1]
        for wisher, about in ((one, other), (other, one)):
            yield {
                "wisher_id": wisher,
                "about_id": about,
                "schedule_id": schedule_id,
                "wish": Wish.WANT,
            }


def wished(size: Size, by: dict[str, Any]) -> UUID:
    """A schedule whose wishes are closed."""
    problem = family(size, LOAD, 1)
    event = db.session.scalars(select(Event).where(Event.state == EventState.PLANNED)).first()
    if event is None:
        raise SystemExit("The sample has no event that is planned.")
    event.starts_on, event.ends_on, event.month = DAYS[0].day, DAYS[-1].day, None
    event_id = event.id
    db.session.commit()
    schedule_id = services.begin_schedule(event_id, **by)
    frame = FrameDraft(DAYS, RHYTHM, revision=revision_of(schedule_id))
    services.frame_schedule(schedule_id, frame, **by)
    services.keep_hall(schedule_id, HallDraft("Зал", size.tables), **by)
    db.session.execute(insert(Negotiator), list(people_of(schedule_id, problem)))
    db.session.execute(insert(NegotiationWish), list(wishes_of(schedule_id, problem)))
    db.session.commit()
    services.close_wishes(schedule_id, revision=revision_of(schedule_id), **by)
    return schedule_id


def revision_of(schedule_id: UUID) -> int:
    db.session.rollback()
    return get_schedule(schedule_id).revision


def cost(act: Any) -> tuple[float, Any]:
    """CPU seconds and what came of it."""
    before = time.process_time()
    found = act()
    return time.process_time() - before, found


def page_costs(app: Flask, paths: list[str]) -> Iterator[tuple[str, float, int, int]]:
    """Address, CPU seconds, bytes and statements of each page, as its second reader has it."""
    client, statements = signed_in(app, COORDINATOR), Statements(app)
    for path in paths:
        client.get(path)
        with statements.counted() as texts:
            seconds, answer = cost(lambda path=path: client.get(path))
        if answer.status_code != 200:  # noqa: PLR2004 - the page
            raise SystemExit(f"{path}: {answer.status_code}")
        yield path, seconds, len(answer.data), len(texts)


def measure(app: Flask) -> dict[str, Any]:
    by: dict[str, Any] = {"actor": Viewer(name="bench"), "now": now()}
    with app.app_context(), app.test_request_context():
        schedule_id = wished(LARGE, by)
        run_id = services.start_run(schedule_id, SECONDS, revision=revision_of(schedule_id), **by)
        ran, _ = cost(lambda: work_on(run_id, now))
        revision = revision_of(schedule_id)
        published, _ = cost(lambda: services.publish_schedule(schedule_id, revision=revision, **by))
        buyer = LARGE.exporters + 1
        away = Absence(buyer, frozenset(slot.key for slot in SLOTS[: len(SLOTS) // 2]))
        edit = Edit(away, revision_of(schedule_id), is_seen=True)
        repaired, _ = cost(lambda: services.change_timetable(schedule_id, edit, **by))
        editions = db.session.scalars(
            select(NegotiationEdition)
            .where(NegotiationEdition.schedule_id == schedule_id)
            .order_by(NegotiationEdition.number)
        ).all()
        meetings, moved = editions[0].meetings, editions[-1].moved
        person = db.session.scalars(
            select(Negotiator.id).where(Negotiator.schedule_id == schedule_id)
        ).first()
    desk = f"/desk/negotiations/{schedule_id}/"
    paths = [*(desk + part for part in PARTS), f"{desk}cells/1-0/", f"{desk}pairs/1-{buyer}/"]
    paths += [f"/desk/negotiations/people/{person}/", f"/desk/negotiations/people/{person}/wishes/"]
    return {
        "seconds": {"run": ran, "publication": published, "repair": repaired},
        "meetings": meetings,
        "moved": moved,
        "pages": [
            (path.replace(str(schedule_id), "…"), *row) for path, *row in page_costs(app, paths)
        ],
    }


if __name__ == "__main__":
    from wsgi import app as site

    print(json.dumps(measure(site)))
