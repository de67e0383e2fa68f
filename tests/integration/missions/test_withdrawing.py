"""Consents of applicants that end, in every state; what a chosen company leaves in the register."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused
from core.letters.models import OutgoingLetter
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct, CompanySupport
from events.companies.rules import Attendance
from events.missions import services
from events.missions.models import ApplicationConsent, Call, MissionApplication
from events.missions.queries.applications import get_application
from events.missions.rules.applications import MissionApplicationAction, MissionApplicationState
from events.missions.rules.consents import Purpose
from events.missions.services import CallDraft, Verdict
from events.missions.services.withdrawing import end_applications, withdraw_consent
from tests.builders_missions import GOOD, STARTS_ON, consented, drafted, inn_of, state_of

S, A = MissionApplicationState, MissionApplicationAction
ALL = consented(*Purpose)


def consents(application_id):
    c = ApplicationConsent
    return set(db.session.scalars(select(c.purpose).where(c.application_id == application_id)))


def noted(application_id):
    call_id = get_application(application_id).call_id
    query = select(JournalEntry.what, JournalEntry.details).where(
        JournalEntry.subject_id == call_id
    )
    rows = db.session.execute(query.order_by(JournalEntry.seq))
    return [what for what, details in rows if details.get("application") == str(application_id)]


def person(application_id):
    row = db.session.get(MissionApplication, application_id, populate_existing=True)
    return row.full_name, row.email, row.phone, row.answers


NOBODY = ("", "", "", [])


@pytest.fixture
def made(missions):
    """`made(state)` -> an application in that state, with all three consents."""

    def application(state):
        call_id = missions.opened(places=1)
        if state is S.DRAFT:
            return missions.saved(call_id, given=ALL)
        if state is S.UNCONFIRMED:
            return missions.sent(call_id, given=ALL)
        first, found = (missions.submitted(call_id, number, given=ALL) for number in (1, 2))
        services.close_call(call_id, **missions.by)
        if state is S.CHOSEN:
            missions.decide(found)
        if state is S.WAITING:
            missions.decide(first)
            missions.decide(found, A.WAIT)
        if state is S.DECLINED:
            missions.decide(found, A.DECLINE)
        if state is S.WITHDRAWN:
            services.withdraw_application(found, **missions.who)
        return found

    return application


@pytest.mark.parametrize("state", S)
def test_without_the_consent_to_processing_nothing_personal_is_left_in_any_state(
    missions, made, state
):
    application_id = made(state)
    services.withdraw_purpose(application_id, Purpose.PROCESSING, **missions.who)
    services.withdraw_purpose(application_id, Purpose.PROCESSING, **missions.who)
    assert person(application_id) == NOBODY
    assert consents(application_id) == set()
    assert noted(application_id).count("application.withdrawn") == 1
    stays = state is S.DECLINED  # nothing to give up: the decision stands, without a person
    assert state_of(application_id) is (S.DECLINED if stays else S.WITHDRAWN)
    letters = select(func.count()).select_from(OutgoingLetter)
    named = letters.where(OutgoingLetter.record_id == application_id, OutgoingLetter.email != "")
    assert db.session.scalar(named) == 0


@pytest.mark.parametrize("state", set(S) - {S.WITHDRAWN})
@pytest.mark.parametrize("purpose", (Purpose.HANDING_ON, Purpose.PUBLICATION))
def test_another_use_ends_alone_and_once(missions, made, state, purpose):
    application_id = made(state)
    for _ in range(2):
        services.withdraw_purpose(application_id, purpose, **missions.who)
    assert state_of(application_id) is state
    assert person(application_id) != NOBODY
    assert consents(application_id) == set(Purpose) - {purpose}
    assert noted(application_id).count("application.consent_withdrawn") == 1


def test_by_its_number_a_consent_ends_as_by_its_purpose(missions, made):
    application_id = made(S.SUBMITTED)
    rows = db.session.scalars(
        select(ApplicationConsent).where(ApplicationConsent.application_id == application_id)
    )
    keys = {row.purpose: row.id for row in rows}
    by = (missions.by["actor"], missions.build.now)
    withdraw_consent(keys[Purpose.HANDING_ON], *by)
    assert consents(application_id) == {Purpose.PROCESSING, Purpose.PUBLICATION}
    assert state_of(application_id) is S.SUBMITTED
    withdraw_consent(keys[Purpose.PROCESSING], *by)
    withdraw_consent(keys[Purpose.PUBLICATION], *by)  # it went with the other one
    assert consents(application_id) == set()
    assert (state_of(application_id), person(application_id)) == (S.WITHDRAWN, NOBODY)


def test_an_erasure_ends_each_application_once(missions, made):
    application_id = made(S.CHOSEN)
    for _ in range(2):
        end_applications([application_id], missions.by["actor"], missions.build.now)
        db.session.commit()
    assert (state_of(application_id), person(application_id)) == (S.WITHDRAWN, NOBODY)
    assert noted(application_id).count("application.withdrawn") == 1


def test_once_the_event_has_begun_the_place_stays_and_the_person_goes(missions, made):
    application_id = made(S.CHOSEN)
    late = missions.who | {"now": missions.build.now + (STARTS_ON - missions.build.now.date())}
    with pytest.raises(Refused) as refused:
        services.withdraw_application(application_id, **late)
    assert refused.value.codes == ("has_begun",)
    assert person(application_id) != NOBODY
    services.withdraw_purpose(application_id, Purpose.PROCESSING, **late)
    assert (state_of(application_id), person(application_id)) == (S.CHOSEN, NOBODY)
    call = db.session.get(Call, get_application(application_id).call_id, populate_existing=True)
    assert call.taken == 1


def test_nobody_moves_up_when_a_place_is_given_up_on_the_day_of_the_event(missions):
    call_id, found = missions.closed(companies=2, places=1)
    missions.decide(found[0])
    missions.decide(found[1], A.WAIT)
    event_id = db.session.get(Call, call_id).event_id
    late = missions.by | {"now": missions.build.now + timedelta(days=79)}
    assert late["now"].date() == STARTS_ON
    draft = CallDraft(missions.facts(places=3), revision=1)
    services.describe_call(event_id, draft, **late)
    assert (state_of(found[1]), db.session.get(Call, call_id).taken) == (S.WAITING, 1)


def test_a_call_saved_as_it_was_is_not_changed(missions):
    call_id = missions.described()
    call = db.session.get(Call, call_id)
    services.describe_call(call.event_id, CallDraft(missions.facts(), revision=1), **missions.by)
    assert db.session.get(Call, call_id, populate_existing=True).revision == 1
    query = select(JournalEntry.what).where(JournalEntry.subject_id == call_id)
    assert list(db.session.scalars(query)) == ["call.described"]


def test_points_are_kept_without_a_word_to_the_company(missions):
    _, (application_id,) = missions.closed(companies=1)
    letters = db.session.query(OutgoingLetter).count()
    services.score_application(application_id, Verdict("", GOOD), **missions.by)
    assert get_application(application_id).scores == GOOD
    assert noted(application_id)[-1] == "application.scored"
    assert db.session.query(OutgoingLetter).count() == letters
    with pytest.raises(Refused):
        services.score_application(application_id, Verdict("", {"Иное": 1}), **missions.by)
    assert get_application(application_id).scores == GOOD


def test_a_letter_for_later_is_sent_five_times_and_the_draft_before_it_stays(missions):
    application_id = missions.saved(missions.opened())
    later = replace(drafted(city="г. Северск"), is_for_later=True)
    for _ in range(5):
        services.change_application(application_id, later, **missions.who)
    other = replace(later, values=later.values | {"city": "г. Иной"})
    with pytest.raises(Refused) as refused:
        services.change_application(application_id, other, **missions.who)
    assert refused.value.codes == ("too_many_letters",)
    assert get_application(application_id).city == "г. Северск"


def test_a_support_that_somebody_entered_something_about_outlives_the_place(missions):
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    support = db.session.query(CompanySupport).one()
    assert (support.attendance, support.day) == (Attendance.EXPECTED, STARTS_ON)
    support.metres, support.revision = 6, 2
    db.session.commit()
    services.withdraw_application(application_id, **missions.who)
    assert db.session.query(CompanySupport).one().metres == 6


def test_a_company_chosen_again_has_one_support_of_the_event(missions):
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    support = db.session.query(CompanySupport).one()
    support.revision = 2
    db.session.commit()
    missions.decide(application_id, A.DECLINE)
    missions.decide(application_id)
    assert db.session.query(CompanySupport).one().id == support.id


def test_an_organisation_that_the_council_knows_becomes_the_chosen_company(missions):
    known = missions.build.add(Organisation(name="ООО «Завод 1»", inn=inn_of(1)))
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    assert db.session.query(Company).one().organisation_id == known.id


@pytest.mark.parametrize(("products", "names"), (("8413 – насосы", ["насосы"]), ("841", [])))
def test_products_that_cannot_be_read_stay_in_the_application_alone(missions, products, names):
    call_id = missions.opened()
    application_id = missions.submitted(call_id, products=products)
    services.close_call(call_id, **missions.by)
    missions.decide(application_id)
    assert [row.name for row in db.session.query(CompanyProduct)] == names
    assert get_application(application_id).products == products


def test_what_is_not_there_is_not_found(missions):
    for act in (
        lambda: services.withdraw_application(uuid4(), **missions.who),
        lambda: services.withdraw_purpose(uuid4(), Purpose.PROCESSING, **missions.who),
        lambda: missions.decide(uuid4()),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_decision_about_somebody_whose_data_went_is_told_to_nobody(missions, made):
    application_id = made(S.DECLINED)
    services.withdraw_purpose(application_id, Purpose.PROCESSING, **missions.who)
    letters = db.session.query(OutgoingLetter).count()
    missions.decide(application_id)
    assert state_of(application_id) is S.CHOSEN
    assert db.session.query(OutgoingLetter).count() == letters
