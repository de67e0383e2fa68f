"""Exchanges for tests: an agreement with a plan, measures, a visit and what was agreed on it."""

from datetime import date, time
from uuid import uuid4

from core.adapters.belonging import Spot
from core.adapters.files import checked
from events.exchanges.rules import Direction, MarkAction
from events.exchanges.services import agreements, plans, visits
from events.exchanges.services.agreements import AgreementDraft
from events.exchanges.services.plans import MarkDraft, MeasureDraft, PlanDraft
from events.exchanges.services.visits import FollowUpDraft, PointDraft, VisitDraft
from tests.builders_reports import PDF

SIGNED = date(2022, 4, 12)
DAYS = (date(2026, 4, 14), date(2026, 4, 15))


class ExchangesBuilder:
    """Adds records of exchanges through the services; `by` is the coordinator and the moment."""

    def __init__(self, by):
        self.by = by

    def agreement(self, **values):
        key = uuid4()
        draft = AgreementDraft("Соглашение о сотрудничестве", "Яринский край", SIGNED, **values)
        return key, agreements.add_agreement(key, draft, **self.by)

    def plan(self, agreement_id, first=2025, last=2027):
        spot = Spot(agreement_id, uuid4())
        plans.save_plan(spot, PlanDraft("План мероприятий", first, last), **self.by)
        return spot.key

    def measure(self, agreement_id, plan_id, due_on=date(2026, 6, 30), number="1.3"):
        spot = Spot(agreement_id, uuid4(), plan_id)
        plans.save_measure(spot, MeasureDraft("Обмен опытом", due_on, number), **self.by)
        return spot.key

    def visit(self, agreement_id, measure_id=None, event=None):
        spot = Spot(agreement_id, uuid4())
        draft = VisitDraft(Direction.IN, *DAYS, people=8, measure_id=measure_id, event=event)
        visits.save_visit(spot, draft, **self.by)
        return spot.key

    def point(self, agreement_id, visit_id, title="Встреча в министерстве"):
        spot = Spot(agreement_id, uuid4(), visit_id)
        visits.save_point(spot, PointDraft(DAYS[0], time(10), title), **self.by)
        return spot.key

    def follow_up(self, agreement_id, visit_id, due_on=None):
        spot = Spot(agreement_id, uuid4(), visit_id)
        visits.save_follow_up(spot, FollowUpDraft("Передать форму", "Центр", due_on), **self.by)
        return spot.key


def exchanges_in_each_state(by, event=None):
    """An open agreement with all that one can have, and an ended one; returns their addresses."""
    made = ExchangesBuilder(by)
    key, number = made.agreement()
    plan = made.plan(key)
    open_one, done = made.measure(key, plan), made.measure(key, plan, number="2.1")
    mark = MarkDraft(MarkAction.DO, date(2026, 4, 15))
    plans.mark_measure(Spot(key, done, plan, 1), mark, **by)
    visit = made.visit(key, done, event)
    point = made.point(key, visit)
    follow_ups = [made.follow_up(key, visit, date(2026, 5, 1)) for _each in range(2)]
    plans.mark_follow_up(Spot(key, follow_ups[1], visit, 1), mark, **by)
    agreements.keep_text(key, checked("соглашение.pdf", PDF), **by)
    agreements.show_agreement(key, 2, is_public=True, **by)
    _other, ended = made.agreement()
    desk = f"/desk/exchanges/{number}"
    paths = (
        *("/", "/edit", "/end", "/text", "/text/file", "/plans/new", "/visits/new"),
        f"/plans/{plan}",
        f"/plans/{plan}/measures/new",
        f"/plans/{plan}/measures/{open_one}",
        f"/plans/{plan}/measures/{open_one}/do",
        f"/plans/{plan}/measures/{done}/reopen",
        f"/visits/{visit}/",
        f"/visits/{visit}/edit",
        f"/visits/{visit}/points/{point}",
        f"/visits/{visit}/follow-ups/{follow_ups[0]}",
        f"/visits/{visit}/follow-ups/{follow_ups[0]}/drop",
    )
    public = [f"/events/exchanges/{number}/", f"/events/exchanges/{number}/agreement"]
    return [*(desk + path for path in paths), f"/desk/exchanges/{ended}/", *public]
