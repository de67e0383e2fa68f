"""Every kind of consent can be withdrawn, by whose it is and on paper; it takes effect at once."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from core.adapters.chain import JournalEntry
from core.adapters.database import db
from core.kernel.errors import NotFound, Refused
from core.privacy.queries.finding import find_from
from core.privacy.queries.schema import privacy
from core.privacy.services.withdrawing import list_consents, withdraw_consent
from council.meetings.models import Guest, VisitorApplication
from council.meetings.rules.kinds import GuestKind
from council.membership.models import PublicationConsent
from council.membership.queries.publication import public_people
from council.membership.rules import ConsentScope
from events.missions.documents.participants import participants_paper
from events.missions.models import ApplicationConsent
from events.missions.queries.participants import get_participants
from events.missions.rules.consents import Purpose
from tests.builders_delegations import HANDED_ON, DelegationsBuilder
from tests.builders_missions import consented
from tests.conftest import NOW
from tests.integration.privacy.conftest import application, applied, visit

BASIS = "заявление от 20.11.2026"


def given(table, row_id):
    return list_consents(find_from(table, row_id))


def withdraw(table, row_id, consent, keeper, basis=BASIS):
    withdraw_consent(table, row_id, consent.kind, consent.id, basis=basis, actor=keeper, now=NOW)


def named(build, council):
    member = council.member
    consent = build.add(
        PublicationConsent(
            person_id=member.id, scope=ConsentScope.NAME, text_version="2026-1", given_at=NOW
        )
    )
    return member, consent


def test_a_name_leaves_public_pages_with_the_consent(session, build, council, keeper):
    member, consent = named(build, council)
    day = NOW.date()
    assert public_people([member.id], day)[member.id].name
    withdraw("people", member.id, given("people", member.id)[0], keeper)
    assert public_people([member.id], day)[member.id].name is None
    row = db.session.get(PublicationConsent, consent.id, populate_existing=True)
    assert row.revoked_at == NOW


def test_on_paper_the_journal_keeps_on_what_it_rests(session, build, council, keeper):
    member, _ = named(build, council)
    withdraw("people", member.id, given("people", member.id)[0], keeper)
    what = JournalEntry.what == "consent.withdrawn_on_paper"
    (details,) = db.session.scalars(select(JournalEntry.details).where(what))
    assert details == {"basis": BASIS, "version": "2026-1"}


def test_without_a_basis_nothing_is_withdrawn_on_paper(session, build, council, keeper):
    member, consent = named(build, council)
    with pytest.raises(Refused) as refused:
        withdraw("people", member.id, given("people", member.id)[0], keeper, basis=" ")
    assert refused.value.codes == ("no_basis",)
    assert db.session.get(PublicationConsent, consent.id).revoked_at is None


def test_withdrawn_twice_it_is_withdrawn_once(session, build, council, keeper):
    member, _ = named(build, council)
    consent = given("people", member.id)[0]
    for _ in range(2):
        withdraw("people", member.id, consent, keeper)
    what = JournalEntry.what == "consent.withdrawn"
    assert len(db.session.scalars(select(JournalEntry.seq).where(what)).all()) == 1


def test_a_consent_of_somebody_else_is_not_there(session, build, council, keeper):
    member, _ = named(build, council)
    other = council.rival
    with pytest.raises(NotFound):
        withdraw("people", other.id, given("people", member.id)[0], keeper)
    with pytest.raises(NotFound):
        withdraw_consent(
            "people", member.id, "publication", uuid4(), basis=None, actor=keeper, now=NOW
        )


def test_a_visitor_withdraws_and_is_not_known_any_more(session, public, keeper):
    visit_id = visit(public)
    (consent,) = given("visitor_applications", visit_id)
    assert consent.version == "visitor-1/ru"
    withdraw("visitor_applications", visit_id, consent, keeper)
    row = db.session.get(VisitorApplication, visit_id, populate_existing=True)
    assert (row.state, row.full_name, row.email) == ("cancelled", "–", None)
    assert given("visitor_applications", visit_id) == []


def test_a_guest_may_not_be_named_any_more(session, build, public, keeper):
    meeting = public.open_meeting()
    visit_id = visit(public, meeting)
    guest = build.add(
        Guest(
            meeting_id=meeting.id,
            kind=GuestKind.VISITOR,
            full_name="Соболь Лаврентий Карпович",
            application_id=visit_id,
            may_be_named=True,
        )
    )
    consent = next(c for c in given("visitor_applications", visit_id) if c.kind == "guest")
    withdraw("visitor_applications", visit_id, consent, keeper)
    assert not db.session.get(Guest, guest.id, populate_existing=True).may_be_named


@pytest.mark.parametrize("purpose", (Purpose.HANDING_ON, Purpose.PUBLICATION))
def test_one_use_of_an_application_ends_and_the_application_stays(
    session, missions, keeper, purpose
):
    application_id = applied(missions)
    missions.build.add(
        ApplicationConsent(
            application_id=application_id,
            purpose=purpose,
            version=consented(purpose)[purpose],
            given_at=NOW,
        )
    )
    consents = given("mission_applications", application_id)
    wanted = next(c for c in consents if purpose in c.version)
    withdraw("mission_applications", application_id, wanted, keeper)
    left = {c.version for c in given("mission_applications", application_id)}
    assert left == {"mission-1/processing/ru"}
    assert application(application_id).state == "submitted"


def test_a_list_that_leaves_the_house_names_nobody_without_a_live_consent(
    session, missions, keeper
):
    """Withdrawal takes effect in new exports."""
    call_id, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    row = application(application_id)
    missions.build.add(
        ApplicationConsent(
            application_id=application_id,
            purpose=Purpose.HANDING_ON,
            version="mission-1/handing_on/ru",
            given_at=NOW,
        )
    )
    (named_on_list,) = get_participants(call_id, "Совет").chosen
    assert row.full_name in named_on_list.representative
    wanted = next(
        c for c in given("mission_applications", application_id) if "handing_on" in c.version
    )
    withdraw("mission_applications", application_id, wanted, keeper)
    (unnamed,) = get_participants(call_id, "Совет").chosen
    assert unnamed.representative == ""
    paper = str(participants_paper(get_participants(call_id, "Совет")))
    assert "Мороз" not in paper
    assert "нет согласия" in paper


def test_without_the_consent_to_processing_the_application_ends(session, missions, keeper):
    application_id = applied(missions)
    (consent,) = given("mission_applications", application_id)
    withdraw("mission_applications", application_id, consent, keeper)
    row = application(application_id)
    assert (row.state, row.full_name, row.email) == ("withdrawn", "", "")


@pytest.fixture
def traveller(build, council):
    delegations = DelegationsBuilder(build, council)
    _event, members = delegations.asked(council.coordinator)
    delegations.give(members[0].id, HANDED_ON)
    return delegations, members[0].id


def test_a_passport_is_handed_on_no_more_or_goes_at_once(session, traveller, keeper):
    _, member_id = traveller
    consents = {c.kind: c for c in given("delegation_members", member_id)}
    assert set(consents) >= {"passport", "passport-on"}
    withdraw("delegation_members", member_id, consents["passport-on"], keeper)
    kinds = {c.kind for c in given("delegation_members", member_id)}
    assert "passport-on" not in kinds
    assert "passport" in kinds
    withdraw("delegation_members", member_id, consents["passport"], keeper)
    assert "passport" not in {c.kind for c in given("delegation_members", member_id)}


def test_there_is_no_kind_of_consent_that_this_file_does_not_try(app):
    with app.app_context():
        kinds = {kind.name for kind in privacy().consents}
    assert kinds == {"publication", "visitor", "guest", "application", "passport", "passport-on"}
