"""Setting and changing a meeting: numbers, fixed fields, stale pages; refusals leave no trace."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from core.adapters.journal import list_history
from core.kernel.errors import Refused, Stale
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting_at, list_meetings, list_years
from council.meetings.rules.drafts import MeetingDraft, PlanApproval
from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.services.planning import (
    approve_plan,
    change_meeting,
    create_meeting,
    open_agenda,
)
from council.membership.models import RegulationSetting
from council.membership.rules import Office
from council.membership.rules.procedure import Initiator

DRAFT = MeetingDraft(
    kind=MeetingKind.REGULAR,
    form=MeetingForm.IN_PERSON,
    starts_at=datetime(2026, 12, 17, 6, 0, tzinfo=UTC),
    zone="Asia/Yekaterinburg",
    place="каб. 301",
    guest_seats=20,
)


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def create(build, council, secretary):
    def created(draft=DRAFT, key=None, actor=secretary, **changes):
        draft = replace(draft, **changes)
        key = key or uuid4()
        return create_meeting(council.body.id, draft, key=key, actor=actor, now=build.now)

    return created


@pytest.fixture
def change(build, secretary):
    def changed(meeting, revision=None, **changes):
        return change_meeting(
            meeting.id,
            replace(DRAFT, **{"number": meeting.number, **changes}),
            revision=meeting.revision if revision is None else revision,
            actor=secretary,
            now=build.now,
        )

    return changed


def test_meetings_are_numbered_within_the_year(build, council, create):
    first, second = create(), create(starts_at=DRAFT.starts_at + timedelta(days=1))
    next_year = create(starts_at=DRAFT.starts_at + timedelta(days=60))

    assert [(m.year, m.number) for m in (first, second, next_year)] == [
        (2026, 1),
        (2026, 2),
        (2027, 1),
    ]
    assert first.secretary_id == council.secretary.id
    assert list_years(council.body.id) == (2027, 2026, 2023)
    assert get_meeting_at(council.body.id, 2026, 2).id == second.id
    assert [row.number for row in list_meetings(council.body.id, 2026)] == [1, 2]
    assert [line.what for line in list_history([first.id])] == ["meeting.planned"]


def test_a_form_sent_twice_makes_one_meeting(build, create):
    key = uuid4()
    assert create(key=key).id == create(key=key).id
    assert build.session.query(Meeting).filter_by(year=2026).count() == 1


def test_a_taken_number_is_refused_and_leaves_no_trace(build, create):
    create(number=4)
    with pytest.raises(Refused) as caught:
        create(number=4)
    assert caught.value.codes == ("number_taken",)
    assert build.session.query(Meeting).filter_by(year=2026).count() == 1


def test_an_absentee_meeting_has_its_term_and_no_visitors(create):
    made = create(
        form=MeetingForm.ABSENTEE,
        place="",
        ballots_until=date(2026, 12, 23),
        absentee_by=Initiator.CHAIR,
    )
    assert made.absentee_by is Initiator.CHAIR
    assert (made.ballots_from, made.ballots_until) == (date(2026, 12, 17), date(2026, 12, 23))
    assert (made.is_open, made.guest_seats) == (False, 0)


def test_an_ordinary_meeting_keeps_no_decision_on_an_absentee_vote(create):
    assert create(absentee_by=Initiator.CHAIR).absentee_by is None


def test_the_shortest_absentee_term_is_a_setting_of_the_day(build, council, create):
    build.add(
        RegulationSetting(
            body_id=council.body.id,
            key="absentee_days",
            value="10",
            valid_from=date(2026, 1, 1),
        )
    )
    with pytest.raises(Refused) as caught:
        create(
            form=MeetingForm.ABSENTEE,
            ballots_until=date(2026, 12, 23),
            absentee_by=Initiator.CHAIR,
        )
    assert caught.value.codes == ("term_too_short",)


def test_changes_are_journaled_and_a_stale_page_changes_nothing(build, create, change):
    meeting = create()
    change(meeting, place="каб. 302")
    (entry, _) = list_history([meeting.id])
    assert entry.details == {"place": ["каб. 301", "каб. 302"]}

    with pytest.raises(Stale):
        change(meeting, revision=1, place="каб. 303")
    build.session.expire_all()
    assert meeting.place == "каб. 302"


def test_saving_the_same_changes_nothing(create, change):
    meeting = create()
    assert change(meeting).revision == 1


def test_a_number_may_change_until_the_notice_but_not_to_a_taken_one(create, change):
    meeting, other = create(), create(starts_at=DRAFT.starts_at + timedelta(days=1))
    assert change(meeting, number=7).number == 7
    with pytest.raises(Refused) as caught:
        change(meeting, number=other.number)
    assert caught.value.codes == ("number_taken",)


def test_the_notice_fixes_number_and_date_but_not_who_presides_and_asks_about_the_place(
    build, council, create, change
):
    meeting = create()
    meeting.state, meeting.notice_sent_at = MeetingState.NOTIFIED, build.now
    build.session.commit()

    later = DRAFT.starts_at + timedelta(1)
    for changes, code in (
        ({"place": "другой зал"}, "tell_or_not"),
        ({"starts_at": later}, "meeting_fixed"),
        ({"starts_at": later, "place": "другой зал"}, "meeting_fixed"),
    ):
        with pytest.raises(Refused) as caught:
            change(meeting, **changes)
        assert caught.value.codes == (code,)
        build.session.expire_all()
    with pytest.raises(Refused) as caught:
        change(meeting, number=9)
    assert caught.value.codes == ("number_fixed",)

    build.session.expire_all()
    changed = change(meeting, presiding_id=council.deputy.id, guest_seats=30)
    assert (changed.presiding_id, changed.guest_seats) == (council.deputy.id, 30)


def test_a_meeting_that_is_over_does_not_change(build, create, change):
    meeting = create()
    meeting.state = MeetingState.HELD
    build.session.commit()
    with pytest.raises(Refused) as caught:
        change(meeting, presiding_id=None, place="другой зал")
    assert caught.value.codes == ("meeting_over",)


def test_seats_given_to_visitors_are_not_taken_away(build, create, change):
    meeting = create()
    meeting.guests_taken = 5
    build.session.commit()
    with pytest.raises(Refused) as caught:
        change(meeting, guest_seats=4)
    assert caught.value.codes == ("seats_taken",)


def test_a_meeting_that_moves_to_another_year_is_numbered_there(build, create, change):
    create()
    moved = change(create(), starts_at=datetime(2027, 2, 4, 6, 0, tzinfo=UTC))
    assert (moved.year, moved.number) == (2027, 1)


def test_of_two_secretaries_the_one_who_plans_keeps_the_minutes(build, council, create):
    newcomer = build.person(("Новых", "Анна", "Ильична"))
    build.appointment(council.body, newcomer, Office.SECRETARY)

    own = create(actor=build.viewer(council.secretary))
    other = create(actor=build.viewer(newcomer))
    by_chair = create(actor=build.viewer(council.chair))

    found = [each.secretary_id for each in (own, other, by_chair)]
    assert found[:2] == [council.secretary.id, newcomer.id]
    assert found[2] in found[:2]


def test_the_agenda_opens_once(build, create, secretary):
    meeting = create()
    open_agenda(meeting.id, revision=1, actor=secretary, now=build.now)
    assert (meeting.state, meeting.revision) == (MeetingState.AGENDA_OPEN, 2)
    with pytest.raises(Stale):
        open_agenda(meeting.id, revision=1, actor=secretary, now=build.now)
    with pytest.raises(Refused):
        open_agenda(meeting.id, revision=2, actor=secretary, now=build.now)


def test_the_plan_is_approved_by_somebody_on_a_day(build, council, create, secretary):
    def approve(day, by="Совет, протокол № 4"):
        approval = PlanApproval(day, by)
        return approve_plan(council.body.id, 2026, approval, actor=secretary, now=build.now)

    with pytest.raises(Refused, match="no meetings"):
        approve(date(2026, 1, 15))
    create()
    with pytest.raises(Refused, match="future"):
        approve(date(2026, 11, 22))
    plan = approve(date(2026, 1, 15))
    assert approve(date(2026, 1, 15)).id == plan.id
    assert (plan.revision, plan.approved_by) == (1, "Совет, протокол № 4")
    assert approve(date(2026, 1, 16)).revision == 2
    assert len(list_history([plan.id])) == 2
