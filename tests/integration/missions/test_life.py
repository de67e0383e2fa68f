"""A company applies, confirms by its mailbox, is chosen, waits or is declined, and is told."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from core.adapters.database import db
from core.adapters.files import Upload
from core.kernel.errors import NotFound, Refused, Stale
from core.letters.models import OutgoingLetter
from events.companies.models import Company, CompanyContact, CompanySupport
from events.missions import services
from events.missions.models import ApplicationConsent, Call, MissionApplication
from events.missions.queries.applications import get_application, list_applications, list_files
from events.missions.rules.applications import MissionApplicationAction, MissionApplicationState
from events.missions.rules.consents import Purpose
from events.missions.services.applying import MOST_FILES
from events.missions.services.shared import code_of
from events.programme.models import Event, EventStep
from events.programme.rules import EventAction, EventState
from tests.builders_missions import LAST_DAY, STARTS_ON, consented, drafted, inn_of, state_of

S, A = MissionApplicationState, MissionApplicationAction


def kinds(application_id):
    found = db.session.query(OutgoingLetter).filter_by(record_id=application_id)
    return sorted(letter.kind for letter in found)


def taken(call_id):
    db.session.expire_all()
    return db.session.get(Call, call_id).taken


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return set(caught.value.codes)


def test_opening_a_call_is_a_step_of_the_event(missions):
    call_id = missions.opened()
    call = db.session.get(Call, call_id)
    event = db.session.get(Event, call.event_id)
    steps = db.session.query(EventStep).filter_by(event_id=event.id).order_by(EventStep.position)
    assert event.state is EventState.CALL_OPEN
    assert [each.action for each in steps] == [EventAction.PREPARE, EventAction.OPEN_CALL]
    services.close_call(call_id, **missions.by)
    assert db.session.get(Event, call.event_id).state is EventState.CALL_CLOSED


def test_a_hidden_event_calls_nobody(missions):
    call_id = missions.described(missions.event(is_public=False))
    assert refused(lambda: services.open_call(call_id, **missions.by)) == {"hidden_event"}


def test_a_company_applies_confirms_is_chosen_and_is_told_each_time(missions):
    call_id, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    assert state_of(application_id) is S.CHOSEN
    assert taken(call_id) == 1
    assert kinds(application_id) == [
        "application.chosen",
        "application.confirm",
        "application.submitted",
    ]
    company = db.session.query(Company).filter_by(inn=inn_of(1)).one()
    support = db.session.query(CompanySupport).filter_by(company_id=company.id).one()
    assert (support.event_id, support.day) == (db.session.get(Call, call_id).event_id, STARTS_ON)


def test_without_the_letter_nothing_is_considered(missions):
    call_id = missions.opened()
    missions.sent(call_id)
    assert list_applications(call_id) == ()


def test_a_wrong_code_confirms_nothing(missions):
    application_id = missions.sent(missions.opened())
    with pytest.raises(NotFound):
        services.confirm_application(application_id, "x" * 43, **missions.who)
    assert state_of(application_id) is S.UNCONFIRMED


def test_another_address_needs_another_code(missions):
    application_id = missions.sent(missions.opened())
    old = code_of(application_id, get_application(application_id).email)
    draft = drafted(email="other@example.org")
    services.change_application(application_id, draft, **missions.who)
    services.send_application(application_id, **missions.who)
    with pytest.raises(NotFound):
        services.confirm_application(application_id, old, **missions.who)


def test_the_same_form_sent_twice_makes_one_draft(missions):
    call_id, key = missions.opened(), uuid4()
    for number in (1, 2):
        services.save_application(call_id, key, drafted(number), **missions.who)
    (only,) = db.session.query(MissionApplication)
    assert only.inn == inn_of(1)


def test_one_application_for_an_inn_and_nobody_blocks_another_by_typing_it(missions):
    call_id = missions.opened()
    stranger = missions.sent(call_id, 1, email="stranger@example.org")
    own = missions.submitted(call_id, 1)
    missions.confirm(own)  # pressed twice
    assert refused(lambda: missions.confirm(stranger)) == {"applied_before"}
    assert [row.id for row in list_applications(call_id)] == [own]


def test_a_company_that_withdrew_may_apply_again(missions):
    call_id = missions.opened()
    first = missions.submitted(call_id)
    services.withdraw_application(first, **missions.who)
    second = missions.submitted(call_id)
    assert (state_of(first), state_of(second)) == (S.WITHDRAWN, S.SUBMITTED)


def test_withdrawing_deletes_what_is_personal(missions):
    application_id = missions.submitted(missions.opened(), address="192.0.2.1")
    services.withdraw_application(application_id, **missions.who)
    row = get_application(application_id)
    assert (row.full_name, row.email, row.phone, row.post, row.address) == ("",) * 5
    assert row.company
    assert "moroz1@example.org" not in {letter.email for letter in db.session.query(OutgoingLetter)}


def test_after_the_last_day_nothing_is_taken(missions):
    call_id = missions.opened()
    application_id = missions.saved(call_id)
    sent_id = missions.sent(call_id, 2)
    late = missions.who | {"now": missions.build.now + timedelta(days=11)}
    assert late["now"].date() > LAST_DAY
    code = code_of(sent_id, get_application(sent_id).email)
    for act in (
        lambda: services.save_application(call_id, uuid4(), drafted(3), **late),
        lambda: services.change_application(application_id, drafted(), **late),
        lambda: services.send_application(application_id, **late),
        lambda: services.confirm_application(sent_id, code, **late),
    ):
        assert refused(act) == {"call_closed"}


def test_an_incomplete_draft_is_kept_and_not_sent(missions):
    call_id = missions.opened()
    application_id = missions.saved(call_id, phone="", answers=())
    send = lambda: services.send_application(application_id, **missions.who)  # noqa: E731
    assert refused(send) == {"incomplete"}
    services.change_application(application_id, drafted(), **missions.who)
    send()
    assert state_of(application_id) is S.UNCONFIRMED


def test_consents_are_kept_each_with_its_text_and_taken_away_with_its_tick(missions):
    call_id = missions.opened()
    both = consented(Purpose.PROCESSING, Purpose.PUBLICATION)
    application_id = missions.saved(call_id, given=both, address="192.0.2.1")
    found = db.session.query(ApplicationConsent).filter_by(application_id=application_id)
    assert {each.purpose: (each.version, each.address) for each in found} == {
        purpose: (f"mission-1/{purpose}/ru", "192.0.2.1")
        for purpose in (Purpose.PROCESSING, Purpose.PUBLICATION)
    }
    services.change_application(application_id, drafted(), **missions.who)
    assert [each.purpose for each in found] == [Purpose.PROCESSING]


@pytest.mark.parametrize(
    ("given", "code"),
    (
        ({}, "no_consent"),
        ({Purpose.PUBLICATION: "mission-1/publication/ru"}, "no_consent"),
        ({Purpose.PROCESSING: "mission-0/processing/ru"}, "consent_changed"),
    ),
)
def test_without_the_consent_of_today_nothing_is_kept(missions, given, code):
    call_id = missions.opened()
    assert refused(lambda: missions.saved(call_id, given=given)) == {code}
    assert db.session.query(MissionApplication).count() == 0


def test_the_eleventh_application_of_an_hour_from_one_address_waits(missions):
    call_id = missions.opened()
    for number in range(10):
        missions.saved(call_id, number, address="192.0.2.1")
    last = lambda: missions.saved(call_id, 11, address="192.0.2.1")  # noqa: E731
    assert refused(last) == {"too_many_applications"}
    missions.saved(call_id, 12, address="192.0.2.2")


def test_a_letter_is_sent_five_times_and_not_more(missions):
    application_id = missions.saved(missions.opened())
    for _ in range(5):
        services.send_application(application_id, **missions.who)
    send = lambda: services.send_application(application_id, **missions.who)  # noqa: E731
    assert refused(send) == {"too_many_letters"}


def test_nobody_is_chosen_while_applications_are_taken(missions):
    application_id = missions.submitted(missions.opened())
    assert refused(lambda: missions.decide(application_id)) == {"still_taking"}


def test_places_are_never_oversold_and_the_list_is_served_in_order(missions):
    call_id, found = missions.closed(companies=5, places=2)
    for application_id in found[:2]:
        missions.decide(application_id)
    assert refused(lambda: missions.decide(found[2])) == {"no_places"}
    for application_id in (found[4], found[2], found[3]):
        missions.decide(application_id, A.WAIT)
    services.withdraw_application(found[0], **missions.who)
    assert [state_of(each) for each in found] == [
        *(S.WITHDRAWN, S.CHOSEN, S.WAITING, S.WAITING, S.CHOSEN)
    ]
    missions.decide(found[1], A.DECLINE)
    assert state_of(found[2]) is S.CHOSEN
    assert taken(call_id) == 2
    assert "application.promoted" in kinds(found[2])


def test_who_is_put_on_the_list_again_stands_last(missions):
    _, found = missions.closed(companies=3, places=1)
    missions.decide(found[0])
    missions.decide(found[1], A.WAIT)
    missions.decide(found[2], A.WAIT)
    missions.decide(found[1], A.DECLINE)
    missions.decide(found[1], A.WAIT)
    services.withdraw_application(found[0], **missions.who)
    assert (state_of(found[1]), state_of(found[2])) == (S.WAITING, S.CHOSEN)


def test_new_places_go_to_those_who_wait(missions):
    call_id, found = missions.closed(companies=2, places=1)
    missions.decide(found[0])
    missions.decide(found[1], A.WAIT)
    call = db.session.get(Call, call_id)
    draft = services.CallDraft(missions.facts(places=2), revision=call.revision)
    services.describe_call(call.event_id, draft, **missions.by)
    assert state_of(found[1]) is S.CHOSEN
    assert taken(call_id) == 2


def test_places_are_not_taken_away_from_chosen_companies(missions):
    call_id, found = missions.closed(companies=2, places=2)
    for each in found:
        missions.decide(each)
    call = db.session.get(Call, call_id)
    draft = services.CallDraft(missions.facts(places=1), revision=call.revision)
    less = lambda: services.describe_call(call.event_id, draft, **missions.by)  # noqa: E731
    assert refused(less) == {"places_taken"}


@pytest.mark.parametrize(
    ("values", "code"),
    (
        ({"reason": " "}, "no_reason"),
        ({"scores": {}}, "not_scored"),
        ({"scores": {"Чужой": 1}}, "other_criteria"),
        ({"scores": {"Соответствие целям": 6}}, "points"),
        ({"scores": {"Соответствие целям": -1}}, "points"),
    ),
)
def test_a_choice_needs_points_and_a_reason(missions, values, code):
    call_id, (application_id,) = missions.closed(companies=1)
    assert refused(lambda: missions.decide(application_id, **values)) == {code}
    assert (state_of(application_id), taken(call_id)) == (S.SUBMITTED, 0)
    assert get_application(application_id).scores == {}


def test_the_list_is_for_companies_that_found_no_place(missions):
    _, (application_id,) = missions.closed(companies=1)
    assert refused(lambda: missions.decide(application_id, A.WAIT)) == {"places_left"}


def test_a_place_that_was_given_up_is_no_support(missions):
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    services.withdraw_application(application_id, **missions.who)
    assert db.session.query(CompanySupport).count() == 0


def test_a_known_company_is_not_entered_twice(missions):
    company = missions.company(1)
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    assert [each.id for each in db.session.query(Company)] == [company.id]


def test_a_page_from_before_a_change_meets_a_conflict(missions):
    call_id = missions.described()
    event_id = db.session.get(Call, call_id).event_id
    draft = services.CallDraft(missions.facts(places=9), revision=1)
    services.describe_call(event_id, draft, **missions.by)
    with pytest.raises(Stale):
        services.describe_call(event_id, draft, **missions.by)


def test_with_the_consent_the_contact_leaves_the_register_too(missions):
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    assert db.session.query(CompanyContact).one().email == "moroz1@example.org"
    services.withdraw_application(application_id, **missions.who)
    assert db.session.query(CompanyContact).count() == 0


def test_what_was_confirmed_is_not_changed_and_files_beyond_the_limit_are_not_kept(missions):
    call_id = missions.opened()
    taken, draft = missions.submitted(call_id, 1), missions.saved(call_id, 2)
    other = drafted(1, city="г. Северск")
    change = services.change_application
    assert refused(lambda: change(taken, other, **missions.who)) == {"sent_already"}
    upload = Upload("каталог.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    many = replace(drafted(2, city="г. Северск"), uploads=(upload,) * (MOST_FILES + 1))
    assert refused(lambda: change(draft, many, **missions.who)) == {"too_many_files"}
    db.session.rollback()
    assert {get_application(each).city for each in (taken, draft)} == {"г. Заречинск"}
    assert list_files(draft) == ()
