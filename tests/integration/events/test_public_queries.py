"""What the public pages of events read, on both databases."""

from datetime import date

import pytest

from core.kernel.errors import NotFound
from events.missions.models import Call
from events.plan.models import PlanEdition
from events.programme.rules import EventState, EventType
from portal.events.asked import Asked, When
from portal.events.queries import calendar
from portal.events.queries.event import find_call, find_decided_line, get_event
from portal.events.queries.lists import count_events, list_addresses, list_events
from portal.home.plan import list_year_and_next
from portal.meetings.queries.version import get_site_version

TODAY = date(2026, 11, 21)
S = EventState


@pytest.fixture
def plan(events, build):
    """A held event, one ahead, one taken out again, and one that only a draft names."""
    meeting = build.meeting(build.body(), number=4)
    made = [
        events.event(S.HELD, starts_on=date(2026, 2, 1)),
        events.event(starts_on=date(2026, 12, 1), type=EventType.EXHIBITION),
        events.event(starts_on=None, ends_on=None, month=12),
    ]
    first = events.approved(meeting, made)
    second = events.approved(
        meeting, made[:2], plan=first.plan, number=2, approved_on=date(2026, 3, 1)
    )
    draft = events.add(PlanEdition(plan_id=second.plan.id, number=3, created_at=build.now))
    hidden = events.event(starts_on=date(2026, 12, 2))
    events.line(draft, hidden)
    return made, hidden


def test_lists_counts_and_the_site_map_agree_on_what_is_visible(plan):
    made, hidden = plan
    numbers = [each.number for each in made]
    shown = [
        row.number for when in When for row in list_events(Asked(when), TODAY)
    ]  # coming first, then past
    assert shown == [numbers[1], numbers[2], numbers[0]]
    counts = count_events(TODAY)
    assert sum(each.count for each in counts) == len(made)
    assert {(each.is_over, each.type) for each in counts} == {
        (True, EventType.MISSION),
        (False, EventType.EXHIBITION),
        (False, EventType.MISSION),
    }
    assert [each.number for each in list_addresses()] == numbers
    assert {row.number for row in calendar.list_rows(TODAY)} == {numbers[0], numbers[1]}
    with pytest.raises(NotFound):
        get_event(hidden.number)
    with pytest.raises(NotFound):
        calendar.get_row(hidden.number)


@pytest.mark.parametrize("day", (date(2026, 1, 1), date(2026, 11, 21), date(2027, 1, 1)))
def test_every_visible_event_is_either_coming_or_past(plan, day):
    made, _hidden = plan
    found = [row.number for when in When for row in list_events(Asked(when), day)]
    assert sorted(found) == sorted(each.number for each in made)


def test_the_line_that_was_decided_last_is_told(plan):
    made, hidden = plan
    kept, gone = find_decided_line(made[1].id), find_decided_line(made[2].id)
    assert (kept.edition, kept.last_edition, kept.rubles) == (2, 2, 1_000_000)
    assert (gone.edition, gone.last_edition, gone.meeting_number) == (1, 2, 4)
    assert find_decided_line(hidden.id) is None


def test_the_front_page_reads_the_plan_in_force_and_the_next_events_at_once(plan):
    made, _hidden = plan
    found = {
        row.number: (is_planned, is_next) for row, is_planned, is_next in list_year_and_next(TODAY)
    }
    assert found == {made[0].number: (True, False), made[1].number: (True, True)}


def test_versions_change_with_the_events(plan, build):
    made, _hidden = plan
    before = get_site_version().state, calendar.get_version(), calendar.get_version(made[0].number)
    made[0].revision += 1
    build.session.commit()
    after = get_site_version().state, calendar.get_version(), calendar.get_version(made[0].number)
    assert all(old != new for old, new in zip(before, after, strict=True))


def test_a_call_is_found_by_its_event(plan, events, build):
    made, _hidden = plan
    assert find_call(made[1].id) is None
    events.add(
        Call(
            event_id=made[1].id,
            offer="Место",
            payment="",
            places=3,
            taken=3,
            last_day=TODAY,
            created_at=build.now,
            changed_at=build.now,
        )
    )
    assert find_call(made[1].id).left == 0
