"""The practical session of the sample entered by hand; participants, photos, feedback by link."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select

from core.adapters.derived import derived_token
from events.programme.models import EventFeedback, EventPhoto
from events.programme.queries.days import list_hearings, list_organisers, list_sessions
from events.programme.rules import EventState
from tests.builders_events import EventsBuilder, picture
from tests.integration.plan.test_importing import sample

ROLES = {"организатор": "organiser", "соорганизатор": "co_organiser", "при поддержке": "support"}
STATES = {"не начато": "open", "в работе": "in_work", "устранено": "met"}


@pytest.fixture
def keeper(council, sign_in):
    return sign_in(council.coordinator)


@pytest.fixture
def event(build, council):
    build.region()
    events = EventsBuilder(build)
    events.country()
    days = {"starts_on": date(2026, 10, 22), "ends_on": date(2026, 10, 23)}
    return events.event(EventState.HELD, name="Практическая сессия", **days)


def at(event, rest=""):
    return f"/desk/events/{event.number}/{rest}"


def send(client, page, **typed):
    return client.submit(page, {"key": str(uuid4()), "revision": "0", **typed})


def test_the_practical_session_of_the_sample_is_entered_by_hand(keeper, event):
    told = sample()["practical_session"]
    for each in told["organizers"]:
        typed = {"name": each["org"], "role": ROLES[each["role"]]}
        assert send(keeper, at(event, "organisers/new"), **typed).status_code == 303
    for each in told["programme"]:
        for start, end, title in each["items"]:
            typed = {"day": f"{21 + each['day']}.10.2026", "starts_at": start, "ends_at": end}
            typed |= {"title": title, "kind": "session", "place": ""}
            assert send(keeper, at(event, "programme/new"), **typed).status_code == 303
    members = "\n".join(told["expert_commission"])
    assert send(keeper, at(event, "commission"), members=members, revision="1").status_code == 303
    for project in told["projects"]:
        typed = {"project": project["title"], "speaker": project["speaker"]}
        typed["outcome"] = project["outcome"]
        assert send(keeper, at(event, "hearings/new"), **typed).status_code == 303
        heard = list_hearings(event.id)[-1]
        for text, state in project["remarks"]:
            page = at(event, f"hearings/{heard.id}/remarks/new")
            assert send(keeper, page, text=text, state=STATES[state]).status_code == 303
    assert len(list_sessions(event.id)) == 5
    assert [row.name for row in list_organisers(event.id)] == [o["org"] for o in told["organizers"]]
    heard = list_hearings(event.id)
    assert [row.project for row in heard] == [each["title"] for each in told["projects"]]
    assert [[r.text for r in row.remarks] for row in heard] == [
        [text for text, _state in each["remarks"]] for each in told["projects"]
    ]
    text = keeper.get(at(event, "programme")).text
    assert "Отсутствует план сертификации на рынке Республики Казахстан" in text
    assert "председатель комиссии" in text


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    (
        ("programme/new", {"day": "22.10.2026", "starts_at": "10:00", "title": " "}, "title"),
        ("programme/new", {"day": "24.10.2026", "starts_at": "10:00", "title": "X"}, "day"),
        ("organisers/new", {"name": " "}, "name"),
        ("hearings/new", {"project": ""}, "project"),
        ("participants/new", {"name": "Сыры", "people": "2", "region": ""}, "region"),
        ("participants/new", {"name": "Сыры", "people": "0", "country": "KZ"}, "people"),
        ("participants/new", {"name": "Сыры", "people": "1", "country": "??"}, "country"),
        ("counters", {"people": "104", "reason": " "}, "reason"),
        ("counters", {"people": "-4", "reason": "так"}, "people"),
    ),
)
def test_a_faulty_form_is_shown_again_with_the_reason_beside_its_field(
    keeper, event, page, typed, field
):
    answer = send(keeper, at(event, page), **typed)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_both_numbers_of_a_counter_are_shown_with_the_reason(keeper, event):
    typed = {"name": "ООО «Сыры»", "people": "2", "region": "Заречье", "country": "RU"}
    assert send(keeper, at(event, "participants/new"), **typed).status_code == 303
    other = {"people": "104", "reason": "по листам регистрации"}
    assert send(keeper, at(event, "counters"), **other).status_code == 303
    text = keeper.get(at(event, "participants")).text
    assert re.search(r">2</td>\s*<td[^>]*><b>104</b>", text)
    assert "по листам регистрации" in text
    assert send(keeper, at(event, "counters"), **other).status_code == 409


def test_every_record_is_opened_changed_and_removed(keeper, event):
    typed = {"name": "Союз палат", "role": "support"}
    send(keeper, at(event, "organisers/new"), **typed)
    row = list_organisers(event.id)[0]
    page = at(event, f"organisers/{row.id}")
    assert 'value="Союз палат"' in keeper.get(page).text
    changed = {**typed, "name": "Палата", "revision": "1"}
    assert keeper.submit(page, changed).status_code == 303
    assert keeper.submit(page, changed).status_code == 409
    for step, code in (("raise", 303), ("remove", 303), ("remove", 404)):
        assert keeper.submit(at(event, "programme"), {}, to=f"{page}/{step}").status_code == code
    assert keeper.get(page).status_code == 404
    assert keeper.get(at(event, f"hearings/{uuid4()}/remarks/new")).status_code == 404


def test_a_photo_is_described_before_anybody_sees_it(keeper, client, session, event):
    new = at(event, "results/photo/new")
    for typed, field in (({}, "caption"), ({"caption": "Зал", "is_shown": "y"}, "consent")):
        photo = (BytesIO(picture()), "зал.png")
        answer = keeper.submit(new, {"files": photo, **typed})
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.text
    words = {"caption": "Зал заседаний", "consent": "лица неразличимы", "is_shown": "y"}
    assert (
        keeper.submit(new, {"files": (BytesIO(picture()), "зал.png"), **words}).status_code == 303
    )
    row = session.scalars(select(EventPhoto)).one()
    event.is_public = True
    session.commit()
    public = f"/events/{event.number}-{event.slug}/"
    assert client.get(f"{public}photos/1").status_code == 404
    typed = {"summary": "Прошла", "revision": "0", "currency": "USD"}
    keeper.submit(at(event, "results/edit"), typed)
    step = at(event, "steps/publish_report")
    assert keeper.submit(at(event), {"revision": "1"}, to=step).status_code == 303
    text = client.get(public).text
    assert f'<img src="{public}photos/1" alt="Зал заседаний" width="60" height="40"' in text
    with client.get(f"{public}photos/1") as answer:
        assert answer.headers["Content-Disposition"] == "inline"
        assert Image.open(BytesIO(answer.data)).size == (60, 40)
    page = at(event, f"results/photo/{row.id}")
    assert keeper.submit(page, {"caption": "Зал", "revision": "1"}).status_code == 303
    assert client.get(f"{public}photos/1").status_code == 404
    assert keeper.submit(page, {"caption": "Зал", "revision": "1"}).status_code == 409


def test_a_participant_answers_by_the_link_and_the_coordinator_chooses_the_words(
    keeper, client, session, event
):
    event.ends_on, event.starts_on = date(2026, 11, 20), date(2026, 11, 20)
    session.commit()
    link = f"/feedback/{event.number}/{derived_token('feedback', event.id)}/"
    assert link in keeper.get(at(event, "results")).text
    assert client.get(f"/feedback/{event.number}/{'x' * 43}/").status_code == 404
    answer = client.get(link)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    words = {"company": "ООО «Сыры»", "grade": "5", "text": "Полезно", "may_quote": "y"}
    for change in ({"company": ""}, {"grade": "6"}, {"grade": ""}, {"website": "http://x"}):
        assert send(client, link, **{**words, **change}).status_code == 422
    assert send(client, link, **words).status_code == 303
    row = session.scalars(select(EventFeedback)).one()
    show = at(event, f"results/feedback/{row.id}/show")
    page = at(event, "results")
    assert keeper.submit(page, {"shown": "yes"}, to=show).status_code == 303
    assert row.is_shown
    event.state = EventState.PREPARING
    session.commit()
    assert "Отзывы принимаются" in client.get(link).text


def test_members_read_participants_and_change_none(council, sign_in, event):
    member = sign_in(council.member)
    assert member.get(at(event, "participants")).status_code == 200
    for page in ("participants/new", "counters", "commission", "organisers/new", "hearings/new"):
        assert member.get(at(event, page)).status_code == 403
