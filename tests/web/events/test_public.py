"""Events as visitors read them: the list, each event, who sees what."""

from datetime import date, time

import pytest

from events.missions.models import Call
from events.plan.models import PlanEdition
from events.programme.models import EventResult, EventSession, EventStep
from events.programme.rules import EventAction, EventState, EventType
from tests.reading import as_read
from tests.statements import selects_of

S = EventState
NOT_SHOWN = "Тайная миссия"


@pytest.fixture
def events(events):
    events.country("CN", "Китай")
    return events


@pytest.fixture
def meeting(build):
    return build.meeting(build.body(), number=4)


def path(event, prefix=""):
    return f"{prefix}/events/{event.number}-{event.slug}/"


def titles(text):
    return [part.split("</a>")[0].split(">")[-1] for part in text.split('class="title">')[1:]]


def test_the_list_has_what_is_ahead_and_what_is_over(client, events):
    over = events.event(S.HELD, name="Прошлая", is_public=True)
    later = events.event(name="Поздняя", is_public=True, starts_on=date(2026, 12, 10))
    sooner = events.event(name="Ранняя", is_public=True, starts_on=date(2026, 12, 1))
    undated = events.event(name="Без дат", is_public=True, starts_on=None, ends_on=None, month=12)
    assert titles(client.get("/events/").text) == [sooner.name, later.name, undated.name]
    assert titles(client.get("/events/?when=past").text) == [over.name]


@pytest.mark.parametrize(
    ("query", "shown"),
    (
        ("type=exhibition", {"Выставка"}),
        ("country=CN", {"Выставка"}),
        ("year=2027", {"Миссия"}),
        ("year=2027&country=CN", set()),
        ("year=x&type=y&country=z&page=0&when=never", {"Миссия", "Выставка"}),
    ),
)
def test_filters_narrow_the_list(client, events, query, shown):
    events.event(
        name="Выставка",
        type=EventType.EXHIBITION,
        country="CN",
        is_public=True,
        starts_on=date(2026, 12, 1),
    )
    events.event(name="Миссия", year=2027, is_public=True, starts_on=date(2027, 2, 1))
    assert set(titles(client.get(f"/events/?{query}").text)) == shown


def test_a_long_list_comes_in_pages(client, events):
    for _ in range(21):
        events.event(is_public=True, starts_on=date(2026, 12, 1))
    first, second = (client.get(f"/events/?page={page}").text for page in (1, 2))
    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert "Следующая страница" in first
    assert "Предыдущая страница" in second
    assert "Следующая страница" not in second


def test_a_page_tells_days_place_and_what_the_plan_decided(client, events, meeting):
    event = events.event(starts_on=date(2026, 12, 7), state=S.PREPARING)
    events.approved(meeting, [event])
    page = client.get(path(event)).text
    assert '<span class="nowrap">7–9</span>\xa0декабря' in page  # no line breaks it
    assert 'property="og:description" content="7–9 декабря' in page
    text = as_read(page)
    assert "7–9 декабря 2026 г." in text
    assert "г. Астана, Казахстан (МСК+2)" in text
    assert "Что утверждено планом" in text
    assert "протокол № 4 от 18 декабря 2025 г." in text
    assert "готовится" in text


def test_another_slug_leads_to_the_right_address_for_ever(client, events):
    event = events.event(is_public=True)
    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/events/{event.number}-other/")
        assert answer.status_code == 301
        assert answer.headers["Location"] == path(event, prefix)


def test_a_move_a_reason_and_published_results_are_told(client, events, build):
    event = events.event(S.REPORTED, is_public=True)
    events.add(
        EventStep(
            event_id=event.id,
            position=1,
            action=EventAction.MOVE,
            day=date(2026, 1, 9),
            reason="просьба принимающей стороны",
            actor_name="Тихонов",
            old_starts_on=date(2026, 1, 12),
            old_ends_on=date(2026, 1, 13),
            at=build.now,
        )
    )
    result = events.add(EventResult(event_id=event.id, companies=12, summary="Подписано два"))
    text = as_read(client.get(path(event)).text)
    assert "12–13 января 2026 г." in text
    assert "просьба принимающей стороны" in text
    assert "Тихонов" not in text
    assert "Подписано два" not in text
    result.published_at = build.now
    build.session.commit()
    assert "Подписано два" in client.get(path(event)).text


def test_a_part_on_no_day_of_the_event_is_no_programme_for_visitors(
    client, sign_in, council, events
):
    event = events.event(is_public=True, starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 7))
    for day, title in ((7, "Открытие"), (8, "Старая часть")):
        row = EventSession(
            event_id=event.id, day=date(2026, 12, day), starts_at=time(10), title=title
        )
        events.add(row)
    text = client.get(path(event)).text
    assert "Открытие" in text
    assert "Старая часть" not in text
    desk = sign_in(council.coordinator).get(f"/desk/events/{event.number}/programme").text
    assert desk.count("посетители эту часть не видят") == 1
    event.state, event.starts_on, event.ends_on, event.revision = S.MOVED, None, None, 2
    event.state_reason = "просьба"
    events.build.session.commit()
    assert "Открытие" not in client.get(path(event)).text


def test_the_programme_is_told_in_the_time_of_the_place(client, events):
    event = events.event(is_public=True, starts_on=date(2026, 12, 7))
    events.add(
        EventSession(event_id=event.id, day=date(2026, 12, 7), starts_at=time(10), title="Открытие")
    )
    text = client.get(path(event)).text
    assert "10:00" in text
    assert "Открытие" in text
    assert '"startDate": "2026-12-07T10:00:00+05:00"' in text


HIDDEN = (
    "/events/", "/events/?when=past", "/en/events/", "/events.ics", "/sitemap.xml", "/", "/plan/",
    "/en/plan/2026/",
)  # fmt: skip


@pytest.mark.parametrize("state", (S.PLANNED, S.HELD))
def test_an_event_of_a_draft_is_nowhere_seen(client, events, meeting, state):
    decided = events.approved(meeting, [events.event(starts_on=date(2026, 12, 1))])
    hidden = events.event(state, name=NOT_SHOWN, starts_on=date(2026, 12, 2))
    draft = events.add(PlanEdition(plan_id=decided.plan.id, number=2, created_at=events.build.now))
    events.line(draft, hidden)
    for address in HIDDEN:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert NOT_SHOWN not in answer.text
        assert hidden.slug not in answer.text
    for prefix in ("", "/en"):
        for address in (path(hidden, prefix), f"{path(hidden, prefix)}event.ics"):
            assert client.get(address).status_code == 404
        other = client.get(f"{prefix}/events/{hidden.number}-other/")
        assert other.status_code == 404


def test_an_event_taken_out_of_the_plan_keeps_its_page(client, events, meeting):
    first, second = events.event(), events.event()
    decided = events.approved(meeting, [first, second])
    events.approved(meeting, [second], plan=decided.plan, number=2, approved_on=date(2026, 3, 1))
    assert "мероприятие исключено из плана" in client.get(path(first)).text
    assert "мероприятие исключено из плана" not in client.get(path(second)).text


def test_in_english_names_and_countries_are_english_where_given(client, events, meeting):
    event = events.event(
        name="Миссия", name_english="Mission to Astana", starts_on=date(2026, 12, 1)
    )
    other = events.event(name="Только по-русски", starts_on=date(2026, 12, 2))
    events.approved(meeting, [event, other])
    for address in ("/en/events/", "/en/plan/2026/", path(event, "/en")):
        text = client.get(address).text
        assert "Mission to Astana" in text
        assert "Kazakhstan" in text
        assert '<html class="govuk-template" lang="en">' in text
        assert f'href="{path(event, "/en")}"' in text or address == path(event, "/en")
    assert "Только по-русски" in client.get("/en/events/").text
    assert "Mission to Astana" not in client.get("/events/").text


def test_each_language_names_the_other_and_its_own_address(client, events):
    event = events.event(is_public=True)
    for address, own in ((path(event), path(event)), (path(event, "/en"), path(event, "/en"))):
        text = client.get(address).text
        assert f'<link rel="canonical" href="http://localhost{own}">' in text
        assert f'hreflang="ru" href="http://localhost{path(event)}"' in text
        assert f'hreflang="en" href="http://localhost{path(event, "/en")}"' in text
    assert "/language/en?next=/en/events/" in client.get(path(event)).text
    assert "/language/ru?next=/events/" in client.get(path(event, "/en")).text


def test_a_reader_who_chose_english_is_led_to_english_addresses(client, events):
    event = events.event(is_public=True, starts_on=date(2026, 12, 1))
    client.set_cookie("language", "en")
    assert path(event, "/en") in client.get("/events/").text


def test_the_same_page_is_not_sent_twice(client, events, build):
    event = events.event(is_public=True, starts_on=date(2026, 12, 1))
    for address in ("/events/", path(event), "/events.ics", f"{path(event)}event.ics"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
        event.revision += 1
        event.name += "!"
        build.session.commit()
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_each_part_of_the_list_has_a_tag_of_its_own(client, events):
    tags = {client.get(f"/events/{q}").headers["ETag"] for q in ("", "?when=past", "?page=2")}
    assert len(tags) == 3


def test_pages_take_few_statements_however_many_events_there_are(client, events, session):
    event = events.event(is_public=True, starts_on=date(2026, 12, 1))
    addresses = ("/events/", path(event), "/events.ics", "/")
    few = [len(selects_of(session, client, address)) for address in addresses]
    for day in range(2, 9):
        events.event(is_public=True, starts_on=date(2026, 12, day))
    more = [len(selects_of(session, client, address)) for address in addresses]
    assert more == few
    assert max(more) <= 8


def test_the_front_page_has_the_gauge_and_the_next_events(client, events, meeting):
    held = [events.event(S.HELD) for _ in range(3)]
    coming = [
        events.event(starts_on=date(2026, 12, day), name=f"Ближайшее {day}") for day in (9, 2)
    ]
    gone = events.event(S.CANCELLED, starts_on=date(2026, 12, 1), name="Отменённое")
    events.approved(meeting, [*held, *coming, gone])
    text = client.get("/").text.replace("\u00a0", " ")
    assert "3 из 6" in text
    assert "50,0 %" in text
    assert "До конца года запланировано ещё 2 мероприятия." in text
    assert "Если состоятся все, план будет исполнен на 83,3 %." in text
    assert text.index("Ближайшее 2") < text.index("Ближайшее 9")
    assert "Отменённое" not in text


def test_without_a_plan_the_front_page_has_neither(client, events):
    text = client.get("/").text
    assert "Ближайшие мероприятия" not in text
    assert "До порога" not in text


def test_buyers_come_to_the_region_whatever_their_country(client, events):
    event = events.event(
        type=EventType.BUYERS, city="г. Заречинск", is_public=True, starts_on=date(2026, 12, 7)
    )
    text = client.get(path(event)).text
    assert "г. Заречинск (МСК+2)" in text.replace("\u00a0", " ")
    assert "Откуда покупатели" in text
    assert '"addressCountry": "RU"' in text
    assert "г. Заречинск, Казахстан" not in text
    assert "Казахстан" in client.get("/events/").text


def test_pages_of_events_belong_to_the_plan_in_the_menu(client, events):
    text = client.get("/events/").text
    assert '<a href="/plan/" aria-current="page">' in text


def test_past_events_of_several_years_say_their_year(client, events):
    events.event(S.HELD, is_public=True, year=2025, starts_on=date(2025, 3, 1))
    text = client.get("/events/?when=past").text
    assert '<span class="context">2025 · г. Астана' in text.replace("\u00a0", " ")
    assert "2025 · г. Астана" not in client.get("/events/?when=past&year=2025").text


def call_of(events, event, **values):
    moment = events.build.now
    return events.add(
        Call(
            event_id=event.id, offer="Место на стенде", payment="Область – стенд", places=10,
            taken=3, created_at=moment, changed_at=moment, **values,
        )
    )  # fmt: skip


def test_a_call_leads_to_the_application_until_its_last_day(client, events, build, session):
    today = build.now.date()
    event = events.event(S.CALL_OPEN, is_public=True, starts_on=date(2026, 12, 7))
    call = call_of(events, event, last_day=today)
    apply = f'href="{path(event)}apply/"'
    text = client.get(path(event)).text
    assert "Место на стенде" in text
    assert "Осталось мест" in text
    assert apply in text
    assert f'href="/en{path(event)}apply/"' in client.get(path(event, "/en")).text
    assert len(selects_of(session, client, path(event))) <= 8
    call.last_day = date(2026, 1, 1)
    build.session.commit()
    assert apply not in client.get(path(event)).text


def test_a_closed_call_takes_no_applications(client, events, build):
    event = events.event(S.CALL_CLOSED, is_public=True, starts_on=date(2026, 12, 7))
    call_of(events, event, last_day=build.now.date())
    text = client.get(path(event)).text
    assert "Место на стенде" in text
    assert "/apply/" not in text
