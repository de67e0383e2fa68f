"""Offices: given by act, the deputy chair only by election; the state of the post on a day."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused, Stale
from council.membership.models import Appointment, Election, Seat
from council.membership.queries import (
    candidacy_of,
    find_deputy_chair,
    find_deputy_post,
    find_officer,
    find_stand_in,
    list_eligible,
    list_officers,
)
from council.membership.queries.elections import get_election, list_elections
from council.membership.queries.offices import get_appointment
from council.membership.rules import Office, Power
from council.membership.rules.acts import Ending, NewAbsence, NewOffice, NewSetting
from council.membership.rules.deputy import DeputyState
from council.membership.rules.procedure import DEFAULTS
from council.membership.rules.terms import Term
from council.membership.services import bodies, endings, seats
from council.membership.services import offices as services

TODAY = date(2026, 11, 21)
TOMORROW = TODAY + timedelta(days=1)
ACT = "распоряжение от 20.11.2026 № 5"


def new(person, office, since=TODAY, until=None, **values):
    return NewOffice(person.id, office, Term(since, until), ACT, **values)


def election_of(session, person):
    return session.scalars(select(Election).where(Election.elected_id == person.id)).one()


def allow_stand_in(council, deed):
    setting = NewSetting("stand_in_allowed", "yes", TODAY, ACT)
    bodies.change_setting(council.body.id, setting, **deed)


def test_an_office_is_held_from_its_first_day_to_its_last(deed, council):
    office_id = services.appoint_officer(
        council.body.id, new(council.member, Office.VICE_CHAIR), **deed
    )
    endings.end_appointment(office_id, Ending(TODAY, "заявление", 1), **deed)

    def holder(day):
        found = find_officer(council.body.id, Office.VICE_CHAIR, day)
        return found and found.person_id

    assert holder(TODAY) == council.member.id
    assert holder(TODAY - timedelta(days=1)) is holder(TOMORROW) is None
    assert [e.what for e in list_history([office_id])] == ["appointment.ended", "appointment.made"]


def test_two_secretaries_hold_the_office_side_by_side_and_nobody_twice(deed, build, council):
    newcomer, body_id = build.person(account=False), council.body.id

    services.appoint_officer(body_id, new(newcomer, Office.SECRETARY), **deed)
    with pytest.raises(Refused) as refused:
        services.appoint_officer(body_id, new(newcomer, Office.SECRETARY, TOMORROW), **deed)

    assert refused.value.codes == ("office_taken",)
    rows = list_officers(body_id, TOMORROW)
    held = {row.person_id for row in rows if row.office is Office.SECRETARY}
    assert held == {newcomer.id, council.secretary.id}

    def found(rather):
        return find_officer(body_id, Office.SECRETARY, TODAY, rather=rather).person_id

    assert found(None) == newcomer.id, "the latest"
    assert found(council.secretary.id) == council.secretary.id
    assert found(council.member.id) == newcomer.id, "who holds no office is not preferred"


@pytest.mark.parametrize(
    ("asked", "codes"),
    (
        (("deputy", Office.DEPUTY_CHAIR), ("deputy_is_elected",)),
        (("member", Office.CHAIR), ("office_taken", "not_highest_official")),
        (("member", Office.SECRETARY), ("secretary_votes",)),
        (("secretary", Office.SECRETARY), ("office_taken",)),
        (("member", Office.STAND_IN), ("stand_in_not_allowed",)),
        (("coordinator", Office.STAND_IN), ("stand_in_not_allowed", "stand_in_not_business")),
        (("deputy", Office.STAND_IN), ("is_deputy_chair", "stand_in_not_allowed")),
    ),
)
def test_an_office_against_the_rules_is_refused_without_a_trace(
    deed, council, session, asked, codes
):
    who, office = asked
    before = len(session.scalars(select(Appointment)).all())

    with pytest.raises(Refused) as refused:
        services.appoint_officer(council.body.id, new(getattr(council, who), office), **deed)

    assert refused.value.codes == codes
    assert len(session.scalars(select(Appointment)).all()) == before


def test_an_appointment_ends_once_in_order_and_from_the_present_page(deed, council, session):
    office = session.scalars(select(Appointment).where(Appointment.office == Office.CHAIR)).one()

    with pytest.raises(Stale):
        endings.end_appointment(office.id, Ending(TODAY, ACT, 2), **deed)
    with pytest.raises(Refused) as early:
        endings.end_appointment(office.id, Ending(date(2023, 1, 1), ACT, 1), **deed)
    endings.end_appointment(office.id, Ending(TODAY, ACT, 1), **deed)
    with pytest.raises(Refused) as twice:
        endings.end_appointment(office.id, Ending(TODAY, "другое", 2), **deed)

    assert (early.value.codes, twice.value.codes) == (("term_order",), ("already_ended",))
    with pytest.raises(NotFound):
        get_appointment(council.body.id)


def test_a_resignation_leaves_the_post_vacant_the_next_day(deed, build, council, session):
    election = election_of(session, council.deputy)

    endings.end_deputy_term(election.id, Ending(TODAY, "заявление"), **deed)

    assert find_deputy_chair(council.body.id, TODAY).person_id == council.deputy.id
    assert find_deputy_chair(council.body.id, TOMORROW) is None
    post = find_deputy_post(council.body.id, TOMORROW)
    assert (post.state, post.since, post.basis) == (
        DeputyState.TERM_ENDED,
        TOMORROW,
        "заявление",
    )
    with pytest.raises(Refused) as refused:
        endings.end_deputy_term(election.id, Ending(TODAY, "ещё раз"), **deed)
    assert refused.value.codes == ("already_ended",)


def test_a_term_that_never_began_cannot_end_nor_end_before_it_began(deed, council, session):
    election = election_of(session, council.deputy)
    with pytest.raises(Refused) as early:
        endings.end_deputy_term(election.id, Ending(date(2023, 2, 15), ACT), **deed)
    election.effective_on = None
    session.commit()

    with pytest.raises(Refused) as refused:
        endings.end_deputy_term(election.id, Ending(TODAY, ACT), **deed)

    assert (early.value.codes, refused.value.codes) == (("term_order",), ("not_in_office",))
    with pytest.raises(NotFound):
        get_election(council.body.id)


def test_the_computed_post_and_the_quick_query_agree_on_every_day(deed, build, council, session):
    """Election, lost seat, re-election, resignation: one truth in two readings."""
    seat = session.scalars(select(Seat).where(Seat.person_id == council.deputy.id)).one()
    seat.held_until = date(2024, 5, 31)
    session.commit()
    build.elect(council.body, council.rival, on=date(2024, 9, 19))
    won = election_of(session, council.rival)
    endings.end_deputy_term(won.id, Ending(date(2025, 6, 30), ACT), **deed)
    build.elect(council.body, council.member, on=date(2025, 9, 18))
    days = [date(2023, 2, 15) + timedelta(days=7 * n) for n in range(150)]

    for day in days:
        quick = find_deputy_chair(council.body.id, day)
        assert (quick and quick.person_id) == find_deputy_post(council.body.id, day).holder_id

    states = {find_deputy_post(council.body.id, day).state for day in days}
    assert states == {
        DeputyState.NEVER_ELECTED,
        DeputyState.IN_OFFICE,
        DeputyState.SEAT_LOST,
        DeputyState.TERM_ENDED,
    }


def test_a_stand_in_has_the_power_only_by_the_regulation_and_while_the_deputy_is_away(
    deed, build, council
):
    allow_stand_in(council, deed)
    services.appoint_officer(council.body.id, new(council.member, Office.STAND_IN), **deed)

    assert find_stand_in(council.body.id, TODAY) is None
    assert not build.viewer(council.member).holds(Power.DEPUTY_CHAIR)

    seats.record_absence(council.body.id, NewAbsence(council.deputy.id, Term(TODAY, TODAY)), **deed)
    assert find_stand_in(council.body.id, TODAY).person_id == council.member.id
    assert build.viewer(council.member).holds(Power.DEPUTY_CHAIR, council.body.id)

    back = NewSetting("stand_in_allowed", "no", TODAY, ACT)
    bodies.change_setting(council.body.id, back, **deed)
    assert find_stand_in(council.body.id, TODAY) is None
    assert not build.viewer(council.member).holds(Power.DEPUTY_CHAIR)


def test_who_may_be_elected_follows_from_seat_vote_and_office(build, council):
    eligible = {each.person_id for each in list_eligible(council.body.id, TODAY)}

    assert council.member.id in eligible
    assert council.deputy.id in eligible
    assert not eligible & {council.chair.id, council.secretary.id, council.coordinator.id}
    facts = candidacy_of(council.secretary.id, council.body.id, TODAY)
    assert (facts.is_voting, facts.offices) == (False, {Office.SECRETARY})
    stranger = build.person(account=False)
    assert candidacy_of(stranger.id, council.body.id, TODAY).category is None
    assert DEFAULTS.deputy_categories


def test_elections_are_listed_with_their_counts_and_meeting(council):
    [election] = list_elections(council.body.id)

    assert [(c.name.surname, c.in_favour) for c in election.candidates] == [
        ("Долматова", 5),
        ("Пахотин", 3),
    ]
    assert (election.against, election.abstained, election.year) == (0, 1, 2023)


def test_a_secretary_with_a_vote_is_given_the_office_only_by_the_regulation(deed, build, council):
    wanted = new(council.member, Office.SECRETARY)
    with pytest.raises(Refused) as refused:
        services.appoint_officer(council.body.id, wanted, **deed)
    assert refused.value.codes == ("secretary_votes",)

    build.rule(council.body, "secretary_votes", "yes")
    assert services.appoint_officer(council.body.id, wanted, **deed)


def test_the_term_of_a_deputy_who_never_took_office_does_not_end(deed, council, session):
    election = election_of(session, council.deputy)
    election.effective_on = None
    session.commit()
    with pytest.raises(Refused) as refused:
        endings.end_deputy_term(election.id, Ending(TODAY, "заявление"), **deed)
    assert refused.value.codes == (endings.NOT_IN_OFFICE.code,)
