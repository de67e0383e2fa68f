"""The page of a meeting in each of its states: what a visitor sees and what not."""

from datetime import timedelta

import pytest

from council.meetings.models import Rescheduling
from council.meetings.rules.kinds import ItemState, MeetingForm, MeetingState
from council.meetings.rules.public import WITH_AGENDA
from council.membership.models import PublicationConsent
from council.membership.rules import BodyKind, Category, ConsentScope
from council.minutes import services
from council.minutes.rules import EditionState
from tests.builders_public import NEXT
from tests.conftest import NOW
from tests.reading import as_read

S = MeetingState
TITLE = "О развитии экспорта в Китай"
REASONED = {S.POSTPONED, S.CANCELLED}


@pytest.fixture
def meeting_in(public):
    """A meeting in a state, with one item, a speaker, an open and a restricted file."""

    def made(state, **values):
        reason = "Болеет докладчик" if state in REASONED else ""
        meeting = public.open_meeting(5, state=state, state_reason=reason, **values)
        item = public.agreed(meeting, 1, TITLE)
        public.material(item, "Доклад.pdf")
        public.material(item, "Тайна.pdf", content=b"%PDF-1.4 secret", is_restricted=True)
        return meeting

    return made


@pytest.mark.parametrize("state", S)
def test_the_agenda_stands_on_the_page_only_once_it_is_approved(meeting_in, page_of, state):
    text = page_of(meeting_in(state))
    assert (TITLE in text) is (state in WITH_AGENDA)
    assert ("Доклад.pdf" in text) is (state in WITH_AGENDA)
    assert "Тайна.pdf" not in text


@pytest.mark.parametrize(
    ("state", "words"),
    (
        (S.PLANNED, "запланировано"),
        (S.AGENDA_OPEN, "Повестка формируется"),
        (S.AGENDA_APPROVED, "повестка утверждена"),
        (S.NOTIFIED, "повестка утверждена"),
        (S.IN_SESSION, "Заседание идёт"),
        (S.HELD, "Протокол готовится"),
        (S.MINUTES_TO_SIGN, "Протокол готовится"),
        (S.MINUTES_SIGNED, "Протокол готовится"),
        (S.POSTPONED, "Заседание перенесено.</b> Болеет докладчик"),
        (S.CANCELLED, "Заседание отменено.</b> Болеет докладчик"),
        (S.INQUORATE, "не было кворума"),
    ),
)
def test_each_state_is_told_in_words(meeting_in, page_of, state, words):
    assert words in page_of(meeting_in(state))


@pytest.mark.parametrize("state", S)
def test_only_a_meeting_that_lies_ahead_can_be_applied_for(meeting_in, page_of, state):
    ahead = state in {S.PLANNED, S.AGENDA_OPEN, S.AGENDA_APPROVED, S.NOTIFIED}
    assert ("Прийти на заседание" in page_of(meeting_in(state))) is ahead


@pytest.mark.parametrize("state", (ItemState.PROPOSED, ItemState.DECLINED))
def test_items_that_were_not_accepted_are_not_public(public, page_of, state):
    meeting = public.open_meeting()
    reason = "Позже" if state is ItemState.DECLINED else ""
    public.build.item(meeting, "Тайный вопрос", state=state, decline_reason=reason)
    assert "Тайный вопрос" not in page_of(meeting)


def test_date_zone_place_and_seats_are_told_before_the_meeting(public, page_of):
    text = page_of(public.open_meeting(1, is_open=True))
    assert "17\u00a0декабря 2026\u00a0г., 11:00\u00a0(МСК+2)" in text
    assert "г.\u00a0Заречинск, ул. Губернская" in text
    assert "Осталось 1\u00a0место для гостей." in text
    assert "Заявку можно подать до 14\u00a0декабря 2026\u00a0г." in text


def test_the_zone_is_told_in_the_readers_language(public, client):
    client.set_cookie("language", "en")
    text = client.get(f"/meetings/2026/{public.open_meeting(1).number}/").text
    assert "17\u00a0December 2026, 11:00\u00a0(MSK+2)" in text


def test_a_full_hall_has_a_waiting_list(public, page_of):
    meeting = public.open_meeting(1)
    public.applies(meeting)
    text = page_of(meeting)
    assert "ведётся лист ожидания" in text
    assert "/apply/" in text


def test_a_meeting_without_visitors_says_so(public, page_of):
    text = page_of(public.open_meeting(0, is_open=False))
    assert "Проводится без посетителей." in text
    assert "/apply/" not in text


def test_after_the_last_day_the_page_says_when_it_was(public, page_of):
    text = page_of(public.open_meeting(5, starts_at=NOW + timedelta(days=2)))
    assert "Заявки принимались до 18\u00a0ноября 2026\u00a0г. включительно" in text
    assert "/apply/" not in text


def test_an_absentee_vote_has_a_term_and_no_hall(public, page_of):
    days = {"ballots_from": NEXT.date(), "ballots_until": NEXT.date() + timedelta(days=6)}
    meeting = public.open_meeting(
        0, form=MeetingForm.ABSENTEE, is_open=False, place="", city="", **days
    )
    text = page_of(meeting)
    assert "Заочное голосование" in text
    assert "17–23 декабря 2026 г." in as_read(text)
    assert "Как прийти" not in text


def test_a_new_date_tells_the_old_one(public, build, page_of):
    meeting = public.open_meeting()
    build.add(
        Rescheduling(
            meeting_id=meeting.id,
            old_starts_at=NEXT - timedelta(days=7),
            new_starts_at=NEXT,
            reason="Занят зал",
            decided_at=NOW,
        )
    )
    text = page_of(meeting)
    assert "было назначено на 10\u00a0декабря 2026\u00a0г." in text
    assert "Занят зал" in text


def test_the_links_of_a_meeting_never_show_its_video_address(public, page_of):
    link = "https://video.example.org/room"
    assert link not in page_of(public.open_meeting(video_link=link, form=MeetingForm.MIXED))


def test_published_minutes_show_decisions_votes_assignments_and_signatories(minutes, page_of):
    hall = minutes.hall()
    edition = minutes.published(hall)
    text = page_of(hall.meeting)
    assert "Утвердить план работы." in text
    assert "единогласно" in text
    assert "Поручение №\xa012-2026/1.2" in text
    assert "Рекомендация №\xa012-2026/2.1" in text
    assert "в работе, срок – 1\u00a0декабря" in text
    assert "Ветлугин\u00a0А.Н." in text
    assert "9 из 9 членов с правом голоса\xa0– кворум имелся" in text
    assert edition.sha256[:4] in text


def test_drafts_are_never_public(minutes, page_of):
    hall = minutes.hall()
    for step in (minutes.drafted, minutes.to_sign, minutes.signed):
        other = minutes.hall() if step != minutes.drafted else hall
        step(other)
        text = page_of(other.meeting)
        assert "Утвердить план работы" not in text
        assert "Поручение" not in text.split("<main")[1].split("</main>")[0]
        page_of(other.meeting, "minutes/", status=404)


def test_a_correction_in_the_making_leaves_the_published_minutes_as_they_are(minutes, page_of):
    hall = minutes.hall()
    edition = minutes.published(hall)
    before = page_of(hall.meeting)
    services.start_correction(hall.meeting.id, "Опечатка", actor=minutes.secretary, now=minutes.now)
    assert page_of(hall.meeting) == before
    assert edition.state is EditionState.PUBLISHED


def test_withdrawn_minutes_answer_410_with_the_reason_and_the_meeting_says_so(minutes, page_of):
    hall = minutes.hall()
    edition = minutes.published(hall)
    services.withdraw_minutes(
        edition.id, "Ошибка в фамилии", actor=minutes.secretary, now=minutes.now
    )
    assert "Ошибка в фамилии" in page_of(hall.meeting, "minutes/", status=410)
    text = page_of(hall.meeting)
    assert "отозван" in text
    assert "Ошибка в фамилии" in text
    assert "Утвердить план работы." not in text
    page_of(hall.meeting, "edition/1/", status=410)


def test_a_restricted_item_is_left_out_of_the_page_and_its_files_are_not_found(
    minutes, public, build, page_of, client
):
    hall = minutes.hall()
    file = public.material(hall.items[0])
    edition = minutes.signed(hall)
    part = next(p for p in minutes.parts(edition) if p.item_id == hall.items[0].id)
    part.is_restricted = True
    build.session.commit()
    minutes.publish(edition)
    text = page_of(hall.meeting)
    assert "доступ к ним ограничен" in text
    assert "Утвердить план работы." not in text
    assert "Рекомендовать компаниям" in text
    assert "Доклад.pdf" not in text
    address = f"/meetings/2026/{hall.meeting.number}/files/{file.id}/{file.name}"
    assert client.get(address).status_code == 404


def test_invariant_20_a_name_is_public_with_a_ground_only(minutes, build, council, page_of):
    hall = minutes.hall()
    resolution = hall.resolutions[0]
    resolution.text = "Принять предложение Пахотина В.Е. и доклад Мороза Н.И."
    build.session.commit()
    minutes.published(hall)
    text = page_of(hall.meeting)
    assert "Пахотин" not in text
    assert "Мороз" not in text
    assert "Рябининой\u00a0Е.П." in text or "Рябининой Е.П." in text
    consent = build.add(
        PublicationConsent(
            person_id=council.rival.id,
            scope=ConsentScope.NAME,
            text_version="1",
            given_at=NOW,
        )
    )
    assert "Пахотина" in page_of(hall.meeting)
    consent.revoked_at = NOW
    build.session.commit()
    assert "Пахотин" not in page_of(hall.meeting)


def test_a_speaker_without_a_ground_is_not_named_nor_is_the_post(public, build, council, page_of):
    meeting = public.open_meeting()
    item = public.agreed(meeting, 1)
    public.speaker(item, council.rival, post="директор ООО «Тайна»")
    public.speaker(item, name="Гость Гостев", post="владелец завода", position=2)
    public.speaker(item, council.coordinator, position=3)
    text = page_of(meeting)
    for hidden in ("Пахотин", "Тайна", "Гостев", "владелец завода"):
        assert hidden not in text
    assert "Рябинина\u00a0Е.П." in text


@pytest.mark.parametrize(
    "hostile", ("<script>alert(1)</script>", "{{ 7 * 7 }}", "' onload=\"x", "%(x)s %d")
)
def test_hostile_texts_stand_literally(minutes, build, page_of, hostile):
    hall = minutes.hall(place=hostile)
    hall.items[0].title = hall.resolutions[0].text = hostile
    build.session.commit()
    minutes.published(hall)
    text = page_of(hall.meeting)
    escaped = (
        hostile.replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )
    assert text.count(escaped) >= 3
    assert hostile not in text or hostile == escaped


def test_a_group_has_meetings_under_its_own_address(public, build, client):
    body = build.body("logistics", kind=BodyKind.WORKING_GROUP, name="Рабочая группа по логистике")
    build.seat(body, build.person(account=False), Category.EXPORTER)
    meeting = build.meeting(body, number=1, state=S.AGENDA_OPEN, starts_at=NEXT)
    text = client.get(f"/council/logistics/meetings/2026/{meeting.number}/").text
    assert "Рабочая группа по логистике" in text
    assert client.get("/meetings/2026/1/").status_code == 404
    assert client.get("/council/council/meetings/2026/1/").status_code == 404


@pytest.mark.parametrize(
    "path",
    (
        "/meetings/2026/999/",
        "/meetings/0/0/",
        "/meetings/99999999999999999999/1/",
        "/meetings/2026/99999999999999999999/minutes/",
        "/meetings/2019/",
        "/meetings/2026/1/edition/2/",
        "/council/nobody/meetings/2026/1/",
    ),
)
def test_what_is_not_there_is_a_page_in_the_sites_look(council, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "Такой страницы нет" in response.text


def test_english_is_a_switch_away(public, client):
    meeting = public.open_meeting()
    client.set_cookie("language", "en")
    text = client.get(f"/meetings/2026/{meeting.number}/").text
    assert '<html class="govuk-template" lang="en">' in text
    assert "Come to the meeting" in text
