"""Seats and absences: given, corrected, ended; a refusal leaves no trace."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.adapters.journal import JournalEntry, list_history
from core.kernel.errors import Refused, Stale
from council.membership.models import Absence, Seat
from council.membership.queries import (
    count_voting,
    is_absent,
    list_absences,
    list_composition,
    list_members,
)
from council.membership.rules import Category, Office
from council.membership.rules.acts import Ending, NewAbsence
from council.membership.rules.terms import Term
from council.membership.services import endings
from council.membership.services import seats as services

TODAY = date(2026, 11, 21)


def journal_size(session):
    return session.scalar(select(func.count()).select_from(JournalEntry))


def test_a_seat_is_given_with_the_persons_position_unless_the_act_says_other(
    deed, build, council, seat_values, session
):
    person = build.person(account=False)

    seat_id = services.give_seat(council.body.id, person.id, seat_values, **deed)

    seat = session.get(Seat, seat_id)
    assert (seat.position, seat.category) == ("директор", Category.EXPORTER)
    [entry] = list_history([seat_id])
    assert (entry.what, entry.details["category"]) == ("seat.given", "exporter")
    assert count_voting(council.body.id, TODAY) == 10


def test_a_second_seat_at_the_same_time_is_refused_without_a_trace(
    deed, council, seat_values, session
):
    before = journal_size(session)

    with pytest.raises(Refused) as refused:
        services.give_seat(council.body.id, council.member.id, seat_values, **deed)

    assert refused.value.codes == ("seat_overlaps",)
    assert journal_size(session) == before
    assert count_voting(council.body.id, TODAY) == 9


def test_the_secretary_gets_no_vote(deed, build, council, seat_values):
    body = build.body("group", kind="working_group", name="Группа", name_genitive="Группы")
    build.appointment(body, council.member, Office.SECRETARY)

    with pytest.raises(Refused) as refused:
        services.give_seat(body.id, council.member.id, seat_values, **deed)
    assert refused.value.codes == ("secretary_votes",)


def test_a_seat_counts_until_its_last_day_and_a_second_end_is_refused(deed, council, session):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()

    endings.end_seat(seat.id, Ending(TODAY, "заявление", 1), **deed)

    assert count_voting(council.body.id, TODAY) == 9
    assert count_voting(council.body.id, TODAY + timedelta(days=1)) == 8
    with pytest.raises(Refused) as refused:
        endings.end_seat(seat.id, Ending(date(2026, 12, 1), "заявление", 2), **deed)
    assert refused.value.codes == ("already_ended",)


def test_a_seat_cannot_end_before_it_began_nor_from_an_older_page(deed, council, session):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()

    with pytest.raises(Refused) as refused:
        endings.end_seat(seat.id, Ending(date(2023, 2, 5), "акт", 1), **deed)
    with pytest.raises(Stale):
        endings.end_seat(seat.id, Ending(TODAY, "акт", 7), **deed)

    assert refused.value.codes == ("term_order",)
    assert seat.held_until is None


def test_a_correction_follows_the_rules_of_giving_but_does_not_stumble_over_itself(
    deed, council, seat_values, session
):
    seat = session.scalars(select(Seat).where(Seat.person_id == council.member.id)).one()
    values = {**seat_values, "category": Category.SECTOR_UNION}

    services.correct_seat(seat.id, values, revision=1, **deed)

    assert seat.category is Category.SECTOR_UNION
    services.correct_seat(seat.id, values, revision=2, **deed)
    assert seat.revision == 2
    assert list_history([seat.id])[0].details["category"] == ["exporter", "sector_union"]
    with pytest.raises(Refused) as refused:
        services.correct_seat(seat.id, {**values, "basis": " "}, revision=2, **deed)
    assert refused.value.codes == ("no_basis",)


def test_the_composition_of_a_day_lists_its_seats_once_and_in_order(council):
    before = list_composition(council.body.id, date(2023, 2, 5))
    rows = list_composition(council.body.id, TODAY)

    assert before == ()
    assert [row.name for row in rows] == [m.name for m in list_members(council.body.id, TODAY)]
    ministry = [row.organisation for row in rows if row.person_id == council.coordinator.id]
    assert ministry == [council.ministry.name]


def test_an_absence_covers_its_days_and_can_be_taken_back(deed, council, session):
    new = NewAbsence(council.deputy.id, Term(TODAY, TODAY + timedelta(days=2)), "отпуск")

    absence_id = services.record_absence(council.body.id, new, **deed)

    days = [TODAY + timedelta(days=n) for n in (-1, 0, 2, 3)]
    assert [is_absent(council.body.id, council.deputy.id, day) for day in days] == [
        False,
        True,
        True,
        False,
    ]
    assert [row.id for row in list_absences(council.body.id, TODAY)] == [absence_id]
    services.remove_absence(absence_id, **deed)
    assert session.get(Absence, absence_id) is None
    assert [e.what for e in list_history([council.deputy.id])] == [
        "absence.removed",
        "absence.recorded",
    ]


@pytest.mark.parametrize(
    ("until", "code"),
    ((TODAY - timedelta(days=1), "term_order"), (None, "term_order"), (TODAY, "not_member")),
)
def test_an_absence_in_disorder_or_of_a_stranger_is_refused(deed, build, council, until, code):
    stranger = build.person(account=False)

    new = NewAbsence(stranger.id, Term(TODAY, until))
    with pytest.raises(Refused) as refused:
        services.record_absence(council.body.id, new, **deed)

    assert refused.value.codes == (code,)
    assert list_absences(council.body.id, TODAY) == ()
