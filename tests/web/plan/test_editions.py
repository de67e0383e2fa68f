"""Decided editions: for visitors and keepers the same difference from the one before."""

import re
from datetime import date

import pytest

from council.meetings.rules.kinds import ItemKind
from events.plan import services
from events.plan.models import PlanEdition, PlanRemoval
from events.plan.rules.editions import PlanEditionState
from events.programme.rules import EventState
from tests.reading import as_read
from tests.statements import selects_of

PAGE = "/plan/2026/editions/2/"


@pytest.fixture
def events(council, events):
    events.country("CN", "Китай")
    return events


@pytest.fixture
def editions(session, build, council, events):
    """Two: one event moved and dearer, one added, one taken out late, one left as it was."""
    first, second = (build.meeting(council.body, number=number) for number in (4, 7))
    item = build.item(second, kind=ItemKind.PLAN, printed_number=3)
    names = ("Миссия", "Форум", "Выставка", "Приём")
    english = {"Форум": "Forum"}
    moved, out, kept, added = (
        events.event(name=name, name_english=english.get(name, ""), country="CN") for name in names
    )
    old = events.approved(first, [moved, out, kept])
    new = events.add(
        PlanEdition(
            plan_id=old.plan.id,
            number=2,
            meeting_id=second.id,
            item_id=item.id,
            created_at=build.now,
        )
    )
    days = {"starts_on": date(2026, 10, 5), "ends_on": date(2026, 10, 8)}
    events.line(new, moved, 1, rubles=2_500_000, reason="даты организатора", **days)
    events.line(new, kept, 2)
    events.line(new, added, 3, reason="приглашение")
    events.add(PlanRemoval(edition_id=new.id, event_id=out.id, reason="отказ", is_late=True))
    new.state, new.approved_on = PlanEditionState.APPROVED, date(2026, 6, 25)
    session.commit()
    return old.edition, new


def plain(text):
    return " ".join(as_read(text).split())


def both(client, sign_in, council, edition):
    """The page of visitors and that of the coordinator."""
    public = client.get(PAGE).text
    own = sign_in(council.coordinator).get(f"/desk/plan/editions/{edition.id}/").text
    return plain(public), plain(own)


def test_a_moved_line_stands_with_its_old_and_its_new_days_and_the_reason(
    client, sign_in, council, editions
):
    for text in both(client, sign_in, council, editions[1]):
        moved = "<del>19–21 января 2026 г.</del> → <ins>5–8 октября 2026 г.</ins>"
        assert f"<dt>Когда</dt><dd>{moved}</dd>" in text
        money = "<del>бюджет – 1 000 000 ₽</del> → <ins>бюджет – 2 500 000 ₽</ins>"
        assert f"<dt>Финансирование</dt><dd>{money}</dd>" in text
        assert "Причина: даты организатора" in text
        assert "Причина: приглашение" in text


def test_what_left_the_plan_too_late_is_flagged_with_its_reason(client, sign_in, council, editions):
    for text in both(client, sign_in, council, editions[1]):
        assert "после даты проведения" in text
        assert "Причина: отказ" in text
        assert "Совет исключил мероприятие из плана после срока" in text


def test_an_unchanged_line_says_nothing_of_a_change(client, editions):
    text = plain(client.get(PAGE).text)
    changed = text[text.index("Что изменилось") : text.index("Мероприятия редакции")]
    assert [name in changed for name in ("Миссия", "Приём", "Форум", "Выставка")] == [
        *(True, True, True),
        False,
    ]


def test_the_decision_is_named_by_minutes_item_and_date_and_leads_there(
    client, sign_in, council, editions
):
    link = "/meetings/2026/7/#item-3"
    said = "протокол № 7 от 25 июня 2026 г., пункт 3 повестки дня"
    pages = [*both(client, sign_in, council, editions[1]), plain(client.get("/plan/2026/").text)]
    pages.append(plain(sign_in(council.coordinator).get("/desk/plan/?year=2026").text))
    for text in pages:
        assert f'<a href="{link}">{said}</a>' in text


def test_each_edition_stays_readable_with_the_one_that_took_its_place(client, editions):
    text = plain(client.get("/plan/2026/editions/1/").text)
    assert "заменена" in text
    assert "С 25 июня 2026 г. действует редакция 2" in text
    assert "Форум" in text
    assert "Что изменилось" not in text
    assert "действует" in client.get(PAGE).text
    assert "/plan/2026/editions/1/" in client.get("/plan/2026/").text


def test_the_english_page_says_the_same_in_english(client, editions):
    text = plain(client.get(f"/en{PAGE}").text)
    assert "19–21 January 2026" in text
    assert "the day on which it was to be held" in text
    assert "Forum" in text
    assert "Форум" not in text
    assert "Forum" in client.get("/en/plan/2026/").text


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("path", ("3/", "0/", "99999999999/"))
def test_an_edition_that_was_not_decided_is_no_page(client, council, build, path):
    by = {"actor": build.viewer(council.coordinator), "now": build.now}
    services.begin_edition(council.body.id, 2026, "План", **by)
    assert client.get(f"/plan/2026/editions/{path}").status_code == 404
    assert client.get("/plan/2025/editions/1/").status_code == 404


def test_the_page_takes_no_more_statements_for_more_lines(client, session, events, editions):
    few = selects_of(session, client, PAGE)
    assert len(few) <= 8
    assert len(selects_of(session, client, "/plan/2026/editions/1/")) <= len(few)
    tag = client.get(PAGE).headers["ETag"]
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304


def test_the_report_tells_the_figure_its_definition_and_the_late_removal(
    sign_in, council, editions
):
    coordinator = sign_in(council.coordinator)
    assert "/desk/plan/2026/report.html" in coordinator.get("/desk/plan/?year=2026").text
    text = plain(coordinator.get("/desk/plan/2026/report.html").text)
    assert "Проведено 0 из 3 мероприятий, 0,0 %" in text
    assert "Мероприятие засчитывается и без опубликованного отчёта." in text
    assert "«Форум» (редакция 2). Причина: отказ. Исключено после планового срока" in text
    assert "пункт 3. Включено 1, перенесено 1." in text
    assert coordinator.get("/desk/plan/2024/report.html").status_code == 404


def test_the_printed_plan_names_the_item_and_the_late_removal(sign_in, council, editions):
    page = sign_in(council.coordinator).get(f"/desk/plan/editions/{editions[1].id}/plan.html")
    text = plain(page.text)
    assert "от 25 июня 2026 г. № 7, пункт 3" in text
    assert "«Форум» (редакция 2). Причина: отказ. Исключено после планового срока" in text
    first = sign_in(council.coordinator).get(f"/desk/plan/editions/{editions[0].id}/plan.html")
    assert "Форум» (редакция 2)" not in plain(first.text)


def test_the_history_of_the_figure_counts_what_left_the_plan_later(
    client, session, build, council, events
):
    """Held in January and taken out in June: until June it counted."""
    first, second = (build.meeting(council.body, number=number) for number in (4, 7))
    made = [events.event(EventState.HELD, starts_on=date(2026, 1, day)) for day in (12, 20)]
    old = events.approved(first, made)
    new = events.add(
        PlanEdition(plan_id=old.plan.id, number=2, meeting_id=second.id, created_at=build.now)
    )
    events.line(new, made[1])
    events.add(PlanRemoval(edition_id=new.id, event_id=made[0].id, reason="ошибка"))
    new.state, new.approved_on = PlanEditionState.APPROVED, date(2026, 6, 25)
    session.commit()
    text = client.get("/plan/2026/").text
    table = re.search(r'id="changes".*?</table>', text, re.DOTALL)[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("<tr")[2:]]
    assert [row[-3:] for row in rows] == [
        ["1", "0", "2"],
        ["1", "1", "2"],
        ["1", "2", "2"],
        ["2", "1", "1"],
    ]
