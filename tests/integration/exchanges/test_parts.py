"""Parts of an exchange: what stands already is not written again, what goes is noted."""

from datetime import date, time
from uuid import uuid4

import pytest

from core.adapters.belonging import Spot
from core.kernel.errors import NotFound, Refused
from events.exchanges.models import Agreement, ExchangeFollowUp, ExchangePoint, ExchangeVisit
from events.exchanges.rules import Direction
from events.exchanges.services import agreements, plans, visits
from events.exchanges.services.agreements import AgreementDraft
from events.exchanges.services.plans import MeasureDraft
from events.exchanges.services.visits import FollowUpDraft, PointDraft, VisitDraft
from tests.builders_exchanges import DAYS, SIGNED
from tests.traces import count, noted


def test_what_is_sent_as_it_stands_changes_nothing_and_is_noted_nowhere(session, by, whole):
    key, plan, measure, visit, point, follow_up = whole
    before = noted(key)
    draft = AgreementDraft("Соглашение о сотрудничестве", "Яринский край", SIGNED)
    agreements.change_agreement(key, draft, 1, **by)
    agreements.show_agreement(key, 9, is_public=False, **by)  # it is closed already
    same = MeasureDraft("Обмен опытом", date(2026, 6, 30), "1.3")
    plans.save_measure(Spot(key, measure, plan, 1), same, **by)
    again = VisitDraft(Direction.IN, *DAYS, people=8, measure_id=measure)
    visits.save_visit(Spot(key, visit, None, 1), again, **by)
    meeting = PointDraft(DAYS[0], time(10), "Встреча в министерстве")
    visits.save_point(Spot(key, point, visit, 1), meeting, **by)
    visits.save_follow_up(
        Spot(key, follow_up, visit, 1), FollowUpDraft("Передать форму", "Центр"), **by
    )
    assert noted(key) == before
    assert session.get(Agreement, key).revision == 1


def test_an_agreement_is_opened_and_closed_once_each(session, by, whole):
    key = whole[0]
    for is_public, revision in ((True, 1), (True, 1), (False, 2)):
        agreements.show_agreement(key, revision, is_public=is_public, **by)
    words = [what for what in noted(key) if what.startswith("exchange.")]
    assert len([what for what in words if "open" in what or "hidden" in what]) == 2
    assert session.get(Agreement, key).is_public is False


def test_points_and_follow_ups_are_taken_out_one_by_one(session, by, whole):
    key, _plan, _measure, visit, point, follow_up = whole
    visits.remove_point(Spot(key, point, visit), **by)
    visits.remove_follow_up(Spot(key, follow_up, visit), **by)
    found = [count(session, each) for each in (ExchangePoint, ExchangeFollowUp, ExchangeVisit)]
    assert found == [0, 0, 1]
    assert noted(key)[-2:] == ["exchange.point_removed", "exchange.follow_up_removed"]
    with pytest.raises(NotFound):
        visits.remove_point(Spot(key, point, visit), **by)


def test_an_agreed_thing_needs_words_and_a_visit_a_known_event(session, by, whole):
    key, _plan, _measure, visit, *_ = whole
    before = noted(key)
    with pytest.raises(Refused) as refused:
        visits.save_follow_up(Spot(key, uuid4(), visit), FollowUpDraft(" "), **by)
    assert refused.value.codes == ("no_words",)
    with pytest.raises(NotFound):
        visits.save_visit(Spot(key, uuid4()), VisitDraft(Direction.IN, *DAYS, event=999), **by)
    assert (count(session, ExchangeFollowUp), noted(key)) == (1, before)


def test_a_measure_outside_the_years_of_its_plan_is_refused(session, by, whole):
    key, plan, *_ = whole
    before = noted(key)
    with pytest.raises(Refused):
        plans.save_measure(Spot(key, uuid4(), plan), MeasureDraft("X", date(2028, 1, 1)), **by)
    assert noted(key) == before
