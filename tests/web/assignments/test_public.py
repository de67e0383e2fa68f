"""Assignments for visitors: published ones alone, nobody named without a ground."""

import re
from datetime import date

import pytest

from council.assignments.rules import AssignmentAction
from council.membership.models import PublicationConsent
from council.membership.rules import ConsentScope
from council.minutes.rules import EditionState
from tests.conftest import NOW
from tests.statements import counted_statements

LIST = "/assignments/"


def found(client, query=""):
    return int(re.search(r'role="status">(\d+)', client.get(LIST + query).text)[1])


def test_visitors_read_what_by_whom_until_when_and_how_it_stands(client, council, assignments):
    assignments.give(council.coordinator, due_on=date(2026, 11, 9), number="3.1")
    page = client.get(LIST).text
    assert "Поручение №\xa04-2026/3.1" in page
    assert "просрочено на 12\xa0дней" in page
    assert "Рябинина\xa0Е.П., директор" in page
    assert "срок: до 9\xa0ноября 2026\xa0г." in page
    assert 'href="/meetings/2026/4/"' in page


@pytest.mark.parametrize("state", sorted(set(EditionState) - {EditionState.PUBLISHED}))
def test_what_is_not_published_is_not_listed(client, council, assignments, state):
    assignments.give(council.coordinator, minutes=assignments.published(state=state))
    page = client.get(LIST).text
    assert "логистике" not in page
    assert "Поручения появляются здесь вместе с опубликованными протоколами" in page


def test_a_restricted_item_is_left_out_of_the_list_the_counts_and_the_search(
    client, council, assignments
):
    minutes = assignments.published()
    assignments.give(council.coordinator, minutes=minutes, item=1, text="Тайное дело.")
    assignments.give(council.coordinator, minutes=minutes, item=2, text="Открытое дело.")
    assignments.restrict(minutes, minutes.items[1])
    assert "Тайное" not in client.get(LIST).text
    assert (found(client), found(client, "?q=тайное")) == (1, 0)


def test_nobody_is_named_without_a_ground_in_the_list_or_in_the_text(
    client, council, assignments, build
):
    text = "Министерству (Рябининой Е.П.) и Шевчуку Р.О. подготовить предложения."
    assignments.give(council.coordinator, council.member, text=text)
    page = client.get(LIST).text
    assert "Шевчук" not in page
    assert "имя не публикуется: нет согласия" in page
    assert "Рябининой Е.П." in page
    assert "члену Совета подготовить" in page
    assert found(client, "?q=Шевчук") == 0

    build.add(
        PublicationConsent(
            person_id=council.member.id,
            scope=ConsentScope.NAME,
            text_version="1",
            given_at=NOW,
        )
    )
    page = client.get(LIST).text
    assert "Шевчук\xa0Р.О." in page
    assert "Шевчуку Р.О. подготовить" in page
    assert found(client, "?q=Шевчук") == 1


def test_reports_remarks_and_grounds_of_control_are_not_public(client, council, assignments):
    assignment, report_id = assignments.reported(text="Внутренние подробности.")
    assignments.rule(assignment, report_id, AssignmentAction.ACCEPT, "Принято с оговоркой.")
    page = client.get(LIST).text
    assert "исполнено 10\xa0ноября" in page
    assert "подробности" not in page
    assert "оговоркой" not in page


def test_the_filters_of_visitors_know_one_kind_of_work(client, council, assignments):
    assignments.give(council.coordinator, due_on=date(2026, 11, 23))
    assignments.reported()
    assignments.give(council.coordinator)
    assignments.closed(council.coordinator, done_on=None)
    page = client.get(LIST).text
    assert ">в работе (3)</a>" in page
    assert ">снято с контроля (1)</a>" in page
    assert "срок близко" not in page
    for same in ("in_work", "due_soon", "waits_for_ruling"):
        assert found(client, f"?standing={same}") == 3


def test_the_list_has_pages_of_fifty(client, council, assignments):
    for _ in range(51):
        assignments.give(council.coordinator)
    assert client.get(LIST).text.count("Поручение №\xa04-2026/") == 50
    assert "page=2" in client.get(LIST).text
    assert client.get(LIST + "?page=2").text.count("Поручение №\xa04-2026/") == 1


def test_without_a_council_the_list_is_empty(client):
    assert "Поручения появляются здесь" in client.get(LIST).text


def test_at_most_eight_statements_however_many_rows(client, council, assignments):
    counts = []
    for _ in range(2):
        assignments.give(council.coordinator, council.member, names=["члены Совета"])
        assignments.closed(council.member)
        with counted_statements() as statements:
            assert client.get(LIST).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 8
