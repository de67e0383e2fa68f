"""Whole events and plans for tests: an approved edition with as many events as a test asks for."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from io import BytesIO
from itertools import count
from uuid import uuid4

from PIL import Image
from sqlalchemy import select

from core.adapters.belonging import Spot
from core.adapters.derived import derived_token
from core.adapters.files import checked
from core.kernel.slugs import slug_of
from council.meetings.rules.kinds import ItemKind
from events.plan import queries, services
from events.plan.models import Plan, PlanEdition, PlanLine, PlanMoney
from events.plan.rules.editions import PlanEditionState
from events.programme import services as programme
from events.programme.models import Country, Event, OutcomeAsk
from events.programme.queries import list_tasks
from events.programme.rules import EventAction, EventState, EventType, ParticipantKind
from events.programme.rules.counters import Participant
from events.programme.rules.results import Contract

FIRST = date(2026, 1, 12)
ENDED = {EventState.HELD, EventState.REPORTED}


@dataclass
class ApprovedPlan:
    plan: Plan
    edition: PlanEdition
    events: list[Event]


def picture(kind="PNG", size=(60, 40), **saved):
    """The content of a picture; `saved` goes into the file beside the points."""
    target = BytesIO()
    Image.new("RGB", size, "teal").save(target, kind, **saved)
    return target.getvalue()


class EventsBuilder:
    """Adds records of events beside those of the council's builder."""

    def __init__(self, build):
        self.build = build
        self.numbers = count(1)

    def add(self, record):
        return self.build.add(record)

    def country(self, code="KZ", name="Казахстан", **values):
        found = self.build.session.get(Country, code)
        return found or self.add(Country(code=code, name=name, official=name, **values))

    def event(self, state=EventState.PLANNED, **values):
        number = next(self.numbers)
        name = values.pop("name", f"Бизнес-миссия {number}")
        starts_on = values.pop("starts_on", FIRST + timedelta(days=7 * number))
        reason = "решение организатора" if state in {"moved", "cancelled"} else ""
        return self.add(
            Event(
                number=number,
                slug=slug_of(name),
                year=values.pop("year", 2026),
                name=name,
                type=values.pop("type", EventType.MISSION),
                country=values.pop("country", "KZ"),
                city=values.pop("city", "г. Астана"),
                zone="Asia/Almaty",
                starts_on=starts_on,
                ends_on=values.pop("ends_on", starts_on and starts_on + timedelta(days=2)),
                state=state,
                state_reason=values.pop("state_reason", reason),
                created_at=self.build.now,
                changed_at=self.build.now,
                **values,
            )
        )

    def line(self, edition, event, position=1, rubles=1_000_000, **values):
        line = PlanLine(
            edition_id=edition.id,
            event_id=event.id,
            position=position,
            number=str(position),
            name=event.name,
            type=event.type,
            country=event.country,
            city=event.city,
            starts_on=values.pop("starts_on", event.starts_on),
            ends_on=values.pop("ends_on", event.ends_on),
            month=event.month,
            sectors=event.sectors or [],
            responsible_name="Центр поддержки экспорта",
            **values,
        )
        self.add(line)
        if rubles:
            self.add(PlanMoney(line_id=line.id, position=1, source="бюджет", rubles=rubles))
        return line

    def plan(self, meeting, year=2026):
        return self.add(
            Plan(
                body_id=meeting.body_id,
                year=year,
                title=f"План международных мероприятий на {year} год",
                created_at=self.build.now,
            )
        )

    def approved(self, meeting, events, *, plan=None, number=1, approved_on=date(2025, 12, 18)):
        """An edition with a line for each event, approved at the meeting."""
        plan = plan or self.plan(meeting)
        edition = self.add(
            PlanEdition(
                plan_id=plan.id, number=number, meeting_id=meeting.id, created_at=self.build.now
            )
        )
        for position, event in enumerate(events, 1):
            self.line(edition, event, position)
        edition.state, edition.approved_on = PlanEditionState.APPROVED, approved_on
        self.build.session.commit()
        return ApprovedPlan(plan, edition, list(events))


def plans_in_each_state(build, council, by):
    """A decided plan with an amendment in work, a tabled one, and one that can be closed."""
    events = EventsBuilder(build)
    events.country()
    held = build.meeting(council.body)
    made = [events.event(EventState.HELD), events.event(), events.event(is_public=True)]
    decided = events.approved(held, made[:2])
    amendment = services.begin_edition(council.body.id, 2026, "План", **by)
    line = queries.list_lines(amendment)[1]
    services.remove_line(amendment, line.line_id, "отказ организатора", **by)
    tabled = events.plan(held, year=2027)
    item = build.item(build.meeting(council.body), kind=ItemKind.PLAN)
    event = events.event(year=2027, starts_on=date(2027, 3, 1))
    edition = events.add(PlanEdition(plan_id=tabled.id, number=1, created_at=build.now))
    events.line(edition, event)
    services.table_edition(edition.id, item.id, revision=1, **by)
    build.item(build.meeting(council.body), kind=ItemKind.PLAN)
    past = events.event(EventState.HELD, year=2025, starts_on=date(2025, 5, 20))
    closable = events.approved(
        held, [past], plan=events.plan(held, year=2025), approved_on=date(2024, 12, 19)
    )
    return [decided.edition.id, amendment, edition.id, closable.edition.id]


def events_in_each_state(build, by):
    """Events at every step of their lives; held ones with all that results can hold."""
    events = EventsBuilder(build)
    events.numbers = count(101)
    events.country()
    ways = []
    for state in EventState:
        event = events.event(state)
        programme.fill_checklist(event.id, 60, **by)
        task = list_tasks(event.id)[0]
        ways += [f"{event.number}/", f"{event.number}/tasks/{task.id}"]
        if state is EventState.UNDER_WAY:
            asked = f"/feedback/{event.number}/{derived_token('feedback', event.id)}/"
    held = events.event(EventState.HELD, name="Миссия с итогами", starts_on=date(2026, 8, 3))
    programme.save_result(held.id, programme.ResultDraft("Итоги", {"companies": 6}), **by)
    signed = Contract("1", "ООО «Сыры»", "Farovon", date(2026, 8, 4), 100, "USD", 812_500)
    programme.add_contract(held.id, uuid4(), signed, **by)
    programme.add_cost(held.id, uuid4(), programme.CostDraft("Зал", "бюджет", 100), **by)
    programme.add_feedback(
        held.id, uuid4(), programme.FeedbackDraft("Сыры", 5, "Полезно", may_quote=True), **by
    )
    ways += days_of(held, by)
    promise_id = uuid4()
    draft = programme.PromiseDraft("ООО «Сыры»", "Farovon", email="a@example.org")
    programme.add_promise(held.id, promise_id, draft, **by)
    programme.ask_outcomes(by["now"])
    parts = ("", "results", "outcomes", "programme", "participants", "counters", "commission")
    ways += [f"{held.number}/{path}" for path in parts]
    programme.take_step(held.id, programme.StepDraft(EventAction.PUBLISH_REPORT, 3), **by)
    public = f"/events/{held.number}-{held.slug}/"
    ways.append(f"{held.number}/outcomes/{promise_id}")
    link = derived_token("outcome", build.session.scalar(select(OutcomeAsk.id)))
    own = (f"/outcome/{link}/", asked, public, f"{public}photos/1")
    return [*(f"/desk/events/{way}" for way in ways), *own]


def days_of(event, by):
    """A programme, organisers, a commission, participants, photos; returns their addresses."""
    spots = {name: Spot(event.id, uuid4()) for name in ("session", "second", "other", "host")}
    photos = (checked("a.png", picture()), checked("b.png", picture(size=(9, 9))))
    seen = programme.PhotoDraft("Открытие", "согласия", is_shown=True)
    programme.add_photos(event.id, photos, seen, **by)
    opening = programme.SessionDraft(date(2026, 8, 3), time(10), "Открытие")
    for name in ("session", "second"):
        programme.save_session(spots[name], opening, **by)
    for name in ("other", "host"):
        programme.save_organiser(spots[name], programme.OrganiserDraft("Союз палат"), **by)
    programme.save_commission(event.id, "Иванов – председатель", event.revision, **by)
    hearings = [Spot(event.id, uuid4()) for _each in range(2)]
    for spot in hearings:
        programme.save_hearing(spot, programme.HearingDraft("Кластер"), **by)
    remark = Spot(event.id, uuid4(), hearings[1].key)
    programme.save_remark(remark, programme.RemarkDraft("Уточнить смету"), **by)
    guest = Spot(event.id, uuid4())
    came = Participant(ParticipantKind.COMPANY, "ООО «Сыры»", region="Заречье")
    programme.save_participant(guest, came, **by)
    programme.show_to_visitors(event.id, event.revision, is_public=True, **by)
    return [
        f"{event.number}/programme/{spots['session'].key}",
        f"{event.number}/organisers/{spots['host'].key}",
        f"{event.number}/hearings/{hearings[1].key}",
        f"{event.number}/hearings/{hearings[1].key}/remarks/new",
        f"{event.number}/hearings/{hearings[1].key}/remarks/{remark.key}",
        f"{event.number}/participants/{guest.key}",
    ]
