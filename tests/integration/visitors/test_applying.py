"""Applying, cancelling, declining, more seats, forgetting: one transaction each."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.viewers import ANONYMOUS
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.queries.visitors import find_visit
from council.meetings.rules.drafts import MeetingDraft
from council.meetings.rules.kinds import ApplicationState, MeetingForm, MeetingState
from council.meetings.rules.visitors import MOST_PER_HOUR
from council.meetings.services.forgetting import FORGOTTEN, forget_visitors
from council.meetings.services.planning import change_meeting
from council.meetings.services.seats import fill_seats
from council.meetings.services.visitors import (
    apply_as_visitor,
    cancel_application,
    change_guest_seats,
    decline_application,
    token_hash,
)
from tests.builders_public import NEXT, draft, list_of, states_of, taken
from tests.calendars import letters
from tests.conftest import NOW

S = ApplicationState
WHO = {"actor": ANONYMOUS, "now": NOW}


@pytest.fixture
def meeting(public):
    return public.open_meeting(2)


def refused_codes(act, *args, **values):
    with pytest.raises(Refused) as refused:
        act(*args, **{**WHO, **values})
    return refused.value.codes


def what_happened(meeting_id):
    query = select(JournalEntry.what).where(JournalEntry.subject_id == meeting_id)
    return list(db.session.scalars(query.order_by(JournalEntry.seq)))


def test_seats_are_given_in_order_and_then_the_list_begins(public, meeting):
    for number in range(4):
        public.applies(meeting, number)
    assert states_of(meeting.id) == [S.CONFIRMED, S.CONFIRMED, S.WAITING, S.WAITING]
    assert taken(meeting.id) == 2


def test_an_application_keeps_what_the_consent_asks_to_log(public, meeting):
    sent = draft(7, address="192.0.2.7", wants_to_speak=True, inn="9699000020")
    apply_as_visitor(meeting.id, sent, **WHO)
    (row,) = list_of(meeting.id)
    assert (row.consent_version, row.consent_at, row.consent_address) == (
        "visitor-1/ru",
        NOW,
        "192.0.2.7",
    )
    assert (row.wants_to_speak, row.inn) == (True, "9699000020")


def test_the_token_is_kept_only_as_a_hash(public, meeting):
    sent = draft(1)
    assert apply_as_visitor(meeting.id, sent, **WHO) == sent.token
    (row,) = list_of(meeting.id)
    assert row.token_hash == token_hash(sent.token) != sent.token
    assert find_visit(sent.token) is None


def test_a_second_application_with_the_same_e_mail_changes_nothing(public, meeting):
    first = public.applies(meeting, 1)
    again = draft(1, full_name="Кто Другой Иной")
    assert apply_as_visitor(meeting.id, again, **WHO) == again.token
    assert find_visit(token_hash(again.token)) is None
    assert [each.id for each in list_of(meeting.id)] == [first.id]
    assert first.full_name == "Мороз Никита Ильич"
    assert what_happened(meeting.id) == ["visitor.confirmed"]


def test_the_same_form_with_another_e_mail_gets_an_address_of_its_own(public, meeting):
    sent = draft(1)
    apply_as_visitor(meeting.id, sent, **WHO)
    other = apply_as_visitor(meeting.id, replace(sent, email="other@example.org"), **WHO)
    assert other != sent.token
    assert find_visit(token_hash(other)).email == "other@example.org"


def test_the_same_e_mail_may_apply_to_another_meeting(public, meeting):
    public.applies(meeting, 1)
    second = public.open_meeting(1)
    public.applies(second, 1)
    assert states_of(second.id) == [S.CONFIRMED]


@pytest.mark.parametrize(
    ("values", "code"),
    (
        ({"state": MeetingState.CANCELLED, "state_reason": "Нет"}, "cancelled"),
        ({"state": MeetingState.POSTPONED, "state_reason": "Нет"}, "postponed"),
        ({"state": MeetingState.IN_SESSION}, "begun"),
        ({"is_open": False}, "not_open"),
        ({"starts_at": NOW + timedelta(days=2)}, "too_late"),
    ),
)
def test_a_refused_application_leaves_no_trace(public, values, code):
    meeting = public.open_meeting(2, **values)
    assert refused_codes(apply_as_visitor, meeting.id, draft()) == (code,)
    assert (states_of(meeting.id), taken(meeting.id), what_happened(meeting.id)) == ([], 0, [])


def test_an_absentee_vote_takes_no_visitors(public):
    days = {"ballots_from": NEXT.date(), "ballots_until": NEXT.date() + timedelta(days=6)}
    meeting = public.open_meeting(0, form=MeetingForm.ABSENTEE, is_open=False, **days)
    assert refused_codes(apply_as_visitor, meeting.id, draft()) == ("absentee",)


def test_an_old_text_of_consent_is_refused(public, meeting):
    old = draft(consent_version="visitor-0/ru")
    assert refused_codes(apply_as_visitor, meeting.id, old) == ("consent_changed",)


def test_one_address_sends_ten_applications_an_hour(public, meeting):
    same = {"address": "192.0.2.1"}
    for number in range(MOST_PER_HOUR):
        public.applies(meeting, number, **same)
    eleventh = draft(99, **same)
    assert refused_codes(apply_as_visitor, meeting.id, eleventh) == ("too_many_applications",)
    public.applies(meeting, 100, address="192.0.2.2")
    later = NOW + timedelta(hours=1)
    apply_as_visitor(meeting.id, eleventh, actor=ANONYMOUS, now=later)
    assert len(list_of(meeting.id)) == MOST_PER_HOUR + 2


def test_a_cancelled_seat_goes_to_the_first_who_waits(public, meeting):
    rows = [public.applies(meeting, number) for number in range(4)]
    cancel_application(rows[0].id, **WHO)
    assert states_of(meeting.id) == [S.CANCELLED, S.CONFIRMED, S.CONFIRMED, S.WAITING]
    assert taken(meeting.id) == 2
    assert what_happened(meeting.id)[-2:] == ["visitor.cancelled", "visitor.promoted"]


def test_leaving_the_waiting_list_frees_no_seat(public, meeting):
    rows = [public.applies(meeting, number) for number in range(4)]
    cancel_application(rows[2].id, **WHO)
    assert states_of(meeting.id) == [S.CONFIRMED, S.CONFIRMED, S.CANCELLED, S.WAITING]
    assert taken(meeting.id) == 2


def test_the_last_visitor_who_cancels_leaves_an_empty_seat(public, meeting):
    row = public.applies(meeting, 1)
    cancel_application(row.id, **WHO)
    assert taken(meeting.id) == 0


def test_cancelling_erases_the_contact_and_lets_the_person_apply_again(public, meeting):
    row = public.applies(meeting, 1, inn="9699000020")
    cancel_application(row.id, **WHO)
    (erased,) = list_of(meeting.id)
    assert (erased.email, erased.inn, erased.consent_address) == (None, None, "")
    public.applies(meeting, 1)
    assert states_of(meeting.id) == [S.CANCELLED, S.CONFIRMED]


def test_nobody_cancels_twice(public, meeting):
    row = public.applies(meeting, 1)
    cancel_application(row.id, **WHO)
    assert refused_codes(cancel_application, row.id) == ("wrong_state",)
    assert taken(meeting.id) == 0


def test_declining_tells_the_reason_and_hands_the_seat_on(public, meeting):
    rows = [public.applies(meeting, number) for number in range(3)]
    decline_application(rows[1].id, "  Не предприниматель  ", **WHO)
    assert states_of(meeting.id) == [S.CONFIRMED, S.DECLINED, S.CONFIRMED]
    assert list_of(meeting.id)[1].decline_reason == "Не предприниматель"


def test_a_declined_visitor_does_not_apply_again(public, meeting):
    row = public.applies(meeting, 1)
    decline_application(row.id, "Нет", **WHO)
    public.applies(meeting, 1)
    assert states_of(meeting.id) == [S.DECLINED]


def test_declining_without_a_reason_leaves_no_trace(public, meeting):
    row = public.applies(meeting, 1)
    assert refused_codes(decline_application, row.id, " ") == ("no_reason",)
    assert (states_of(meeting.id), taken(meeting.id)) == ([S.CONFIRMED], 1)


def test_more_seats_move_up_whoever_waits_longest(public, meeting):
    for number in range(5):
        public.applies(meeting, number)
    change_guest_seats(meeting.id, 4, revision=meeting.revision, **WHO)
    assert states_of(meeting.id) == [S.CONFIRMED] * 4 + [S.WAITING]
    assert taken(meeting.id) == 4


def test_fewer_seats_than_taken_are_refused(public, meeting):
    public.applies(meeting, 1)
    public.applies(meeting, 2)
    revision = meeting.revision
    codes = refused_codes(change_guest_seats, meeting.id, 1, revision=revision)
    assert codes == ("seats_taken",)
    assert db.session.get_one(Meeting, meeting.id).guest_seats == 2


def test_seats_that_were_added_elsewhere_go_to_those_who_wait_first(public, meeting):
    for number in range(3):
        public.applies(meeting, number)
    meeting.guest_seats = 3
    db.session.commit()
    public.applies(meeting, 9)
    assert states_of(meeting.id) == [S.CONFIRMED] * 3 + [S.WAITING]


def test_an_old_page_changes_no_seats(public, meeting):
    with pytest.raises(Stale):
        change_guest_seats(meeting.id, 5, revision=meeting.revision + 1, **WHO)


def test_nothing_changes_once_the_meeting_began(public, meeting):
    row = public.applies(meeting, 1)
    meeting.state = MeetingState.IN_SESSION
    db.session.commit()
    assert refused_codes(cancel_application, row.id) == ("meeting_over",)
    assert refused_codes(decline_application, row.id, "Нет") == ("meeting_over",)
    seats = refused_codes(change_guest_seats, meeting.id, 5, revision=meeting.revision)
    assert seats == ("meeting_over",)


def test_an_unknown_application_is_not_found(public, meeting):
    with pytest.raises(NotFound):
        cancel_application(meeting.id, **WHO)


def test_a_year_after_the_meeting_nothing_personal_is_left(public, meeting):
    old = public.open_meeting(1, starts_at=NOW - timedelta(days=366))
    public.applied(old, 1, organisation="ООО", inn="9699000020", consent_address="10.0.0.1")
    public.applies(meeting, 1)
    assert forget_visitors(**WHO) == 1
    (row,) = list_of(old.id)
    assert (row.full_name, row.organisation, row.inn, row.email, row.consent_address) == (
        FORGOTTEN,
        "",
        None,
        None,
        "",
    )
    assert row.state is S.CONFIRMED
    assert list_of(meeting.id)[0].email == "guest1@example.org"
    assert forget_visitors(**WHO) == 0


def test_the_journal_holds_no_personal_data(public, meeting):
    row = public.applies(meeting, 1)
    cancel_application(row.id, **WHO)
    entries = db.session.scalars(select(JournalEntry).where(JournalEntry.subject_id == meeting.id))
    assert {key for entry in entries for key in entry.details} == {"application"}
    assert db.session.scalar(select(VisitorApplication.full_name)) == "Мороз Никита Ильич"


@pytest.fixture
def change(council, build):
    """`change(meeting, seats=…, is_open=…)` through the secretary's form of the meeting."""

    def changed(meeting, *, seats, is_open=True):
        typed = MeetingDraft(
            kind=meeting.kind,
            form=meeting.form,
            starts_at=meeting.starts_at,
            zone=meeting.zone,
            city=meeting.city,
            place=meeting.place,
            is_open=is_open,
            guest_seats=seats,
            number=meeting.number,
        )
        actor = build.viewer(council.secretary)
        change_meeting(meeting.id, typed, revision=meeting.revision, actor=actor, now=NOW)

    return changed


def test_seats_set_with_the_meeting_itself_move_the_waiting_up_too(public, meeting, change):
    for number in range(4):
        public.applies(meeting, number)
    change(meeting, seats=3)
    assert states_of(meeting.id) == [S.CONFIRMED] * 3 + [S.WAITING]
    assert taken(meeting.id) == 3


def test_a_meeting_is_not_closed_while_visitors_have_seats(public, meeting, change):
    public.applies(meeting, 1)
    with pytest.raises(Refused) as refused:
        change(meeting, seats=2, is_open=False)
    assert refused.value.codes == ("seats_taken",)
    assert states_of(meeting.id) == [S.CONFIRMED]


def test_the_same_number_of_seats_is_no_change(public, meeting):
    before, revision = what_happened(meeting.id), meeting.revision
    change_guest_seats(meeting.id, 2, revision=revision, **WHO)
    assert what_happened(meeting.id) == before
    assert db.session.get(Meeting, meeting.id).revision == revision


def test_a_visitor_without_an_address_gives_up_the_seat_without_a_letter(public, meeting):
    row = public.applied(meeting, 1, email=None)
    meeting.guests_taken = 1
    db.session.commit()
    decline_application(row.id, "Нет мест", **WHO)
    assert states_of(meeting.id) == [S.DECLINED]
    assert letters() == []


def test_after_the_beginning_nobody_moves_up(public, meeting):
    for number in range(3):
        public.applies(meeting, number)
    meeting.state = MeetingState.HELD
    meeting.guests_taken = 1
    db.session.commit()
    fill_seats(meeting, NOW)
    assert states_of(meeting.id) == [S.CONFIRMED, S.CONFIRMED, S.WAITING]
