"""Schedules of negotiations for tests: small ones, with budgets of hundredths of a second."""

from datetime import date, time
from itertools import count

from sqlalchemy import select

from core.adapters.database import db
from events.missions.queries.calls import get_call_row, get_event
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.models import (
    NegotiationEdition,
    NegotiationRun,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.queries.loading import get_schedule, load
from events.negotiations.rules.changes import TakeOut
from events.negotiations.rules.people import NegotiatorDraft
from events.negotiations.rules.slots import Day, Rhythm
from events.negotiations.services import Edit, FrameDraft, HallDraft, VoiceDraft
from events.negotiations.work import work_on
from tests.builders_missions import MissionsBuilder

PARTS = (
    *("", "frame/", "places/", "people/", "people/new/", "wishes/", "grid/", "waiting/"),
    *("days/", "editions/", "history"),
)
FIRST_DAY = date(2027, 2, 8)
MORNING = Day(FIRST_DAY, time(10), time(12))  # four slots of half an hour
RHYTHM = Rhythm(25, 5)


class NegotiationsBuilder:
    """A schedule that has come some way. Exporters come first and have the lower numbers."""

    def __init__(self, build, council):
        self.build = build
        self.missions = MissionsBuilder(build, council)
        self.by = self.missions.by
        self.buyers, self.companies = count(1), count(1)

    def begun(self, event=None):
        event = event or self.missions.event()
        return services.begin_schedule(event.id, **self.by)

    def revision(self, schedule_id):
        db.session.rollback()
        return get_schedule(schedule_id).revision

    def framed(self, days=(MORNING,), rhythm=RHYTHM, event=None, **values):
        schedule_id = self.begun(event)
        self.frame(schedule_id, days, rhythm, **values)
        return schedule_id

    def frame(self, schedule_id, days=(MORNING,), rhythm=RHYTHM, **values):
        values.setdefault("revision", self.revision(schedule_id))
        services.frame_schedule(schedule_id, FrameDraft(days, rhythm, **values), **self.by)

    def hall(self, schedule_id, tables=2, name="Зал А", number=None):
        services.keep_hall(schedule_id, HallDraft(name, tables, number), **self.by)

    def voice(self, schedule_id, name="Английский", languages=("английский",), **values):
        services.add_interpreters(schedule_id, VoiceDraft(name, languages, **values), **self.by)

    def exporter(self, schedule_id, number=None):
        company = self.missions.company(number or next(self.companies))
        return services.add_company(schedule_id, company.id, **self.by)

    def buyer(self, schedule_id, **values):
        name = f"Buyer {next(self.buyers)}"
        draft = NegotiatorDraft(**{"name": name, "country": "UZ", **values})
        return services.add_buyer(schedule_id, draft, **self.by)

    def peopled(self, exporters=2, buyers=2, tables=2, **values):
        """A schedule with people on both sides and a hall: its id and theirs by number."""
        schedule_id = self.framed(**values)
        self.hall(schedule_id, tables)
        for _ in range(exporters):
            self.exporter(schedule_id)
        for number in range(buyers):
            self.buyer(schedule_id, email=f"buyer{number}@example.org")
        return schedule_id, self.people(schedule_id)

    def people(self, schedule_id):
        db.session.rollback()
        n = Negotiator
        query = select(n.number, n.id).where(n.schedule_id == schedule_id)
        return dict(db.session.execute(query).all())

    def wish(self, people, who, about, wish=Wish.WANT):
        """One wish beside those that stand already."""
        loaded = load(db.session.get_one(Negotiator, people[who]).schedule_id).materials
        wishes = {people[b]: w for (a, b), w in loaded.wishes.items() if a == who}
        wishes[people[about]] = wish
        revision = db.session.get_one(Negotiator, people[who]).revision
        services.enter_wishes(people[who], wishes, revision=revision, **self.by)

    def all_wish(self, people, exporters=2):
        """Everybody wants to meet everybody."""
        numbers = sorted(people)
        ours, theirs = numbers[:exporters], numbers[exporters:]
        for side, other in ((ours, theirs), (theirs, ours)):
            for who in side:
                db.session.rollback()
                revision = db.session.get_one(Negotiator, people[who]).revision
                wishes = {people[about]: Wish.WANT for about in other}
                services.enter_wishes(people[who], wishes, revision=revision, **self.by)

    def closed(self, exporters=2, buyers=2, **values):
        """A schedule whose wishes are closed, ready for a run."""
        schedule_id, people = self.peopled(exporters, buyers, **values)
        self.all_wish(people, exporters)
        services.close_wishes(schedule_id, revision=self.revision(schedule_id), **self.by)
        return schedule_id, people

    def run(self, schedule_id, seconds=2):
        revision = self.revision(schedule_id)
        return services.start_run(schedule_id, seconds, revision=revision, **self.by)

    def solved(self, *args, **values):
        """A schedule with a timetable that a short run found."""
        schedule_id, people = self.closed(*args, **values)
        self.solve(schedule_id)
        return schedule_id, people

    def solve(self, schedule_id):
        run_id = self.run(schedule_id)
        work_on(run_id, lambda: self.build.now, most_seconds=0.05)
        return run_id

    def published(self, *args, **values):
        schedule_id, people = self.solved(*args, **values)
        revision = self.revision(schedule_id)
        services.publish_schedule(schedule_id, revision=revision, **self.by)
        return schedule_id, people

    def rows(self, schedule_id):
        db.session.rollback()
        return {row.pair: row for row in load(schedule_id).materials.rows}

    def materials(self, schedule_id):
        db.session.rollback()
        return load(schedule_id).materials

    def ids(self, schedule_id):
        db.session.rollback()
        return dict(load(schedule_id).meetings)


def state_of(schedule_id):
    return db.session.get_one(NegotiationSchedule, schedule_id, populate_existing=True).state


def run_of(run_id):
    db.session.rollback()
    return db.session.get_one(NegotiationRun, run_id, populate_existing=True)


def pages_of(schedule_id):
    """Addresses of a schedule that can be read, whatever state it is in."""
    db.session.rollback()
    desk = f"/desk/negotiations/{schedule_id}/"
    loaded = load(schedule_id)
    is_published = get_schedule(schedule_id).edition > 0
    found = [
        *(f"{desk}{part}" for part in PARTS),
        *(f"{desk}grid/?side={side}&day=all" for side in ("buyer", "table")),
        f"{desk}wishes/?side=buyer",
        f"{desk}people/?side=buyer&q=buyer",
        *(f"{desk}schedule-{side}.html" for side in ("exporter", "buyer")),
        *(f"{desk}pairs/{one}-{other}/" for one, other in list(loaded.meetings)[:2]),
        *(f"{desk}places/halls/{room.number}/" for room in loaded.materials.rooms),
    ]
    for number, person in sorted(loaded.people.items()):
        own = f"/desk/negotiations/people/{person}/"
        found += [own, f"{own}presence/", f"{own}wishes/"]
        found += [] if is_published else [services.page_of(person)]
        if loaded.materials.slots:
            found.append(f"{desk}cells/{number}-0/")
    r, d = NegotiationRun, NegotiationEdition
    runs = db.session.scalars(select(r.id).where(r.schedule_id == schedule_id))
    found += [f"/desk/negotiations/runs/{each}/" for each in runs]
    numbers = db.session.scalars(select(d.number).where(d.schedule_id == schedule_id))
    found += [f"{desk}editions/{number}/" for number in numbers]
    return found


def negotiations_in_each_state(build, council):
    """Addresses that lead to every page and form of a schedule; as few as do."""
    made = NegotiationsBuilder(build, council)
    made.missions.events.numbers = count(2000)  # beside the events of the others
    made.companies = count(300)
    call_id, [application_id] = made.missions.closed(companies=1)
    made.missions.decide(application_id)
    event = get_event(get_call_row(call_id).event_id)
    arranged, people = made.solved(event=event)
    made.voice(arranged)
    edit = Edit(TakeOut((1, 3)), made.revision(arranged))
    services.change_timetable(arranged, edit, **made.by)
    published, _ = made.published()
    gathered, asked = made.peopled()
    services.ask_wishes(gathered, revision=made.revision(gathered), **made.by)
    run_id = made.run(made.closed()[0])
    rows = made.rows(arranged)
    free = next(n for n in range(4) if all(n != row.slot for p, row in rows.items() if 1 in p))
    desk, person = f"/desk/negotiations/{arranged}/", f"/desk/negotiations/people/{people[3]}/"
    watched = f"/desk/negotiations/runs/{run_id}/"
    return [
        *(f"{desk}{part}" for part in PARTS if part),
        *(desk, f"{desk}grid/?side=table", f"{desk}schedule-buyer.html"),
        *(f"{desk}pairs/1-3/", f"{desk}pairs/1-4/", f"{desk}cells/1-{free}/"),
        *(f"{desk}places/halls/1/", f"{desk}places/interpreters/1/"),
        *(person, f"{person}presence/", f"{person}wishes/"),
        *(watched, f"{watched}progress.json"),
        *(f"/desk/negotiations/{published}/editions/{part}" for part in ("", "1/")),
        services.page_of(asked[3]),
    ]
