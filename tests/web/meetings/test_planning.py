"""Pages of the plan and of setting a meeting: what they show and every refusal."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from council.meetings.models import Meeting, MeetingPlan
from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from tests.web.meetings.forms import key_in, meeting_data, revision_in

PLAN = "/desk/meetings/"
S = MeetingState


def archive(build, council, month, **values):
    """A meeting of this year held before the system, by its figures."""
    starts_at = datetime(2026, month, 19, 6, 0, tzinfo=UTC)
    defaults = {"state": S.PUBLISHED, "archive_seats": 25, "archive_present": 17}
    return build.meeting(council.body, starts_at=starts_at, **{**defaults, **values})


def test_the_plan_counts_what_was_held_and_says_why_the_rest_does_not(
    member, build, council, meeting
):
    archive(build, council, 3)
    archive(build, council, 6, archive_present=12)
    archive(
        build,
        council,
        8,
        form=MeetingForm.ABSENTEE,
        ballots_from=date(2026, 8, 19),
        ballots_until=date(2026, 8, 26),
    )
    archive(build, council, 9, kind=MeetingKind.OFF_SITE)
    page = member.get(PLAN).text
    assert "Засчитывается" in page
    assert "Не засчитывается: не было кворума" in page
    assert "Не засчитывается: заочное голосование" in page
    assert "Не засчитывается: выездное или расширенное" in page
    assert "Запланировано, войдёт в счёт" in page
    assert "Запланируйте ещё 2\u00a0заседания" in page
    assert "Предложения в повестку: 03.12.2026, остал" in page
    assert str(meeting.id) in page


def test_the_first_year_of_the_standard_needs_two(member, council):
    page = member.get(f"{PLAN}?year=2023").text
    assert "Заседания 2023\u00a0года" in page
    assert "Запланируйте ещё 1\u00a0заседание" in page
    assert "Стандарт ещё не внедрялся" in member.get(f"{PLAN}?year=2022").text


@pytest.mark.parametrize("year", ("abc", "1999", "99999999999999999999", "-1", "²"))
def test_a_year_that_is_none_is_not_found(member, council, year):
    assert member.get(f"{PLAN}?year={year}").status_code == 404


def test_a_body_of_which_one_is_no_member_is_closed(member, build, council):
    other = build.body("logistics", name="Рабочая группа по логистике")
    meeting = build.meeting(other)
    assert member.get(f"{PLAN}?body=logistics").status_code == 403
    assert member.get(f"{PLAN}?body=nobody").status_code == 404
    assert member.get(f"{PLAN}{meeting.id}/").status_code == 403


def test_visitors_are_asked_to_sign_in_and_members_keep_nothing(client, member, here):
    answer = client.get(f"{here}/")
    assert answer.status_code in (302, 303)
    assert "/sign-in" in answer.location
    assert member.get(f"{PLAN}new").status_code == 403
    assert "Запланировать заседание" not in member.get(PLAN).text


def create(secretary, council, **changes):
    key = key_in(secretary.get(f"{PLAN}new").text)
    return secretary.submit(f"{PLAN}new", meeting_data(council, key=key, **changes))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    (
        ({"day": ""}, "Укажите дату заседания"),
        ({"day": "31.02.2027"}, "Такого дня в календаре нет"),
        ({"day": "17.12"}, "Введите дату с годом"),
        ({"time": "25:00"}, "в часах и минутах"),
        ({"day": "17.12.2025"}, "Это время уже прошло"),
        ({"place": ""}, "Укажите место"),
        ({"video_link": "http://example.org"}, "начиная с https://"),
        ({"form": "absentee"}, "Укажите последний день"),
        ({"form": "absentee"}, "по чьему решению проводится заочное голосование"),
        ({"form": "absentee", "absentee_by": "by_presidium"}, "По положению заочное голосование"),
        ({"form": "absentee", "ballots_until": "18.12.2026"}, "не менее чем до 23 декабря 2026"),
        ({"form": "by_pigeon"}, ""),
        ({"presiding": "00000000-0000-0000-0000-000000000000"}, ""),
        ({"guest_seats": "-1"}, ""),
        ({"guest_seats": "9" * 30}, ""),
        ({"number": "4"}, "Заседание № 4 в 2026 году уже есть"),
        ({"city": "г.\x00"}, "NUL"),
        ({"place": "у" * 401}, ""),
    ),
)
def test_what_cannot_be_planned_is_refused_beside_the_field_and_kept(desk, changes, sentence):
    answer = create(desk.secretary, desk.council, **changes)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.text
    assert sentence in answer.text.replace("\u00a0", " ")
    assert 'value="11:00"' in answer.text or "time" in changes
    assert desk.session.query(Meeting).filter_by(year=2026).count() == 1


def test_the_same_form_twice_makes_one_meeting(secretary, session, council):
    data = meeting_data(council, key=key_in(secretary.get(f"{PLAN}new").text))
    answers = [secretary.submit(f"{PLAN}new", data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert session.query(Meeting).filter_by(year=2026).count() == 1


@pytest.mark.parametrize("key", ("", "1", "z" * 36))
def test_a_form_without_its_key_is_a_bad_request(secretary, council, key):
    assert secretary.submit(f"{PLAN}new", meeting_data(council, key=key)).status_code == 400


def test_a_meeting_is_changed_unless_the_page_is_stale(secretary, session, council, meeting, here):
    page = secretary.get(f"{here}/edit").text
    data = meeting_data(council, revision=revision_in(page), number="4", place="каб. 302")
    assert secretary.submit(f"{here}/edit", data).status_code == 303
    assert meeting.place == "каб. 302"
    stale = secretary.submit(f"{here}/edit", {**data, "place": "каб. 303"})
    assert stale.status_code == 409
    assert "Откройте страницу заново" in stale.text
    session.refresh(meeting)
    assert meeting.place == "каб. 302"


@pytest.mark.parametrize("revision", ("", "x", "-1", "9" * 40, "²"))
def test_a_bad_revision_is_a_bad_request(secretary, council, here, revision):
    answer = secretary.submit(f"{here}/", {"revision": revision}, to=f"{here}/open-agenda")
    assert answer.status_code == 400


def test_after_the_notice_the_form_is_fixed(desk):
    desk.meeting.state, desk.meeting.notice_sent_at = S.NOTIFIED, desk.build.now
    desk.session.commit()
    page = desk.secretary.get(f"{desk.here}/edit").text
    assert "Уведомление направлено" in page
    changes = {"form": "mixed", "video_link": "https://video.example.org/1"}
    data = meeting_data(desk.council, revision=revision_in(page), number="4", **changes)
    answer = desk.secretary.submit(f"{desk.here}/edit", data)
    assert answer.status_code == 422
    assert "перенесите заседание" in answer.text


def test_the_approval_of_the_plan_is_shown(secretary, session, council, meeting):
    page = f"{PLAN}plan/approve?year=2026"
    data = {"approved_on": "15.01.2026", "approved_by": "Совет, протокол № 4", "note": ""}
    assert secretary.submit(page, data).status_code == 303
    assert session.query(MeetingPlan).one().approved_on == date(2026, 1, 15)
    assert "Совет, протокол № 4" in secretary.get(PLAN).text
    future = secretary.submit(page, {**data, "approved_on": "15.01.2027"})
    assert future.status_code == 422
    assert "не мог быть утверждён в будущем" in future.text
    empty = secretary.submit(f"{PLAN}plan/approve?year=2027", data)
    assert "Сначала запланируйте" in empty.text


def test_an_unknown_meeting_is_not_found(secretary, council):
    assert secretary.get(f"{PLAN}{uuid4()}/").status_code == 404
    assert secretary.get(f"{PLAN}nonsense/").status_code == 404


def reasoned(secretary, here, way, **data):
    page = secretary.get(f"{here}/{way}")
    data = {"step": "confirmed", "revision": revision_in(page.text), **data}
    return secretary.submit(f"{here}/{way}", data)


def test_a_meeting_is_postponed_to_a_new_date(secretary, session, meeting, here):
    answer = reasoned(
        secretary,
        here,
        "postpone",
        reason="командировка",
        day="22.12.2026",
        time="15:00",
        place="каб. 302",
    )
    assert answer.status_code == 303
    page = secretary.get(f"{here}/").text
    assert "Перенесено с 17 декабря 2026" in page.replace("\u00a0", " ")
    assert "перенесено с 17" in secretary.get(PLAN).text


@pytest.mark.parametrize(
    ("data", "sentence"),
    (
        ({"reason": ""}, "Укажите причину"),
        ({"reason": "да", "day": "22.12.2026"}, "и новую дату, и время"),
        ({"reason": "да", "time": "15:00"}, "и новую дату, и время"),
        ({"reason": "да", "day": "20.11.2026", "time": "15:00"}, "Это время уже прошло"),
    ),
)
def test_a_postponement_is_refused_with_its_reason(desk, data, sentence):
    answer = reasoned(desk.secretary, desk.here, "postpone", place="каб. 301", **data)
    assert answer.status_code == 422
    assert sentence in answer.text
    desk.session.refresh(desk.meeting)
    assert desk.meeting.state is S.AGENDA_OPEN


def test_a_postponed_meeting_gets_its_date_later(secretary, session, meeting, here):
    assert reasoned(secretary, here, "postpone", reason="да").status_code == 303
    page = secretary.get(f"{here}/").text
    assert "Назначить новую дату" in page
    assert "Причина: да" in page
    data = {"day": "22.12.2026", "time": "15:00", "place": "каб. 301"}
    assert reasoned(secretary, here, "reschedule", **{**data, "day": ""}).status_code == 422
    past = reasoned(secretary, here, "reschedule", **{**data, "day": "20.11.2026"})
    assert past.status_code == 422
    assert reasoned(secretary, here, "reschedule", **data).status_code == 303


def test_a_cancelled_meeting_offers_nothing_more(secretary, session, meeting, here):
    assert reasoned(secretary, here, "cancel", reason="").status_code == 422
    assert reasoned(secretary, here, "cancel", reason="нет вопросов").status_code == 303
    page = secretary.get(f"{here}/").text
    assert "Причина: нет вопросов" in page
    assert "Перенести заседание" not in page
    assert reasoned(secretary, here, "cancel", reason="ещё раз").status_code == 409


def test_no_quorum_is_recorded_after_the_time_has_come(desk):
    desk.meeting.state = S.NOTIFIED
    desk.meeting.starts_at = desk.build.now + timedelta(hours=1)
    desk.session.commit()
    early = reasoned(desk.secretary, desk.here, "inquorate", reason="явились трое")
    assert early.status_code == 409
    desk.meeting.starts_at = desk.build.now - timedelta(minutes=15)
    desk.session.commit()
    assert "Не было кворума" in desk.secretary.get(f"{desk.here}/").text
    assert reasoned(desk.secretary, desk.here, "inquorate", reason="").status_code == 422
    assert (
        reasoned(desk.secretary, desk.here, "inquorate", reason="явились трое").status_code == 303
    )
    assert "не состоялось" in desk.secretary.get(f"{desk.here}/").text


def test_the_plan_says_until_when_proposals_are_taken_and_where_it_is_considered(
    secretary, member, build, council
):
    early = {"state": S.CANCELLED, "state_reason": "нет вопросов"}
    build.meeting(council.body, starts_at=datetime(2027, 1, 5, 6, tzinfo=UTC), **early)
    build.meeting(council.body, starts_at=datetime(2027, 2, 15, 6, tzinfo=UTC))
    page = f"{PLAN}?year=2027"
    text = member.get(page).text.replace("\xa0", " ")
    assert "План рассматривается на первом заседании года – 15 февраля 2027 г." in text
    assert "Направьте предложения секретарю до 16 января 2027 г." in text

    build.rule(council.body, "plan_proposal_days", "90")
    text = secretary.get(page).text.replace("\xa0", " ")
    assert "Предложения принимались до 17 ноября 2026 г." in text
