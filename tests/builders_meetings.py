"""Published schedules of negotiations for tests, written down without any search."""

from datetime import UTC, date, datetime, time
from itertools import count
from uuid import uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.derived import token_hash
from events.missions.rules.timetable.problem import Side
from events.negotiations.models import (
    NegotiationDay,
    NegotiationHall,
    NegotiationInterpreter,
    NegotiationMeeting,
    NegotiationSchedule,
    Negotiator,
)
from events.negotiations.rules.life import ScheduleState
from events.negotiations.rules.people import exporter_identity
from events.negotiations.services.shared import page_of, token_of
from events.timetables.queries import get_frame
from events.timetables.rules import MeetingGrade, NextStep, Outcome
from events.timetables.services import ResultDraft, record_result
from tests.builders_missions import MissionsBuilder, inn_of

DAY = date(2026, 11, 20)  # yesterday of the tests' clock
OPENING = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # 10:00 in Almaty


class MeetingsBuilder:
    """Everybody meets everybody, from ten on, every half hour."""

    def __init__(self, build, council):
        self.build = build
        self.missions = MissionsBuilder(build, council)
        self.by = self.missions.by
        self.companies = 0

    def published(self, exporters=2, buyers=2, day=DAY, **values):
        """(the frame, ids of the exporters, ids of the buyers)."""
        event = values.pop("event", None) or self.missions.event(
            year=day.year, starts_on=day, ends_on=day
        )
        schedule = self.build.add(
            NegotiationSchedule(
                id=uuid4(),
                event_id=event.id,
                minutes=25,
                created_at=self.build.now,
                changed_at=self.build.now,
                **{"state": ScheduleState.PUBLISHED, "edition": 1, **values},
            )
        )
        own = {"schedule_id": schedule.id}
        add = self.build.add
        add(NegotiationDay(day=day, starts_at=time(10), ends_at=time(18), **own))
        add(NegotiationHall(number=1, name="Зал А", tables=9, **own))
        add(NegotiationInterpreter(number=1, name="Сафина Алия", languages=["английский"], **own))
        ours = [self.exporter(schedule, number) for number in range(1, exporters + 1)]
        theirs = [self.buyer(schedule, exporters + n) for n in range(1, buyers + 1)]
        for at, first in enumerate(ours):
            for other, second in enumerate(theirs):
                slot = (at + other) % max(len(ours), len(theirs))
                self.meeting(schedule, first, second, slot=slot, table=at + 1)
        return get_frame(schedule.id), ours, theirs

    def exporter(self, schedule, number, **values):
        self.companies += 1
        company = self.missions.company(self.companies)
        identity = exporter_identity(inn_of(self.companies))
        name = f"ООО «Завод {self.companies}»"
        values = {"company_id": company.id, "name": name, "identity": identity, **values}
        return self.negotiator(schedule, number, Side.EXPORTER, **values)

    def buyer(self, schedule, number, **values):
        name = f"Buyer {number}"
        known = {"name": name, "identity": name, "country": "KZ", "languages": ["английский"]}
        return self.negotiator(schedule, number, Side.BUYER, **(known | values))

    def negotiator(self, schedule, number, side, **values):
        key = uuid4()
        self.build.add(
            Negotiator(
                id=key,
                schedule_id=schedule.id,
                number=number,
                side=side,
                goods="насосы",
                token_hash=token_hash(token_of(key)),
                created_at=self.build.now,
                changed_at=self.build.now,
                **values,
            )
        )
        return key

    def meeting(self, schedule, first_id, second_id, **values):
        known = {"hall": 1, "interpreter": None}
        row = NegotiationMeeting(
            schedule_id=schedule.id, first_id=first_id, second_id=second_id, **(known | values)
        )
        return self.build.add(row)


def meetings_of(frame):
    """In the order of their times."""
    m = NegotiationMeeting
    query = select(m).where(m.schedule_id == frame.id, m.slot.is_not(None)).order_by(m.slot, m.id)
    return list(db.session.scalars(query))


def timetables_in_each_state(build, council):
    """A schedule whose meetings were held: one has a result; its company's page tells of it."""
    built = MeetingsBuilder(build, council)
    built.companies = 500  # beside those of the missions
    built.missions.events.numbers = count(800)
    frame, _, theirs = built.published()
    meeting, other, *_ = meetings_of(frame)
    outcome = Outcome(MeetingGrade.COOPERATION, NextStep.OFFER, DAY, "Ждут прайс")
    record_result(meeting.id, ResultDraft(outcome), **built.by)
    desk, own = f"/desk/negotiations/{frame.id}/", page_of
    exporter = own(other.first_id)
    return [
        *(f"{desk}{part}" for part in ("timetables/", "timetables/1/", "timetables/1.html")),
        f"{desk}results/",
        f"{desk}meetings/{meeting.id}/result/",
        f"{desk}timetables.pdf",
        f"{exporter}timetable/",
        f"{exporter}timetable.html",
        f"{exporter}timetable.ics",
        f"{exporter}meetings/{other.id}/",
        f"{own(theirs[0])}timetable/",
    ]
