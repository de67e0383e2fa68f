"""Exchanges on both databases: made once, changed as seen, marked, never across agreements."""

from datetime import date, time
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from core.adapters.belonging import Spot
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from events.exchanges.models import (
    Agreement,
    ExchangeCount,
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePlan,
    ExchangePoint,
    ExchangeVisit,
)
from events.exchanges.queries.visits import list_visits
from events.exchanges.rules import Direction, MarkAction, MarkState
from events.exchanges.services import agreements, plans, visits
from events.exchanges.services.agreements import AgreementDraft, EndingDraft
from events.exchanges.services.plans import MarkDraft, MeasureDraft, PlanDraft
from events.exchanges.services.visits import FollowUpDraft, PointDraft, VisitDraft
from tests.builders_events import EventsBuilder
from tests.builders_exchanges import DAYS, SIGNED
from tests.traces import count


def test_a_form_sent_twice_makes_one_agreement_with_one_number(session, by):
    draft, key = AgreementDraft("Соглашение", "Край", SIGNED), uuid4()
    numbers = [agreements.add_agreement(key, draft, **by) for _time in range(2)]
    other = agreements.add_agreement(uuid4(), draft, **by)
    assert (numbers, other, count(session, Agreement)) == ([1, 1], 2, 2)


@pytest.mark.parametrize(
    "draft",
    (
        AgreementDraft(" ", "Край", SIGNED),
        AgreementDraft("Соглашение", "Край", date(2026, 11, 22)),
        AgreementDraft("Соглашение", "Край", SIGNED, ends_on=date(2022, 4, 11)),
    ),
)
def test_a_refused_agreement_leaves_no_trace(session, by, draft):
    with pytest.raises(Refused):
        agreements.add_agreement(uuid4(), draft, **by)
    assert count(session, Agreement) == count(session, JournalEntry) == 0


def test_an_old_page_changes_nothing(session, by, made):
    key, _number = made.agreement()
    draft = AgreementDraft("Другое", "Край", SIGNED)
    agreements.change_agreement(key, draft, 1, **by)
    for call in (
        lambda: agreements.change_agreement(key, draft, 1, **by),
        lambda: agreements.end_agreement(key, EndingDraft(SIGNED, "срок"), 1, **by),
        lambda: agreements.show_agreement(key, 1, is_public=True, **by),
    ):
        with pytest.raises(Stale):
            call()
    row = session.get(Agreement, key)
    assert (row.revision, row.is_public, row.ended_on) == (2, False, None)


def test_an_agreement_is_ended_once(session, by, made):
    key, _number = made.agreement()
    agreements.end_agreement(key, EndingDraft(date(2026, 1, 1), " соглашение сторон "), 1, **by)
    with pytest.raises(Refused) as refused:
        agreements.end_agreement(key, EndingDraft(date(2026, 1, 1), "снова"), 2, **by)
    assert refused.value.codes == ("is_ended",)
    assert session.get(Agreement, key).ended_reason == "соглашение сторон"


def test_a_measure_is_done_on_a_day_and_opened_again(session, by, whole):
    key, plan, measure, _visit, _point, _follow_up = whole
    done = MarkDraft(MarkAction.DO, date(2026, 4, 15), "встретились")
    plans.mark_measure(Spot(key, measure, plan, 1), done, **by)
    row = session.get(ExchangeMeasure, measure)
    assert (row.state, row.marked_on, row.revision) == (MarkState.DONE, date(2026, 4, 15), 2)
    with pytest.raises(Stale):
        plans.mark_measure(Spot(key, measure, plan, 1), done, **by)
    with pytest.raises(Refused):
        plans.mark_measure(Spot(key, measure, plan, 2), done, **by)
    plans.mark_measure(Spot(key, measure, plan, 2), MarkDraft(MarkAction.REOPEN), **by)
    assert (row.state, row.marked_on) == (MarkState.OPEN, None)


def test_follow_ups_are_dropped_only_for_a_reason(session, by, whole):
    key, _plan, _measure, visit, _point, follow_up = whole
    spot = Spot(key, follow_up, visit, 1)
    with pytest.raises(Refused):
        plans.mark_follow_up(spot, MarkDraft(MarkAction.DROP), **by)
    plans.mark_follow_up(spot, MarkDraft(MarkAction.DROP, note="отпало"), **by)
    row = session.get(ExchangeFollowUp, follow_up)
    assert (row.state, row.note, row.marked_on) == (MarkState.DROPPED, "отпало", by["now"].date())


def test_nothing_is_reached_through_another_agreement(session, by, made, whole):
    _key, plan, measure, visit, _point, follow_up = whole
    other, _number = made.agreement()
    mark = MarkDraft(MarkAction.DO, date(2026, 4, 15))
    for call in (
        lambda: plans.save_plan(Spot(other, plan, None, 1), PlanDraft("X", 2025, 2027), **by),
        lambda: plans.save_measure(
            Spot(other, measure, plan, 1), MeasureDraft("X", date(2026, 1, 1)), **by
        ),
        lambda: plans.mark_measure(Spot(other, measure, plan, 1), mark, **by),
        lambda: plans.mark_follow_up(Spot(other, follow_up, visit, 1), mark, **by),
        lambda: visits.save_visit(
            Spot(other, uuid4()), VisitDraft(Direction.IN, *DAYS, measure_id=measure), **by
        ),
        lambda: visits.save_visit(
            Spot(other, uuid4()), VisitDraft(Direction.IN, *DAYS, event=999), **by
        ),
        lambda: visits.save_follow_up(Spot(other, follow_up, visit, 1), FollowUpDraft("X"), **by),
        lambda: visits.remove_follow_up(Spot(other, follow_up, visit), **by),
        lambda: visits.remove_measure(Spot(other, measure, plan), **by),
        lambda: visits.remove_visit(Spot(other, visit), **by),
        lambda: agreements.keep_text(uuid4(), None, **by),
    ):
        with pytest.raises(NotFound):
            call()
    assert count(session, ExchangeMeasure) == count(session, ExchangeVisit) == 1


def test_years_and_days_do_not_leave_out_what_is_there(session, by, whole):
    key, plan, _measure, visit, _point, _follow_up = whole
    with pytest.raises(Refused) as refused:
        plans.save_plan(Spot(key, plan, None, 1), PlanDraft("План", 2027, 2028), **by)
    assert refused.value.codes == ("measures_outside",)
    draft = VisitDraft(Direction.IN, DAYS[1], DAYS[1])
    with pytest.raises(Refused) as refused:
        visits.save_visit(Spot(key, visit, None, 1), draft, **by)
    assert refused.value.codes == ("points_outside",)
    assert session.get(ExchangePlan, plan).first_year == 2025
    assert session.get(ExchangeVisit, visit).starts_on == DAYS[0]


@pytest.mark.parametrize(
    ("draft", "code"),
    (
        (PointDraft(DAYS[0], time(10), " "), "no_point"),
        (PointDraft(DAYS[0], time(10), "Встреча", time(10)), "point_ends_early"),
        (PointDraft(date(2026, 4, 16), time(10), "Встреча"), "other_day"),
    ),
)
def test_a_faulty_point_is_refused(session, by, whole, draft, code):
    key, _plan, _measure, visit, _point, _follow_up = whole
    with pytest.raises(Refused) as refused:
        visits.save_point(Spot(key, uuid4(), visit), draft, **by)
    assert refused.value.codes == (code,)
    assert count(session, ExchangePoint) == 1


def test_a_removed_measure_leaves_its_visit_and_a_removed_visit_takes_its_parts(session, by, whole):
    key, plan, measure, visit, _point, _follow_up = whole
    visits.remove_measure(Spot(key, measure, plan), **by)
    assert session.get(ExchangeVisit, visit).measure_id is None
    visits.remove_visit(Spot(key, visit), **by)
    for model in (ExchangeVisit, ExchangePoint, ExchangeFollowUp, ExchangeMeasure):
        assert count(session, model) == 0


def test_visitors_are_not_told_of_a_hidden_event(build, made):
    key, _number = made.agreement()
    events = EventsBuilder(build)
    hidden = events.event()
    made.visit(key, event=hidden.number)
    assert list_visits(key)[0].event_name == hidden.name
    assert list_visits(key, only_public=True)[0].event_name is None
    hidden.is_public = True
    build.session.commit()
    assert list_visits(key, only_public=True)[0].event_name == hidden.name


def test_the_published_count_says_where_it_comes_from(session, by):
    with pytest.raises(Refused) as refused:
        agreements.publish_count(23, " ", 0, **by)
    assert refused.value.codes == ("no_number_why",)
    agreements.publish_count(23, "реестр министерства", 0, **by)
    with pytest.raises(Stale):
        agreements.publish_count(24, "другое", 0, **by)
    agreements.publish_count(None, "лишнее", 1, **by)
    row = session.get(ExchangeCount, 1)
    assert (row.published, row.reason) == (None, "")


def test_the_schema_itself_refuses_a_dropped_measure_without_a_reason(session, whole):
    row = session.get(ExchangeMeasure, whole[2])
    row.state = MarkState.DROPPED
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
