"""What stands beside an event by its services: made once, noted when it changes, refused whole."""

from dataclasses import replace
from datetime import date, time
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters.belonging import Spot
from core.adapters.files import Upload
from core.kernel.errors import NotFound, Refused, Stale
from events.programme import services
from events.programme.models import (
    EventContract,
    EventCost,
    EventFeedback,
    EventHearing,
    EventPhoto,
    EventPromise,
    EventRemark,
    EventResult,
    EventSeries,
    OutcomeAsk,
)
from events.programme.rules import (
    ContractShown,
    EventState,
    EventType,
    OutcomeStage,
    ParticipantKind,
)
from events.programme.rules.counters import Participant
from events.programme.rules.results import Contract
from events.programme.services import (
    CostDraft,
    EventDraft,
    FeedbackDraft,
    HearingDraft,
    OrganiserDraft,
    PhotoDraft,
    PromiseDraft,
    RemarkDraft,
    ResultDraft,
    SessionDraft,
)
from events.programme.services.outcomes import ask_one, list_followed, remind_one
from tests.builders_events import picture
from tests.traces import count, noted

DRAFT = EventDraft("Встреча", EventType.BUYERS, "KZ")
CONTRACT = Contract("1", "ООО «Насосы»", "Zarafshon", date(2026, 11, 10), 5_000_000, "USD", 800_000)


@pytest.fixture
def held(events):
    return events.event(EventState.HELD, starts_on=date(2026, 11, 9))


def codes(act, *arguments, **values):
    with pytest.raises(Refused) as refused:
        act(*arguments, **values)
    return set(refused.value.codes)


def test_what_is_known_of_an_event_is_changed_but_not_its_days_once_it_has_any(session, events, by):
    event = events.event(starts_on=None, month=5)
    services.change_event(event.id, replace(DRAFT, name="Дни", series="Дни"), 1, **by)
    session.refresh(event)
    assert (event.name, event.month, event.starts_on) == ("Дни", 5, None)
    services.change_event(
        event.id, replace(DRAFT, name="Дни", starts_on=date(2026, 12, 8)), 2, **by
    )
    session.refresh(event)
    assert (event.month, event.starts_on, event.ends_on) == (None, *[date(2026, 12, 8)] * 2)
    assert event.series_id is None
    services.change_event(event.id, replace(DRAFT, starts_on=date(2026, 12, 20)), 3, **by)
    session.refresh(event)
    assert event.starts_on == date(2026, 12, 8)


def test_events_of_one_series_share_it_and_nothing_changed_is_nothing_noted(session, events, by):
    draft = replace(DRAFT, starts_on=date(2026, 12, 8), series=" Форум ")
    numbers = [services.add_unplanned(uuid4(), draft, **by) for _time in range(2)]
    assert (len(set(numbers)), count(session, EventSeries)) == (2, 1)
    key = uuid4()
    services.add_unplanned(key, draft, **by)
    services.change_event(key, draft, 1, **by)
    assert noted(key) == ["event.added"]


def test_a_held_event_keeps_its_days_and_a_faulty_change_leaves_no_trace(session, by, held):
    faulty = replace(DRAFT, name=" ", country="")
    assert len(codes(services.change_event, held.id, faulty, 1, **by)) == 2
    with pytest.raises(Stale):
        services.change_event(held.id, DRAFT, 2, **by)
    assert noted(held.id) == []
    services.change_event(held.id, DRAFT, 1, **by)
    session.refresh(held)
    assert (held.name, held.starts_on) == ("Встреча", date(2026, 11, 9))


def test_an_event_is_opened_and_hidden_once_each(session, by, held):
    for is_public, revision in ((False, 9), (True, 1), (True, 1), (False, 2)):
        services.show_to_visitors(held.id, revision, is_public=is_public, **by)
    assert noted(held.id) == ["event.opened", "event.hidden"]
    with pytest.raises(Stale):
        services.show_to_visitors(held.id, 1, is_public=True, **by)


COST = CostDraft(" Аренда ", " бюджет ", 150_000)


def test_a_cost_is_kept_once_and_a_faulty_one_not_at_all(session, by, held):
    key = uuid4()
    for _ in range(2):
        services.add_cost(held.id, key, COST, **by)
    row = session.scalars(select(EventCost)).one()
    assert (row.item, row.source, row.kopecks) == ("Аренда", "бюджет", 150_000)
    faulty = ((replace(COST, item=" "), {"no_item"}), (replace(COST, source=""), {"no_item"}))
    faulty += (
        (replace(COST, kopecks=0), {"no_sum"}),
        (CostDraft("", "", -1), {"no_item", "no_sum"}),
    )
    for draft, expected in faulty:
        assert codes(services.add_cost, held.id, uuid4(), draft, **by) == expected
    assert (count(session, EventCost), noted(held.id)) == (1, ["event.cost_added"])


def test_money_may_be_spent_before_the_event_and_feedback_comes_after_it(session, events, by):
    ahead = events.event(starts_on=date(2026, 12, 8))
    services.add_cost(ahead.id, uuid4(), COST, **by)
    draft = FeedbackDraft("ООО «Насосы»", 5)
    assert codes(services.add_feedback, ahead.id, uuid4(), draft, **by) == {"not_held"}
    assert codes(services.add_contract, ahead.id, uuid4(), CONTRACT, **by) == {"not_held"}
    assert codes(services.add_promise, ahead.id, uuid4(), PromiseDraft("А"), **by) == {"not_held"}
    counted = [count(session, each) for each in (EventFeedback, EventContract, EventPromise)]
    assert counted == [0, 0, 0]


@pytest.mark.parametrize(
    ("draft", "code"),
    (
        (FeedbackDraft(" ", 5), "no_company"),
        (FeedbackDraft("А", 0), "no_grade"),
        (FeedbackDraft("А", 6), "no_grade"),
    ),
)
def test_feedback_has_a_company_and_a_grade_of_five(session, by, held, draft, code):
    assert codes(services.add_feedback, held.id, uuid4(), draft, **by) == {code}
    assert (count(session, EventFeedback), noted(held.id)) == (0, [])


def test_words_are_shown_only_where_the_company_allows_it_and_noted_when_it_changes(
    session, by, held
):
    keys = [uuid4() for _ in range(3)]
    for key, text, allowed in zip(keys, ("Спасибо", "Нет", ""), (True, False, True), strict=True):
        draft = FeedbackDraft("А", 1, text, may_quote=allowed)
        for _ in range(2):
            services.add_feedback(held.id, key, draft, **by)
    for key in keys[1:]:
        spot = Spot(held.id, key)
        assert codes(services.show_feedback, spot, is_shown=True, **by) == {"not_allowed"}
    for is_shown in (False, True, True, False):
        services.show_feedback(Spot(held.id, keys[0]), is_shown=is_shown, **by)
    assert noted(held.id)[3:] == ["event.feedback_shown", "event.feedback_hidden"]


def test_a_contract_is_shown_as_agreed_and_removed_with_its_sum(session, by, held):
    services.save_result(held.id, ResultDraft("Итоги"), **by)
    key = uuid4()
    for _ in range(2):
        services.add_contract(held.id, key, CONTRACT, **by)
    result = session.get(EventResult, held.id, populate_existing=True)
    assert (result.contracts, result.amount) == (1, 50_000)
    for shown in (ContractShown.TOTAL, ContractShown.SIDES, ContractShown.SIDES):
        services.show_contract(Spot(held.id, key), shown, **by)
    assert noted(held.id).count("event.contract_shown") == 1
    with pytest.raises(NotFound):
        services.remove_line(held.id, "contract", uuid4(), **by)
    services.remove_line(held.id, "contract", key, **by)
    session.refresh(result)
    assert (result.contracts, result.amount, count(session, EventContract)) == (0, 0, 0)


@pytest.mark.parametrize("kind", ("contract", "cost", "feedback", "photo"))
def test_no_line_is_removed_through_another_event(session, events, by, held, kind):
    other, key = events.event(EventState.HELD, starts_on=date(2026, 11, 2)), uuid4()
    services.add_contract(held.id, key, CONTRACT, **by)
    services.add_cost(held.id, key, COST, **by)
    services.add_feedback(held.id, key, FeedbackDraft("А", 3), **by)
    upload = Upload("фото.png", picture(), "image/png")
    services.add_photos(held.id, [upload], PhotoDraft("Стенд"), **by)
    line = session.scalars(select(EventPhoto.id)).one() if kind == "photo" else key
    with pytest.raises(NotFound):
        services.remove_line(other.id, kind, line, **by)
    services.remove_line(held.id, kind, line, **by)
    models = (EventContract, EventCost, EventFeedback, EventPhoto)
    assert sum(count(session, each) for each in models) == 3


def test_photos_are_put_in_order_and_a_change_is_noted_if_there_is_one(session, by, held):
    files = [Upload(f"{n}.png", picture(size=(60, 40 + n)), "image/png") for n in range(2)]
    services.add_photos(held.id, [*files, files[0]], PhotoDraft("Стенд"), **by)
    first, second = session.scalars(select(EventPhoto).order_by(EventPhoto.position))
    services.raise_photo(Spot(held.id, first.id), **by)  # it stands first already
    services.raise_photo(Spot(held.id, second.id), **by)
    services.change_photo(Spot(held.id, first.id, revision=1), PhotoDraft("Стенд"), **by)
    assert noted(held.id) == ["event.photo_added"] * 2 + ["event.photo_changed"]
    session.refresh(first)
    session.refresh(second)
    assert first.position > second.position


def test_remarks_stand_under_their_hearing_and_go_one_by_one(session, events, by, held):
    other, hearing, remark = events.event(), uuid4(), uuid4()
    services.save_hearing(Spot(held.id, hearing), HearingDraft("Проект"), **by)
    spot = Spot(held.id, remark, hearing)
    for _ in range(2):
        services.save_remark(spot, RemarkDraft("Уточнить рынок"), **by)
    assert codes(services.save_remark, Spot(held.id, uuid4(), hearing), RemarkDraft(" "), **by) == {
        "no_remark"
    }
    for wrong in (Spot(other.id, remark, hearing), Spot(held.id, remark, uuid4())):
        with pytest.raises(NotFound):
            services.remove_remark(wrong, **by)
    services.save_commission(held.id, " Иванов \n\n Петров ", 1, **by)
    services.save_commission(held.id, "Иванов\nПетров", 2, **by)
    services.remove_remark(spot, **by)
    assert (count(session, EventRemark), count(session, EventHearing)) == (0, 1)
    expected = ["event.hearing_saved", "event.remark_saved", "event.commission_saved"]
    assert noted(held.id) == [*expected, "event.remark_removed"]


@pytest.fixture
def promise(held, by):
    key = uuid4()
    draft = PromiseDraft("ООО «Насосы»", email="nasosy@example.org")
    services.add_promise(held.id, key, draft, **by)
    return key


def test_an_outcome_is_added_once_and_never_without_a_company(session, by, held, promise):
    services.add_promise(held.id, promise, PromiseDraft("Другая"), **by)
    assert session.get(EventPromise, promise).company == "ООО «Насосы»"
    bare = PromiseDraft(" ")
    assert codes(services.add_promise, held.id, uuid4(), bare, **by) == {"no_company"}
    assert codes(services.change_promise, held.id, promise, bare, **by) == {"no_company"}
    assert noted(held.id) == ["event.promise_added"]


def test_a_closed_outcome_stays_as_it_was(session, events, by, held, promise):
    assert codes(services.close_promise, held.id, promise, " ", **by) == {"no_why"}
    services.close_promise(held.id, promise, "партнёр отказался", **by)
    again = codes(services.close_promise, held.id, promise, "ещё раз", **by)
    changed = codes(services.change_promise, held.id, promise, PromiseDraft("Другая"), **by)
    assert again == changed == {"is_closed"}
    row = session.get(EventPromise, promise, populate_existing=True)
    assert (row.company, row.closed_reason) == ("ООО «Насосы»", "партнёр отказался")
    with pytest.raises(NotFound):
        services.change_promise(events.event().id, promise, PromiseDraft("Чужая"), **by)


def test_of_two_processes_that_ask_or_remind_one_does(session, by, held, promise):
    (followed,) = list_followed()
    now = by["now"]
    assert [ask_one(followed, 3, now=now) for _time in range(2)] == [True, False]
    assert [remind_one(followed, 3, now=now) for _time in range(2)] == [True, False]
    assert remind_one(followed, 6, now=now) is False  # never asked
    assert count(session, OutcomeAsk) == 1


def test_an_answer_by_an_unknown_link_is_not_found(session, by, promise):
    with pytest.raises(NotFound):
        services.answer_outcome("nobody", OutcomeStage.CONTRACT, now=by["now"])
    assert session.get(EventPromise, promise).stage is OutcomeStage.CONTACT


@pytest.mark.parametrize(
    ("draft", "code"),
    (
        (ResultDraft("Итоги", currency="usd"), "no_currency"),
        (ResultDraft("Итоги", currency="US"), "no_currency"),
        (ResultDraft("Итоги", {"companies": -1}), "negative"),
        (ResultDraft("Итоги", {"amount": 5}), "sum_without_contract"),
    ),
)
def test_results_that_cannot_be_leave_no_trace(session, by, held, draft, code):
    assert codes(services.save_result, held.id, draft, **by) == {code}
    assert (count(session, EventResult), noted(held.id)) == (0, [])


def test_results_are_saved_as_their_page_saw_them(session, by, held):
    services.save_result(held.id, ResultDraft("Итоги", {"companies": 6}), **by)
    with pytest.raises(Stale):
        services.save_result(held.id, ResultDraft("Поздно"), **by)
    assert session.get(EventResult, held.id, populate_existing=True).summary == "Итоги"


def test_a_contract_of_another_event_or_of_tomorrow_is_not_counted(session, events, by, held):
    other = events.event(EventState.HELD, starts_on=date(2026, 11, 2))
    services.add_contract(other.id, uuid4(), CONTRACT, **by)
    twice = replace(CONTRACT, company="ооо насосы")
    assert codes(services.add_contract, held.id, uuid4(), twice, **by) == {"counted_already"}
    early = replace(CONTRACT, number="2", signed_on=date(2026, 11, 22))
    assert codes(services.add_contract, held.id, uuid4(), early, **by) == {"not_yet"}
    assert (count(session, EventContract), noted(held.id)) == (1, [])


def test_an_organiser_or_session_saved_as_it_stands_is_noted_nowhere(session, by, held):
    organiser, meeting = uuid4(), uuid4()
    named = OrganiserDraft("Центр поддержки экспорта")
    opening = SessionDraft(date(2026, 11, 9), time(10), "Открытие")
    for revision in (0, 1):
        services.save_organiser(Spot(held.id, organiser, None, revision), named, **by)
        services.save_session(Spot(held.id, meeting, None, revision), opening, **by)
    assert noted(held.id) == ["event.organiser_saved", "event.session_added"]
    late = replace(opening, day=date(2026, 11, 30), ends_at=time(9))
    found = codes(services.save_session, Spot(held.id, uuid4()), late, **by)
    assert found == {"other_day", "ends_early"}
    empty = Participant(ParticipantKind.COMPANY, " ")
    assert codes(services.save_participant, Spot(held.id, uuid4()), empty, **by)
    assert len(noted(held.id)) == 2
