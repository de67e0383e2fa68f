"""A plan from its first line to an amendment: what services do, refuse and leave alone."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select, update

from core.adapters.database import command
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.papers.models import KeptPaper
from council.meetings.models import Meeting, Vote
from council.meetings.rules.kinds import ItemKind, MeetingState, Outcome, VoteMode
from council.membership.models import Body
from council.minutes.aftermath import SignedMinutes
from council.minutes.models import MinutesEdition
from events.plan import queries, services
from events.plan.models import Plan, PlanEdition, PlanLine, PlanRemoval
from events.plan.queries.differences import ends_of
from events.plan.rules.editions import (
    Change,
    ChangeKind,
    PlanEditionState,
    removed_after_its_date,
)
from events.programme import aftermath
from events.programme.models import Event, EventStep
from events.programme.rules import EventAction, EventState, EventType
from tests.builders_events import EventsBuilder

S = PlanEditionState
TITLE = "План международных мероприятий на 2027 год"
LINE = services.LineDraft(
    name="Бизнес-миссия в Ташкент",
    type=EventType.MISSION,
    country="UZ",
    city="г. Ташкент",
    starts_on=date(2027, 3, 9),
    ends_on=date(2027, 3, 12),
    responsible_name="Центр поддержки экспорта",
    money=(("областной бюджет", 1_000_000), ("субсидия", 500_000)),
)


@pytest.fixture
def actor(build, council):
    return build.viewer(council.coordinator)


@pytest.fixture
def meeting(build, council):
    return build.meeting(council.body, state=MeetingState.AGENDA_OPEN)


@pytest.fixture
def item(build, meeting):
    return build.item(meeting, kind=ItemKind.PLAN)


@pytest.fixture
def edition(council, actor, build, session):
    edition_id = services.begin_edition(council.body.id, 2027, TITLE, actor=actor, now=build.now)
    return session.get(PlanEdition, edition_id)


@pytest.fixture
def keep(actor, build):
    """Calls a service as the coordinator, now."""

    def call(service, *arguments, **values):
        return service(*arguments, actor=actor, now=build.now, **values)

    return call


def add(keep, edition, **changes):
    return keep(services.add_line, edition.id, uuid4(), replace(LINE, **changes))


def table(keep, edition, item):
    keep(services.table_edition, edition.id, item.id, revision=edition.revision)


@pytest.fixture
def sign(build, session, meeting, item, actor):
    """Signs minutes whose vote on the plan ended as said."""

    def signed(outcome=Outcome.CARRIED, number=1):
        if number == 1:
            in_favour, against = (1, 2) if outcome is Outcome.REJECTED else (2, 1)
            vote = Vote(
                item_id=item.id,
                mode=VoteMode.COUNT,
                present=3,
                in_favour=in_favour,
                against=against,
                abstained=0,
                outcome=outcome,
                taken_at=build.now,
            )
            build.add(vote)
        minutes = build.add(
            MinutesEdition(meeting_id=meeting.id, number=number, created_at=build.now)
        )
        fact = SignedMinutes(
            edition_id=minutes.id,
            meeting_id=meeting.id,
            body_id=meeting.body_id,
            number=number,
            signed_on=build.now.date(),
            wordings={},
            actor=actor,
            signed_at=build.now,
        )
        command(services.decide_plans)(fact)
        session.expire_all()
        return minutes

    return signed


@pytest.fixture
def tabled(edition, keep, item):
    """An edition with one line behind its item."""
    add(keep, edition)
    table(keep, edition, item)
    return edition


def rows(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_beginning_twice_gives_the_one_edition_in_work(session, council, edition, keep):
    again = keep(services.begin_edition, council.body.id, 2027, TITLE)
    assert again == edition.id
    assert (edition.number, edition.state, rows(session, Plan)) == (1, S.DRAFT, 1)


def test_a_line_sent_twice_is_one_line_with_its_money(session, edition, keep):
    key = uuid4()
    for _ in range(2):
        keep(services.add_line, edition.id, key, LINE)
    (row,) = queries.list_lines(edition.id)
    assert (row.name, row.rubles, row.code) == ("Бизнес-миссия в Ташкент", 1_500_000, "1")
    assert (rows(session, Event), row.state) == (1, EventState.PLANNED)


@pytest.mark.parametrize(
    ("changes", "codes"),
    (
        ({"name": " "}, ("no_name",)),
        ({"type": None, "country": ""}, ("no_type", "no_country")),
        ({"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 2)}, ("other_year",)),
        ({"money": (("бюджет", -1),)}, ("out_of_range",)),
    ),
)
def test_a_faulty_line_leaves_no_trace(session, edition, keep, changes, codes):
    with pytest.raises(Refused) as refused:
        add(keep, edition, **changes)
    assert refused.value.codes == codes
    assert (rows(session, PlanLine), rows(session, Event)) == (0, 0)


def test_a_line_is_changed_from_the_page_that_shows_it(session, edition, keep):
    line_id = add(keep, edition)
    new = replace(LINE, city="г. Самарканд", money=(("областной бюджет", 7),))
    keep(services.change_line, edition.id, line_id, new)
    (row,) = queries.list_lines(edition.id)
    assert (row.city, row.rubles) == ("г. Самарканд", 7)
    with pytest.raises(Stale):
        keep(services.change_line, edition.id, line_id, replace(new, city="г. Бухара"))
    keep(services.change_line, edition.id, line_id, replace(new, city="г. Бухара", revision=2))


def test_a_line_of_another_edition_is_not_found(edition, keep):
    with pytest.raises(NotFound):
        keep(services.change_line, edition.id, uuid4(), LINE)


def test_a_new_line_goes_without_a_trace_and_without_a_reason(session, edition, keep):
    line_id = add(keep, edition)
    keep(services.remove_line, edition.id, line_id, "")
    assert [rows(session, each) for each in (PlanLine, Event, PlanRemoval)] == [0, 0, 0]


def test_an_empty_plan_is_not_tabled(edition, keep, item):
    with pytest.raises(Refused) as refused:
        table(keep, edition, item)
    assert refused.value.codes == ("empty_plan",)


def test_a_plan_is_tabled_only_behind_an_item_of_its_kind(edition, keep, build, meeting):
    add(keep, edition)
    other = build.item(meeting, kind=ItemKind.OTHER)
    with pytest.raises(Refused) as refused:
        table(keep, edition, other)
    assert refused.value.codes == ("wrong_item",)


def test_a_meeting_that_has_begun_takes_no_plan_and_gives_none_back(
    session, edition, keep, item, meeting
):
    add(keep, edition)
    table(keep, edition, item)
    meeting.state = MeetingState.IN_SESSION
    session.commit()
    with pytest.raises(Refused) as refused:
        keep(services.take_back, edition.id, revision=edition.revision)
    assert refused.value.codes == ("meeting_begun",)
    assert edition.state is S.TABLED


@pytest.mark.parametrize("state", (MeetingState.CANCELLED, MeetingState.INQUORATE))
def test_a_plan_comes_back_from_a_meeting_that_was_not_held(session, tabled, keep, meeting, state):
    meeting.state, meeting.state_reason = state, "нет кворума"
    session.commit()
    keep(services.take_back, tabled.id, revision=tabled.revision)
    assert (tabled.state, tabled.item_id) == (S.DRAFT, None)


def test_a_tabled_edition_is_not_changed(session, edition, keep, item):
    line_id = add(keep, edition)
    table(keep, edition, item)
    for change in (
        lambda: add(keep, edition),
        lambda: keep(services.change_line, edition.id, line_id, LINE),
        lambda: keep(services.remove_line, edition.id, line_id, "причина"),
        lambda: keep(services.discard_edition, edition.id),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.codes == ("not_a_draft",)
    assert rows(session, PlanLine) == 1


def test_signed_minutes_approve_what_was_tabled(session, tabled, sign):
    edition = tabled
    minutes = sign()
    assert (edition.state, edition.minutes_edition_id) == (S.APPROVED, minutes.id)
    assert edition.approved_on == date(2026, 12, 17)
    kept = session.scalars(select(KeptPaper).where(KeptPaper.kind.startswith("plan:"))).one()
    assert (kept.edition, kept.is_published) == (edition.number, True)
    correction = sign(number=2)
    assert edition.minutes_edition_id == correction.id
    what = session.scalars(select(JournalEntry.what).order_by(JournalEntry.seq)).all()
    assert what[-1] == "plan.approved"


def test_a_plan_voted_down_is_a_draft_again(edition, keep, item, sign):
    add(keep, edition)
    table(keep, edition, item)
    sign(Outcome.REJECTED)
    assert (edition.state, edition.item_id, edition.approved_on) == (S.DRAFT, None, None)


def test_minutes_of_another_meeting_decide_nothing(edition, keep, item, sign):
    add(keep, edition)
    sign()
    assert edition.state is S.DRAFT


@pytest.fixture
def amendment(session, build, council, meeting, keep):
    """An amendment of an approved plan with three events; the second was held."""
    events = EventsBuilder(build)
    made = [
        events.event(year=2027, starts_on=date(2027, month, 1), country="KZ") for month in (1, 2, 3)
    ]
    plan = events.plan(meeting, year=2027)
    old = build.meeting(council.body, number=9)
    events.approved(old, made, plan=plan, approved_on=date(2026, 10, 1))
    edition_id = keep(services.begin_edition, council.body.id, 2027, TITLE)
    return session.get(PlanEdition, edition_id), made


def lines_by_event(edition):
    return {row.event_id: row for row in queries.list_lines(edition.id)}


def test_an_amendment_begins_as_the_plan_stands(amendment):
    edition, events = amendment
    assert edition.number == 2
    assert [row.event_id for row in queries.list_lines(edition.id)] == [e.id for e in events]
    assert {row.rubles for row in queries.list_lines(edition.id)} == {1_000_000}


def test_an_amendment_that_changes_nothing_is_not_tabled(amendment, keep, item):
    edition, _events = amendment
    with pytest.raises(Refused) as refused:
        table(keep, edition, item)
    assert refused.value.codes == ("nothing_changed",)


def test_each_change_needs_its_reason(amendment, keep, item):
    edition, events = amendment
    line_id = lines_by_event(edition)[events[0].id].line_id
    with pytest.raises(Refused) as refused:
        keep(services.remove_line, edition.id, line_id, "  ")
    assert refused.value.codes == ("no_reason",)
    add(keep, edition)
    with pytest.raises(Refused) as refused:
        table(keep, edition, item)
    assert refused.value.codes == ("unreasoned_changes",)


def test_what_was_taken_out_can_be_brought_back(session, amendment, keep):
    edition, events = amendment
    line_id = lines_by_event(edition)[events[0].id].line_id
    keep(services.remove_line, edition.id, line_id, "отказ организатора")
    assert rows(session, PlanRemoval) == 1
    assert session.scalars(select(PlanRemoval.reason)).one() == "отказ организатора"
    keep(services.restore_line, edition.id, events[0].id)
    assert (rows(session, PlanRemoval), len(lines_by_event(edition))) == (0, 3)
    assert lines_by_event(edition)[events[0].id].rubles == 1_000_000


def test_a_decided_amendment_moves_its_events_and_flags_late_removals(
    session, amendment, keep, item, sign
):
    edition, events = amendment
    meeting = session.get(Meeting, item.meeting_id)
    meeting.starts_at = meeting.starts_at.replace(year=2027, month=2, day=20)
    events[1].state = EventState.HELD
    session.commit()
    lines = lines_by_event(edition)
    keep(services.remove_line, edition.id, lines[events[0].id].line_id, "не состоялась")
    for event in events[1:]:
        row = lines[event.id]
        moved = replace(LINE, name=row.name, country="KZ", reason="даты изменены")
        keep(services.change_line, edition.id, row.line_id, moved)
    table(keep, edition, item)
    sign()
    assert edition.state is S.APPROVED
    assert session.scalars(select(PlanRemoval.is_late)).one() is True
    held, moved = events[1], events[2]
    assert held.starts_on == date(2027, 2, 1)
    assert (moved.starts_on, moved.city) == (date(2027, 3, 9), "г. Ташкент")


def test_only_events_whose_days_the_council_changed_are_told_of(
    amendment, keep, item, sign, monkeypatch
):
    """Applicants and participants of negotiations follow by these steps (events/part.py)."""
    told = []
    monkeypatch.setattr(aftermath, "steps", [told.append])
    edition, events = amendment
    lines = lines_by_event(edition)
    for event, name in ((events[0], "Выставка"), (events[1], lines[events[1].id].name)):
        other = replace(LINE, name=name, country="KZ", reason=" даты изменены ")
        if event is events[0]:
            other = replace(other, starts_on=event.starts_on, ends_on=event.ends_on)
        keep(services.change_line, edition.id, lines[event.id].line_id, other)
    table(keep, edition, item)
    old = aftermath.days_of(events[1])
    sign()
    (turn,) = told
    assert (turn.event_id, turn.reason, turn.old) == (events[1].id, "даты изменены", old)
    assert turn.new.starts_on == date(2027, 3, 9)


def test_a_move_by_the_council_is_a_step_of_the_event(session, amendment, keep, item, sign):
    """As one that the coordinator enters; a held event and one on its days have none."""
    edition, events = amendment
    events[0].state = EventState.HELD
    session.commit()
    lines = lines_by_event(edition)
    for event in events[:2]:
        other = replace(LINE, name="Форум", country="KZ", reason=" даты изменены ")
        keep(services.change_line, edition.id, lines[event.id].line_id, other)
    renamed = replace(LINE, name="Ярмарка", country="KZ", reason="новое название")
    renamed = replace(renamed, starts_on=events[2].starts_on, ends_on=events[2].ends_on)
    keep(services.change_line, edition.id, lines[events[2].id].line_id, renamed)
    table(keep, edition, item)
    sign()
    assert events[2].name == "Ярмарка"
    (step,) = session.scalars(select(EventStep)).all()
    assert (step.event_id, step.action) == (events[1].id, EventAction.MOVE)
    assert (step.old_starts_on, step.old_ends_on) == (date(2027, 2, 1), date(2027, 2, 3))
    assert (step.reason, step.actor_name) == (
        "даты изменены",
        session.scalars(select(Body.name)).one(),
    )
    assert step.day == edition.approved_on


def test_what_was_planned_for_another_month_is_told_in_words(session, amendment, keep, item, sign):
    edition, events = amendment
    for event, month in ((events[0], 3), (events[1], 2)):  # the new days are in March
        event.starts_on, event.ends_on, event.month = None, None, month
    session.commit()
    lines = lines_by_event(edition)
    for event in events[:2]:
        other = replace(LINE, name="Форум", country="KZ", reason="даты изменены")
        keep(services.change_line, edition.id, lines[event.id].line_id, other)
    table(keep, edition, item)
    sign()
    (step,) = session.scalars(select(EventStep)).all()
    assert (step.event_id, step.old_starts_on) == (events[1].id, None)
    assert step.old_days == "февраль 2027\xa0г."


@pytest.mark.parametrize(("month", "is_late"), ((2, True), (3, False)))
def test_a_line_planned_for_a_month_is_late_once_the_month_is_over(
    session, amendment, month, is_late
):
    edition, events = amendment
    lines = update(PlanLine).where(PlanLine.edition_id == edition.id)
    session.execute(lines.values(starts_on=None, ends_on=None, month=month))
    removed = (Change(events[0].id, ChangeKind.REMOVED),)
    found = removed_after_its_date(removed, ends_of(edition.id), date(2027, 3, 20))
    assert found == ({events[0].id} if is_late else set())


def test_a_line_brought_back_takes_no_number_that_stands_already(session, amendment, keep):
    edition, events = amendment
    keep(services.remove_line, edition.id, lines_by_event(edition)[events[2].id].line_id, "отказ")
    add(keep, edition)
    keep(services.restore_line, edition.id, events[2].id)
    numbers = [row.code for row in queries.list_lines(edition.id)]
    assert len(set(numbers)) == len(numbers) == 4


def test_an_untouched_line_leaves_a_moved_event_where_it_is(session, amendment, keep, item, sign):
    edition, events = amendment
    events[2].starts_on, events[2].ends_on = date(2027, 5, 1), date(2027, 5, 2)
    session.commit()
    add(keep, edition, reason="приглашение принимающей стороны")
    table(keep, edition, item)
    sign()
    assert events[2].starts_on == date(2027, 5, 1)


def test_giving_an_amendment_up_leaves_the_plan_in_force(session, amendment, keep):
    edition, events = amendment
    add(keep, edition)
    plan_id = edition.plan_id
    keep(services.discard_edition, edition.id)
    assert [each.number for each in queries.list_editions(plan_id)] == [1]
    assert rows(session, Event) == len(events)


def test_giving_a_first_draft_up_leaves_nothing(session, edition, keep):
    add(keep, edition)
    keep(services.discard_edition, edition.id)
    assert [rows(session, each) for each in (Plan, PlanEdition, PlanLine, Event)] == [0, 0, 0, 0]


def test_a_plan_is_copied_into_the_next_year_as_new_events_without_days(
    session, amendment, keep, council, item
):
    _edition, events = amendment
    copied = keep(services.copy_plan, council.body.id, 2027, "План на 2028 год")
    edition = session.get(PlanEdition, copied)
    rows_ = queries.list_lines(copied)
    assert [(row.month, row.starts_on, row.year) for row in rows_] == [
        (month, None, 2028) for month in (1, 2, 3)
    ]
    assert not {row.event_id for row in rows_} & {event.id for event in events}
    with pytest.raises(Refused) as refused:
        keep(services.copy_plan, council.body.id, 2027, "План на 2028 год")
    assert refused.value.codes == ("plan_exists",)
    table(keep, edition, item)
    assert edition.state is S.TABLED


def test_a_year_without_a_plan_is_not_copied(keep, council):
    with pytest.raises(Refused) as refused:
        keep(services.copy_plan, council.body.id, 2020, "План")
    assert refused.value.codes == ("no_plan_to_copy",)
