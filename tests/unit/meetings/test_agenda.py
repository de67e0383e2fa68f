"""The gate of reports, the order and the clock of an agenda."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refusal, Refused
from council.meetings.rules.agenda import (
    AgendaLine,
    blocked_lines,
    control_line,
    control_text,
    item_title,
    reordered,
    timetable,
    told,
)
from council.meetings.rules.kinds import ItemKind
from council.reports.rules import ReportState

R = ReportState
FREE_IF_UNGATED = {R.SUBMITTED, R.RETURNED, R.APPROVED, R.PRESENTED}


def line(state, **facts):
    return AgendaLine(3, ItemKind.REPORT, report_state=state, **facts)


@pytest.mark.parametrize("is_approved", (True, False))
@pytest.mark.parametrize("state", R)
def test_a_gated_report_is_free_only_when_its_version_is_approved(state, is_approved):
    blocked = line(state, is_gated=True, is_approved=is_approved).blocked
    assert (blocked is None) == (is_approved and state is R.APPROVED)


@pytest.mark.parametrize("state", R)
def test_an_ungated_report_needs_no_approval(state):
    assert (line(state).blocked is None) == (state in FREE_IF_UNGATED)


def test_an_item_on_a_report_names_the_report():
    assert AgendaLine(1, ItemKind.REPORT).blocked.code == "report_not_chosen"
    assert AgendaLine(1, ItemKind.PLAN).blocked is None


def test_each_blocked_item_is_named_by_its_number_and_reason():
    lines = (AgendaLine(1), line(R.RETURNED, is_gated=True), AgendaLine(4, ItemKind.REPORT))
    found = blocked_lines(lines)
    assert [(r.code, r.values["number"]) for r in found] == [
        ("returned", 3),
        ("report_not_chosen", 4),
    ]
    assert "remarks" in str(found[0])


def test_a_page_tells_the_reason_of_each_blocked_item_once():
    numbers = Refusal("items_blocked", "Items blocked by their reports: 2.")
    other = Refusal("proposals_undecided", "One proposal waits.")
    told_then = told((numbers, other), (AgendaLine(1), line(R.RETURNED, is_gated=True)))
    assert [refusal.code for refusal in told_then] == ["proposals_undecided", "returned"]


def test_items_follow_each_other_without_a_break():
    start = datetime(2026, 12, 17, 11, 0)  # noqa: DTZ001 - a wall clock
    clocks = [(a.time(), b.time()) for a, b in timetable(start, [5, 90])]
    assert clocks == [(time(11, 0), time(11, 5)), (time(11, 5), time(12, 35))]
    assert timetable(start, []) == ()


@given(st.permutations(range(6)), st.integers(1, 6), st.integers(0, 5))
def test_moving_keeps_every_item_once_and_the_others_in_order(order, place, at):
    item = order[at]
    result = reordered(order, item, place)
    assert result[place - 1] == item
    assert len(result) == len(order)
    assert [each for each in result if each != item] == [each for each in order if each != item]


@pytest.mark.parametrize(("item", "place"), (("a", 0), ("a", 4), ("z", 1)))
def test_nothing_is_moved_to_a_place_that_is_not_there(item, place):
    with pytest.raises(Refused, match="no such place"):
        reordered(("a", "b", "c"), item, place)


@pytest.mark.parametrize(
    ("text", "due", "line"),
    (
        ("Подготовить план.", "срок – 1 марта", "3.1. Подготовить план (срок – 1 марта)."),
        ("Подготовить план", "срок – 1 марта", "3.1. Подготовить план (срок – 1 марта)."),
        ("План на 2027 г.", "срок – 1 марта", "3.1. План на 2027 г. (срок – 1 марта)."),
        ("Составить каталог.", "срок – 1 марта", "3.1. Составить каталог (срок – 1 марта)."),
        ("Подготовить план.", "", "3.1. Подготовить план."),
    ),
)
def test_an_assignment_with_its_term_is_one_sentence(text, due, line):
    assert control_line("3.1", text, due) == line


def test_the_control_item_lists_the_open_assignments():
    assert control_text(["3-1. Подготовить", "3-2. Провести"]) == "3-1. Подготовить\n3-2. Провести"


@pytest.mark.parametrize(
    ("report", "item"),
    (
        ("Отчёт о реализации программы за 2026 год", "О реализации программы за 2026 год"),
        ("Отчёт об итогах работы министерства", "Об итогах работы министерства"),
        ("Отчёт РОИВ-координатора за 2026 год", "Об отчёте РОИВ-координатора за 2026 год"),
        ("Промежуточный отчёт", "Промежуточный отчёт"),
        ("Отчёт о", "Об отчёте о"),
        ("Отчет о реализации программы", "О реализации программы"),
        ("Отчёт", "Отчёт"),
    ),
)
def test_an_item_about_a_report_is_named_after_it(report, item):
    assert item_title(report) == item
