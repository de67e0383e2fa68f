"""The front page, lists by year and the search among meetings."""

from datetime import UTC, datetime, timedelta

import pytest

from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingForm, MeetingState
from tests.builders_public import NEXT
from tests.conftest import NOW


def main_of(response):
    """What stands between header and footer."""
    return response.text.split("<main")[1].split("</main>")[0]


def test_an_empty_site_has_a_front_page_and_a_list(client):
    for path in ("/", "/meetings/"):
        assert client.get(path).status_code == 200


def test_a_new_council_is_told_what_will_stand_here(public, client, council):
    home = main_of(client.get("/"))
    assert "Дата ещё не назначена" in home
    assert "Поручения появляются здесь" in home


def test_the_next_meeting_is_the_earliest_one_ahead(public, client):
    public.open_meeting(number=11, starts_at=NEXT + timedelta(days=7))
    public.open_meeting(3, number=10)
    public.open_meeting(number=9, starts_at=NOW - timedelta(days=1), state=MeetingState.PLANNED)
    home = main_of(client.get("/"))
    assert "№\u00a010-2026 · 17\u00a0декабря, 11:00\u00a0(МСК+2)" in home
    assert "Осталось 3\u00a0места для гостей." in home
    assert "/meetings/2026/10/apply/" in home
    assert "№\u00a011-2026" not in home


@pytest.mark.parametrize("state", (MeetingState.CANCELLED, MeetingState.POSTPONED))
def test_a_meeting_put_off_is_not_the_next(public, client, state):
    public.open_meeting(state=state, state_reason="Причина")
    assert "Дата ещё не назначена" in main_of(client.get("/"))


def test_a_meeting_that_goes_on_is_the_next(public, client):
    past = NOW - timedelta(hours=1)
    public.open_meeting(number=7, state=MeetingState.IN_SESSION, starts_at=past, begun_at=past)
    assert "№\u00a07-2026" in main_of(client.get("/"))


def test_the_last_meetings_tell_what_was_decided(minutes, client):
    hall = minutes.hall()
    minutes.published(hall)
    home = main_of(client.get("/"))
    assert "О плане работы; Об экспортной логистике" in home
    assert "поручений: 2, исполнено: 0" in home
    assert f"Протокол №\u00a0{hall.meeting.number}" in home


def test_a_held_meeting_without_published_minutes_tells_nothing_of_its_content(minutes, client):
    minutes.signed()
    home = main_of(client.get("/"))
    assert "готовится протокол" in home
    assert "О плане работы" not in home


def test_assignments_are_counted_with_links_to_their_lists(minutes, client):
    hall = minutes.hall()
    minutes.resolution(
        hall.items[1],
        2,
        "Министерству сделать вовремя.",
        kind=DecisionKind.ASSIGNMENT,
        due_kind=DueKind.DATE,
        due_on=NOW.date() - timedelta(days=1),
    )
    minutes.published(hall)
    home = main_of(client.get("/"))
    assert '">В работе</a></span><b>2</b>' in home
    assert '">Просрочено</a></span><b class="count-bad">1</b>' in home


def test_a_year_lists_its_meetings_with_their_states_the_latest_first(public, client):
    public.open_meeting(number=2, state=MeetingState.PLANNED)
    public.open_meeting(
        number=1, state=MeetingState.CANCELLED, state_reason="Причина", starts_at=NOW
    )
    text = main_of(client.get("/meetings/2026/"))
    assert text.index("№\u00a02-2026") < text.index("№\u00a01-2026")
    assert "запланировано" in text
    assert "отменено" in text
    assert '<a href="/meetings/2023/">2023</a>' in text
    assert '<a href="/meetings/2026/" aria-current="true">2026</a>' in text


def test_the_list_opens_with_the_present_year_or_the_last_that_has_meetings(
    council, client, public
):
    assert "Заседания 2023\u00a0года" in client.get("/meetings/").text
    public.open_meeting()
    assert "Заседания 2026\u00a0года" in client.get("/meetings/").text


def test_the_year_counts_held_meetings_of_those_required_and_says_what_does_not(
    public, minutes, client
):
    minutes.published()
    days = {"ballots_from": NEXT.date(), "ballots_until": NEXT.date() + timedelta(days=6)}
    public.open_meeting(0, form=MeetingForm.ABSENTEE, is_open=False, **days)
    text = main_of(client.get("/meetings/2026/"))
    assert "1 из 4" in text
    assert "Нужно запланировать ещё 3\u00a0заседания." in text
    assert "за год не засчитывается: заочное голосование" in text
    assert "Заочное голосование не засчитывается" in text


def test_the_first_year_asks_for_two(council, client):
    text = main_of(client.get("/meetings/2023/"))
    assert "1 из 2" in text
    assert "В первый год" in text


@pytest.fixture
def corpus(minutes, build):
    """Published minutes whose words stand in all forms."""
    hall = minutes.hall()
    hall.items[0].title = "О поставках в Китай"
    hall.items[1].title = "Об отчёте Центра поддержки экспорта"
    hall.resolutions[0].text = "Считать отчёт утверждённым."
    build.session.commit()
    minutes.published(hall)
    return hall


@pytest.mark.parametrize(
    ("query", "title"),
    (
        ("Китая", "О поставках в Китай"),
        ("КИТАЮ", "О поставках в Китай"),
        ("утвердить", "О поставках в Китай"),
        ("отчет", "Об отчёте Центра"),
        ("отчёт центр", "Об отчёте Центра"),
    ),
)
def test_invariant_22_the_search_finds_words_in_any_form(corpus, client, query, title):
    assert title in main_of(client.get("/meetings/", query_string={"q": query}))


@pytest.mark.parametrize("query", ("Вьетнам", "Китай отчёт Вьетнам", "%", "«»", "Мороз"))
def test_what_does_not_occur_is_not_found(corpus, client, query):
    text = main_of(client.get("/meetings/", query_string={"q": query}))
    assert "Ничего не найдено" in text


def test_drafts_closed_agendas_and_restricted_items_cannot_be_found(minutes, public, client, build):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    part = next(p for p in minutes.parts(edition) if p.item_id == hall.items[0].id)
    part.is_restricted = True
    build.session.commit()
    minutes.publish(edition)
    draft = minutes.hall()
    draft.resolutions[0].text = "Секретное решение"
    build.session.commit()
    closed = public.open_meeting(state=MeetingState.AGENDA_OPEN)
    public.agreed(closed, 1, "Секретный вопрос")
    for query in ("секретный", "план работы утвердить"):
        text = main_of(client.get("/meetings/", query_string={"q": query}))
        assert "Ничего не найдено" in text


def test_a_hidden_name_cannot_be_found(minutes, build, client):
    hall = minutes.hall()
    hall.resolutions[0].text = "Поддержать предложение Пахотина В.Е."
    build.session.commit()
    minutes.published(hall)
    assert "Ничего не найдено" in client.get("/meetings/", query_string={"q": "Пахотин"}).text
    assert "О плане работы" in client.get("/meetings/", query_string={"q": "предложения"}).text


def test_a_hostile_or_long_query_stands_literally(council, client):
    query = '"><script>alert(1)</script>'
    text = client.get("/meetings/", query_string={"q": query}).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert client.get("/meetings/", query_string={"q": "я" * 5000}).status_code == 200


def test_a_meeting_of_the_archive_tells_its_figures_only(public, client):
    public.open_meeting(
        number=3,
        starts_at=datetime(2024, 6, 20, 7, tzinfo=UTC),
        state=MeetingState.HELD,
        archive_seats=25,
        archive_present=18,
    )
    text = main_of(client.get("/meetings/2024/3/"))
    assert "18 из 25 членов Совета" in text
    assert "до открытия этого сайта" in text
