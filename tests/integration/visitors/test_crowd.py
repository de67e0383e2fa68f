"""Many visitors at once, in threads and transactions of their own, on both databases."""

import os
from itertools import pairwise

import pytest
from sqlalchemy import text, update

from core.adapters.database import db
from core.kernel.errors import Refused
from core.kernel.viewers import ANONYMOUS
from council.meetings.models import Meeting
from council.meetings.rules.kinds import ApplicationState
from council.meetings.services import visitors
from council.meetings.services.visitors import (
    apply_as_visitor,
    cancel_application,
    change_guest_seats,
    decline_application,
)
from tests.builders_public import draft, list_of, states_of, taken
from tests.conftest import NOW
from tests.races import at_once, demand_row_locks, without_locks

S = ApplicationState
SAME, ROUNDS = (500, 200) if os.environ.get("SOAK") == "1" else (10, 40)
WHO = {"actor": ANONYMOUS, "now": NOW}


def applying(meeting_id, number, **values):
    sent = draft(number, **values)
    return lambda: apply_as_visitor(meeting_id, sent, **WHO)


def failures(answers):
    """What went wrong beyond a refusal in words."""
    return [
        each for each in answers if isinstance(each, Exception) and not isinstance(each, Refused)
    ]


def check_sums(meeting_id):
    """The count is the number of confirmed rows, within the seats, and no seat stays empty."""
    states = states_of(meeting_id)
    meeting = db.session.get_one(Meeting, meeting_id)
    assert meeting.guests_taken == states.count(S.CONFIRMED) <= meeting.guest_seats
    assert S.WAITING not in states or meeting.guests_taken == meeting.guest_seats


def test_f10_two_hundred_apply_at_once_for_ten_seats(live_app, crowd):
    meeting_id = crowd(10)
    answers = at_once(live_app, *(applying(meeting_id, number) for number in range(200)))
    assert failures(answers) == []
    with live_app.app_context():
        found = list_of(meeting_id)
        assert [each.state for each in found] == [S.CONFIRMED] * 10 + [S.WAITING] * 190
        assert taken(meeting_id) == 10
        assert all(a.submitted_at < b.submitted_at for a, b in pairwise(found))


@pytest.mark.parametrize(("people", "copies"), ((SAME, 2), (10, 8)))
def test_f11_the_same_e_mail_sent_at_once_makes_one_row(live_app, crowd, people, copies):
    meeting_id = crowd(5)
    for number in range(people):
        token = draft().token
        same = [applying(meeting_id, number, token=token) for _ in range(copies)]
        assert at_once(live_app, *same) == [token] * copies
    with live_app.app_context():
        assert len(list_of(meeting_id)) == people
        check_sums(meeting_id)


UNIQUE = "uq_visitor_applications_meeting_id_email"


@pytest.mark.parametrize(("is_unique", "rows"), ((True, 1), (False, 2)))
def test_f11_twin_without_lock_and_key_the_same_e_mail_stands_twice(  # noqa: PLR0913, PLR0917
    live_app, crowd, database, monkeypatch, is_unique, rows
):
    """The key alone still holds."""
    demand_row_locks(database)
    meeting_id = crowd(5)
    if not is_unique:
        changed(live_app, f"ALTER TABLE visitor_applications DROP CONSTRAINT {UNIQUE}")
    with without_locks(monkeypatch):
        at_once(live_app, applying(meeting_id, 1), applying(meeting_id, 1))
    with live_app.app_context():
        found = len(list_of(meeting_id))
    if not is_unique:
        changed(
            live_app,
            "DELETE FROM visitor_applications",
            f"ALTER TABLE visitor_applications ADD CONSTRAINT {UNIQUE} UNIQUE (meeting_id, email)",
        )
    assert found == rows


def changed(app, *statements):
    with app.app_context():
        for statement in statements:
            db.session.execute(text(statement))
        db.session.commit()
        db.session.remove()


def test_f12_the_last_seat_in_rounds_of_cancelling_applying_and_more_seats(live_app, crowd):
    meeting_id = crowd(1)
    for number in range(3):
        at_once(live_app, applying(meeting_id, number))
    for round_number in range(ROUNDS):
        with live_app.app_context():
            found = list_of(meeting_id)
            sitting = next(each.id for each in found if each.state is S.CONFIRMED)
            waiting = next(each.id for each in found if each.state is S.WAITING)
            meeting = db.session.get_one(Meeting, meeting_id)
            seats, revision = meeting.guest_seats % 3 + 1, meeting.revision
        first = 1000 + 10 * round_number
        answers = at_once(
            live_app,
            lambda one=sitting: cancel_application(one, **WHO),
            lambda one=sitting: cancel_application(one, **WHO),
            lambda one=waiting: decline_application(one, "Нет мест", **WHO),
            lambda many=seats, seen=revision: change_guest_seats(
                meeting_id, many, revision=seen, **WHO
            ),
            *(applying(meeting_id, first + number) for number in range(3)),
        )
        assert failures(answers) == []
        with live_app.app_context():
            check_sums(meeting_id)


def test_nobody_is_moved_up_twice(live_app, crowd):
    meeting_id = crowd(4)
    at_once(live_app, *(applying(meeting_id, number) for number in range(8)))
    with live_app.app_context():
        sitting = [each.id for each in list_of(meeting_id) if each.state is S.CONFIRMED]
    leaving = [lambda one=one: cancel_application(one, **WHO) for one in sitting]
    assert failures(at_once(live_app, *leaving)) == []
    with live_app.app_context():
        assert states_of(meeting_id) == [S.CANCELLED] * 4 + [S.CONFIRMED] * 4
        assert taken(meeting_id) == 4


def reckless(meeting_id):
    """The twin of `take_seat`: looks first and writes afterwards what it saw."""
    m = Meeting
    taken, seats = db.session.query(m.guests_taken, m.guest_seats).filter(m.id == meeting_id).one()
    if taken < seats:
        seat = update(m).where(m.id == meeting_id).values(guests_taken=taken + 1)
        db.session.execute(seat, execution_options={"synchronize_session": False})
    return taken < seats


def test_f12_twin_that_looks_before_it_writes_gives_one_seat_twice(
    live_app, crowd, database, monkeypatch
):
    demand_row_locks(database)
    meeting_id = crowd(1)
    monkeypatch.setattr(visitors, "take_seat", reckless)
    with without_locks(monkeypatch):
        at_once(live_app, applying(meeting_id, 1), applying(meeting_id, 2))
    with live_app.app_context():
        assert states_of(meeting_id) == [S.CONFIRMED] * 2
