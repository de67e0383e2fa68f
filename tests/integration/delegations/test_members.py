"""People are drawn from the chosen applications, added, changed, and leave with their company."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from core.adapters.database import db
from core.kernel.errors import NotFound, Refused, Stale
from events.missions import services as missions
from events.missions.delegations import services
from events.missions.delegations.jobs import forget
from events.missions.delegations.models import Delegation, DelegationMember, SealedPassport
from events.missions.delegations.rules.members import DelegationRole, Travel
from events.missions.delegations.services import MemberDraft
from events.missions.rules.applications import MissionApplicationAction
from tests.builders_delegations import DelegationsBuilder
from tests.conftest import NOW
from tests.races import committed_app, refusals_at_once

HEAD = DelegationRole.HEAD


def drafted(**values):
    return MemberDraft(**{"surname": "Мороз", "given": "Никита", **values})


def test_people_are_drawn_once_without_typing_again(built):
    event, found = built.drawn(companies=2)
    members = built.members(event)
    assert {each.application_id for each in members} == set(found)
    one = members[0]
    assert (one.surname, one.given, one.patronymic) == ("Мороз", "Никита", "Ильич")
    assert (one.post, one.role) == ("директор", DelegationRole.MEMBER)
    assert (one.organisation, one.email) in {
        (f"ООО «Завод {n}»", f"moroz{n}@example.org") for n in (1, 2)
    }
    assert services.draw_members(event.id, **built.by) == 0
    assert len(built.members(event)) == 2


def test_only_the_chosen_are_drawn(built):
    call_id, found = built.missions.closed(companies=3, places=1)
    built.missions.decide(found[0])
    built.missions.decide(found[1], MissionApplicationAction.WAIT)
    event_id = db.session.get(missions.calls.Call, call_id).event_id
    assert services.draw_members(event_id, **built.by) == 1


def test_a_form_sent_twice_adds_one_person(built):
    event, key = built.event(), uuid4()
    for _ in range(2):
        services.add_member(event.id, key, drafted(), **built.by)
    assert [each.id for each in built.members(event)] == [key]


def test_the_list_begins_with_the_head(built):
    event, _ = built.drawn(companies=1)
    built.add(event, surname="Яшин", role=DelegationRole.INTERPRETER)
    built.add(event, surname="Ярцев", role=HEAD)
    built.add(event, surname="Антонов", role=DelegationRole.STAFF)
    assert [each.surname for each in built.members(event)] == [
        *("Ярцев", "Мороз", "Антонов", "Яшин")
    ]


def test_a_delegation_has_one_head_and_a_refusal_leaves_no_trace(built):
    event = built.event()
    built.add(event, role=HEAD)
    other = built.add(event, surname="Ярцев")
    with pytest.raises(Refused) as refused:
        built.add(event, surname="Антонов", role=HEAD)
    assert refused.value.codes == ("second_head",)
    with pytest.raises(Refused):
        services.change_member(event.id, other, drafted(role=HEAD, revision=1), **built.by)
    assert [each.role for each in built.members(event)] == [HEAD, DelegationRole.MEMBER]


def test_a_change_is_kept_with_the_names_of_fields_alone(built):
    event = built.event()
    key = built.add(event)
    travel = Travel(event.starts_on - timedelta(days=1), event.ends_on)
    services.change_member(event.id, key, drafted(travel=travel, revision=1), **built.by)
    member = built.member(key)
    assert (member.surname, member.arrives_on) == ("Мороз", travel.arrives_on)
    assert member.revision == 2
    with pytest.raises(Stale):
        services.change_member(event.id, key, drafted(revision=1), **built.by)


def test_days_that_miss_the_event_are_refused(built):
    event = built.event()
    with pytest.raises(Refused) as refused:
        built.add(event, travel=Travel(date(2027, 3, 1)))
    assert refused.value.codes == ("misses_event",)
    assert db.session.query(DelegationMember).count() == 0


def test_a_person_is_taken_out_with_the_passport(built):
    event, members = built.asked()
    built.give(members[0].id)
    services.remove_member(event.id, members[0].id, **built.by)
    assert [each.id for each in built.members(event)] == [members[1].id]
    assert db.session.query(SealedPassport).count() == 0
    with pytest.raises(NotFound):
        services.remove_member(event.id, members[0].id, **built.by)


@pytest.mark.parametrize("way", ("withdraw", "decline"))
def test_a_company_that_gives_up_its_place_leaves_the_delegation(built, way):
    event, members = built.asked()
    built.give(members[0].id)
    if way == "withdraw":
        missions.withdraw_application(members[0].application_id, **built.who)
    else:
        built.missions.decide(members[0].application_id, MissionApplicationAction.DECLINE)
    assert [each.id for each in built.members(event)] == [members[1].id]
    assert db.session.query(SealedPassport).count() == 0


def test_a_year_after_the_event_nobody_of_the_delegation_is_known(built):
    event, _ = built.drawn()
    over = (event.ends_on - NOW.date()).days + 365
    forget(NOW + timedelta(days=over))
    assert len(built.members(event)) == 2
    forget(NOW + timedelta(days=over + 1))
    assert built.members(event) == ()


@pytest.mark.parametrize("values", ({"surname": ""}, {"leaves_on": date(2027, 1, 1)}))
def test_the_schema_holds_what_a_member_cannot_be(built, values):
    key = built.add(built.event(), travel=Travel(date(2027, 2, 8)))
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.query(DelegationMember).filter_by(id=key).update(values)


@pytest.fixture(scope="module")
def live_app(database, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"delegations-{database}")
    with committed_app(database, request, folder) as app:
        yield app


def test_companies_drawn_twice_at_once_come_once_into_one_delegation(live_app):
    from tests.builders import Builder  # noqa: PLC0415 - beside its only use

    with live_app.app_context():
        build = Builder(db.session, NOW)
        built = DelegationsBuilder(build, build.council())
        event_id = built.chosen(companies=3)[0].id
        acts = [lambda: services.draw_members(event_id, **built.by)] * 4
        assert refusals_at_once(live_app, *acts) == [None] * 4
        db.session.rollback()
        assert db.session.query(Delegation).count() == 1
        assert db.session.query(DelegationMember).count() == 3
