"""Checklists: filled once from the type's template, then the event's own; each refusal no trace."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.kernel.errors import NotFound, Refused, Stale
from events.programme import services
from events.programme.models import EventTask
from events.programme.queries import list_tasks
from events.programme.rules import EventType
from events.programme.rules.checklist import MOST_DAYS, template_of
from events.programme.services import TaskDraft
from tests.traces import noted

LETTER = 60
DAY = date(2026, 11, 1)


@pytest.fixture
def event(events):
    return events.event(starts_on=date(2026, 12, 7))


@pytest.fixture
def task(event, by):
    key = uuid4()
    services.add_task(event.id, key, TaskDraft(" Билеты ", 14), **by)
    return key


def row_of(session, key):
    return session.get(EventTask, key, populate_existing=True)


@pytest.mark.parametrize("kind", EventType)
def test_a_checklist_is_filled_from_the_template_of_its_type(events, by, kind):
    event = events.event(type=kind)
    lines = template_of(kind, LETTER)
    assert services.fill_checklist(event.id, LETTER, **by) == len(lines)
    assert [(task.name, task.days_before) for task in list_tasks(event.id)] == list(lines)
    assert lines[0][1] >= LETTER


def test_filling_again_brings_back_only_what_is_missing_and_is_noted_if_anything_was(
    session, event, by
):
    whole = services.fill_checklist(event.id, LETTER, **by)
    assert services.fill_checklist(event.id, LETTER, **by) == 0
    assert noted(event.id) == ["event.checklist_filled"]
    lost = list_tasks(event.id)[2]
    services.remove_task(event.id, lost.id, **by)
    assert services.fill_checklist(event.id, LETTER, **by) == 1
    names = [task.name for task in session.scalars(select(EventTask))]
    assert (len(names), names.count(lost.name)) == (whole, 1)
    positions = session.scalars(select(EventTask.position)).all()
    assert len(set(positions)) == whole


def test_a_line_of_the_events_own_stands_last_and_is_made_once(session, event, by, task):
    services.add_task(event.id, task, TaskDraft("Другое"), **by)
    services.add_task(event.id, uuid4(), TaskDraft("Виза", due_on=DAY), **by)
    first, second = sorted(session.scalars(select(EventTask)), key=lambda row: row.position)
    assert (first.name, first.days_before, first.position) == ("Билеты", 14, 1)
    assert (second.name, second.due_on, second.position) == ("Виза", DAY, 2)
    assert noted(event.id) == ["event.task_added"] * 2


FAULTY = (
    (TaskDraft(" "), {"no_name"}),
    (TaskDraft("Виза", MOST_DAYS + 1), {"far"}),
    (TaskDraft("Виза", -MOST_DAYS - 1), {"far"}),
    (TaskDraft("", MOST_DAYS + 1), {"no_name", "far"}),
)


@pytest.mark.parametrize("faulty", FAULTY)
def test_a_faulty_line_is_neither_added_nor_kept_and_leaves_no_trace(
    session, event, by, task, faulty
):
    draft, codes = faulty
    before = kept(row_of(session, task))
    for act, key in ((services.add_task, uuid4()), (services.change_task, task)):
        with pytest.raises(Refused) as refused:
            act(event.id, key, draft, **by)
        assert set(refused.value.codes) == codes
    assert kept(row_of(session, task)) == before
    assert noted(event.id) == ["event.task_added"]


@pytest.mark.parametrize("days", (MOST_DAYS, -MOST_DAYS, 0))
def test_days_within_two_years_are_taken(session, event, by, task, days):
    services.change_task(event.id, task, TaskDraft("Билеты", days), **by)
    assert row_of(session, task).days_before == days


def kept(row):
    return row.name, row.days_before, row.due_on, row.revision, row.done_on


def test_a_line_is_changed_as_its_page_saw_it(session, event, by, task):
    services.change_task(event.id, task, TaskDraft(" Гостиница ", due_on=DAY), **by)
    with pytest.raises(Stale):
        services.change_task(event.id, task, TaskDraft("Поздно"), **by)
    assert kept(row_of(session, task)) == ("Гостиница", None, DAY, 2, None)
    assert noted(event.id) == ["event.task_added", "event.task_changed"]


def test_a_line_is_done_once_and_taken_back_once(session, event, by, task):
    for _ in range(2):
        services.mark_task(event.id, task, DAY, **by)
    row = row_of(session, task)
    assert (row.done_on, row.done_by, row.revision) == (DAY, by["actor"].name, 2)
    for _ in range(2):
        services.mark_task(event.id, task, None, **by)
    row = row_of(session, task)
    assert (row.done_on, row.done_by, row.revision) == (None, "", 3)
    expected = ["event.task_added", "event.task_done", "event.task_reopened"]
    assert noted(event.id) == expected


def test_nothing_is_reached_through_another_event(session, events, event, by, task):
    other = events.event()
    for act in (
        lambda: services.change_task(other.id, task, TaskDraft("Чужое"), **by),
        lambda: services.mark_task(other.id, task, DAY, **by),
        lambda: services.remove_task(other.id, task, **by),
        lambda: services.remove_task(event.id, uuid4(), **by),
        lambda: services.add_task(uuid4(), uuid4(), TaskDraft("Ничьё"), **by),
        lambda: services.fill_checklist(uuid4(), LETTER, **by),
    ):
        with pytest.raises(NotFound):
            act()
    assert kept(row_of(session, task)) == ("Билеты", 14, None, 1, None)
    assert noted(other.id) == []


def test_a_removed_line_is_gone_and_its_name_noted(session, event, by, task):
    services.remove_task(event.id, task, **by)
    assert row_of(session, task) is None
    assert noted(event.id)[-1] == "event.task_removed"
