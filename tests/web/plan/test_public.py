"""The plan of a year as visitors read it."""

import re
from datetime import date

import pytest

from council.membership.models import RegulationSetting
from events.programme.rules import EventState, EventType
from portal.plan import views
from tests.statements import selects_of

S = EventState


@pytest.fixture
def events(events):
    events.country("CN", "Китай", is_priority=True)
    return events


@pytest.fixture
def meeting(build):
    return build.meeting(build.body(), number=4)


def test_without_a_plan_the_page_says_so(client, build):
    build.region()
    assert "Совет ещё не утверждал план" in client.get("/plan/").text
    assert client.get("/plan/2026/").status_code == 404


def test_the_short_address_shows_this_year_or_the_newest(client, events, meeting):
    plan = events.plan(meeting, year=2025)
    event = events.event(year=2025, starts_on=date(2025, 3, 1))
    events.approved(meeting, [event], plan=plan, approved_on=date(2024, 12, 18))
    assert "мероприятий на 2025 год" in client.get("/plan/").text
    events.approved(meeting, [events.event()])
    assert "мероприятий на 2026 год" in client.get("/plan/").text


def test_the_page_says_the_figures_and_what_is_planned(client, events, meeting):
    held = [events.event(S.HELD, name=f"Миссия № {number}") for number in range(16)]
    rest = [events.event(S.CANCELLED, name="Выставка", type=EventType.EXHIBITION, country="CN")]
    coming = [events.event(starts_on=date(2026, 12, day)) for day in (1, 2, 3)]
    events.approved(meeting, [*held, *rest, *coming])
    text = client.get("/plan/2026/").text
    assert "16 из 20" in text
    assert "80,0\u00a0%" in text
    assert "Порог достигнут." in text
    assert "19 из 20 · 95,0\u00a0%" in text
    approved = "Утверждён протоколом № 4 от 18 декабря 2025 г."
    assert approved in text.replace("\u00a0", " ")


def test_a_draft_is_not_shown(client, events, meeting):
    plan = events.plan(meeting)
    assert plan
    assert client.get("/plan/2026/").status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    (
        ("type=mission", {"Миссия"}),
        ("country=CN", {"Выставка"}),
        ("state=cancelled", {"Выставка"}),
        ("sector=машиностроение", {"Миссия"}),
        ("type=mission&country=CN", set()),
        ("type=nonsense&state=none", {"Миссия", "Выставка"}),
    ),
)
def test_filters_narrow_the_list_and_not_the_figures(client, events, meeting, query, shown):
    mission = events.event(name="Миссия", sectors=["машиностроение"])
    fair = events.event(S.CANCELLED, name="Выставка", type=EventType.EXHIBITION, country="CN")
    events.approved(meeting, [mission, fair])
    text = client.get(f"/plan/2026/?{query}").text
    found = {name for name in ("Миссия", "Выставка") if f">{name}</a>" in text}
    assert found == shown
    assert "0 из 2" in text


def test_events_outside_the_plan_stand_apart_and_only_when_public(client, events, meeting):
    events.approved(meeting, [events.event()])
    events.event(S.HELD, name="Встреча сверх плана", is_public=True)
    events.event(S.HELD, name="Внутренняя подготовка")
    text = client.get("/plan/2026/").text
    assert "Вне плана" in text
    assert "Встреча сверх плана" in text
    assert "Внутренняя подготовка" not in text
    assert "0 из 1" in text


def test_of_many_events_outside_the_plan_the_first_are_shown(client, events, meeting, monkeypatch):
    """However many there are, the page does not grow: the list of events has its own pages."""
    monkeypatch.setattr(views, "MOST_UNPLANNED", 2)
    events.approved(meeting, [events.event()])
    for month in (3, 5):
        events.event(S.HELD, name="Вне", is_public=True, starts_on=date(2026, month, 1))
    assert "все такие мероприятия" not in client.get("/plan/2026/").text
    events.event(S.HELD, name="Третье", is_public=True, starts_on=date(2026, 7, 1))
    text = client.get("/plan/2026/?type=").text
    assert (text.count(">Вне</a>"), "Третье" in text) == (2, False)
    assert "все такие мероприятия" in text
    assert 'href="/events/?year=2026&amp;when=past"' in text


def test_the_page_takes_no_more_statements_for_more_events(client, events, meeting, session):
    events.approved(meeting, [events.event()])
    many = [events.event(year=2025, starts_on=date(2025, 3, 1)) for _ in range(5)]
    plan = events.plan(meeting, year=2025)
    events.approved(meeting, many, plan=plan, approved_on=date(2024, 12, 18))
    few, more = (selects_of(session, client, f"/plan/{year}/") for year in (2026, 2025))
    assert len(more) == len(few) <= 8


def changes_of(text):
    """The rows that tell how the figure changed, in words: day, edition, held, planned."""
    table = re.search(r'id="changes".*?</table>', text, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", table[0], re.DOTALL)
    return [re.sub(r"<[^>]+>", " ", row) for row in rows if "<td" in row]


def test_visitors_see_what_the_figure_was_on_each_day(client, events, meeting):
    first = events.event(S.REPORTED, starts_on=date(2026, 2, 3), ends_on=date(2026, 2, 5))
    second = events.event(S.REPORTED, starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 2))
    events.approved(meeting, [first, second])
    rows = [row.split() for row in changes_of(client.get("/plan/2026/").text)]
    assert [row[-2:] for row in rows][-1] == ["2", "2"]
    assert {row[-1] for row in rows} == {"2"}


def test_the_count_follows_the_regulation_of_the_day(client, events, meeting, build):
    made = [events.event(S.REPORTED), events.event(S.HELD), events.event(S.HELD)]
    events.approved(meeting, made)
    assert "3 из 3" in client.get("/plan/2026/").text
    for key, value in (("plan_needs_report", "yes"), ("plan_threshold", "30")):
        build.add(
            RegulationSetting(
                body_id=meeting.body_id, key=key, value=value, valid_from=date(2026, 11, 1)
            )
        )
    text = client.get("/plan/2026/").text
    assert "1 из 3" in text
    assert "Мероприятие засчитывается, когда опубликован отчёт о нём." in text
    assert changes_of(text)[-1].split()[-2:] == ["1", "3"]
    assert "порог 30" in text.replace("\u00a0", " ")
    assert "Порог достигнут." in text


def test_each_day_of_the_history_is_told_by_the_settings_of_that_day(
    client, events, meeting, build
):
    """In July the council lowers the threshold: the days before it were short, and stay so."""
    held = [
        events.event(S.HELD, starts_on=date(2026, month, 2), ends_on=date(2026, month, 3))
        for month in (2, 3)
    ]
    events.approved(meeting, [*held, events.event(starts_on=date(2026, 12, 1))])
    value = {"key": "plan_threshold", "value": "60", "valid_from": date(2026, 7, 1)}
    build.add(RegulationSetting(body_id=meeting.body_id, **value))
    rows = [" ".join(row.split()) for row in changes_of(client.get("/plan/2026/").text)]
    assert [row.split()[-2] for row in rows] == ["0", "1", "2", "2"]
    assert ["порог достигнут" in row for row in rows] == [False, False, False, True]
    assert "подсчёт по новым настройкам, порог 60 %" in rows[-1].replace("\xa0", " ")
    assert "подсчёт по новым" not in " ".join(rows[:-1])


def test_the_threshold_is_named_only_where_it_is_another(client, events, meeting, build):
    days = {"starts_on": date(2026, 2, 2), "ends_on": date(2026, 2, 3)}
    events.approved(meeting, [events.event(S.HELD, **days)])
    value = {"key": "plan_needs_report", "value": "yes", "valid_from": date(2026, 7, 1)}
    build.add(RegulationSetting(body_id=meeting.body_id, **value))
    last = " ".join(changes_of(client.get("/plan/2026/").text)[-1].split())
    assert "подсчёт по новым настройкам" in last
    assert "порог 80" not in last.replace("\xa0", " ")


def line_of(text, name):
    """What the line of an event says, in words."""
    rows = re.findall(r"<li[ >].*?</li>", text, re.DOTALL)
    found = next(row for row in rows if re.search(rf">{name}</a>", row))
    return " ".join(re.sub(r"<[^>]+>", " ", found).replace("\xa0", " ").split())


def test_a_line_says_what_became_of_its_event(client, sign_in, council, events, build):
    """For visitors and on the working page alike: the tag, the reason, the days once planned."""
    moved = events.event(S.MOVED, name="Выставка", starts_on=date(2026, 5, 4))
    gone = events.event(S.CANCELLED, name="Миссия", state_reason="отказ принимающей стороны")
    undated = events.event(S.MOVED, name="Форум", starts_on=date(2026, 6, 1))
    later = events.event(S.MOVED, name="Ярмарка", starts_on=date(2026, 9, 1))
    events.approved(build.meeting(council.body), [moved, gone, undated, later])
    moved.starts_on, moved.ends_on = date(2027, 3, 1), date(2027, 3, 3)
    undated.starts_on = undated.ends_on = None
    later.starts_on, later.ends_on = date(2026, 12, 7), date(2026, 12, 9)
    build.session.commit()
    told = {
        "Выставка": ("перенесено на другой год", "1–3 марта 2027 г.", "По плану: 4–6 мая 2026"),
        "Миссия": ("отменено", "отказ принимающей стороны"),
        "Форум": ("перенесено без срока", "По плану: 1–3 июня 2026 г."),
        "Ярмарка": ("предстоит", "7–9 декабря", "По плану: 1–3 сентября 2026 г."),
    }
    desk = sign_in(council.coordinator)
    for page in (client.get("/plan/2026/").text, desk.get("/desk/plan/?year=2026").text):
        for name, words in told.items():
            line = line_of(page, name)
            assert all(word in line for word in words), line


@pytest.mark.parametrize(
    "path", ("/plan/", "/plan/2026/", "/en/plan/2026/", "/plan/2026/?type=mission")
)
def test_who_has_the_page_gets_no_other_one_until_something_changes(
    client, events, meeting, session, path
):
    event = events.event()
    events.approved(meeting, [event])
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert len(selects_of(session, client, path)) <= 8

    event.state, event.revision = S.HELD, event.revision + 1
    session.commit()
    changed = client.get(path, headers={"If-None-Match": tag})
    assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)


def test_pages_of_other_filters_are_other_pages(client, events, meeting):
    events.approved(meeting, [events.event()])
    tags = {client.get(f"/plan/2026/?type={kind}").headers["ETag"] for kind in EventType}
    tags.add(client.get("/plan/2026/").headers["ETag"])
    assert len(tags) == 1 + len(EventType)


def test_a_country_that_the_region_never_named_has_the_name_of_the_library(client, events, meeting):
    events.approved(meeting, [events.event(country="PE", city="Лима")])
    assert "Лима, Перу" in client.get("/plan/2026/").text
    assert "Лима, Peru" in client.get("/en/plan/2026/").text
    assert "Перу" in client.get("/plan/2026/plan.csv").text


def test_the_timeline_marks_today_and_visitors_can_subscribe(client, events, meeting):
    events.approved(meeting, [events.event()])
    text = client.get("/plan/2026/").text
    assert re.search(r'<text class="timeline-now"[^>]*text-anchor="end">сегодня</text>', text)
    assert re.search(r'href="webcal://[^"]+/events\.ics">Подписаться<', text)
    assert " style=" not in text
    past = events.plan(meeting, year=2025)
    event = events.event(year=2025, starts_on=date(2025, 3, 1))
    events.approved(meeting, [event], plan=past, approved_on=date(2024, 12, 18))
    assert "timeline-now" not in client.get("/plan/2025/").text


def parts_of(text):
    """The figures of each row of the parts of the plan, by the row's name."""
    table = re.search(r'<table[^>]*id="parts".*?</table>', text, re.DOTALL)
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', table[0], re.DOTALL)
    return {name: re.findall(r"<td[^>]*>(.*?)</td>", cells) for name, cells in rows}


def test_priority_countries_stand_one_by_one_for_information(client, events, meeting):
    china = [events.event(S.HELD, country="CN"), events.event(country="CN")]
    events.approved(meeting, [*china, events.event()])
    parts = parts_of(client.get("/plan/2026/").text)
    assert parts["Китай"][:2] == parts["Приоритетные страны, всего"][:2] == ["2", "1"]
    assert parts["План целиком"][:2] == ["3", "1"]
    assert "Казахстан" not in parts
