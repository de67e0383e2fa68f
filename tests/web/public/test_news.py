"""The feeds of news: well-formed by RFC 4287, only what is public, known again, cheap."""

import xml.etree.ElementTree as ET
from datetime import datetime, timedelta

import pytest

from council.meetings.rules.kinds import MeetingState
from council.membership.rules import BodyKind
from council.minutes import services
from council.minutes.queries.published import find_published, preview_of
from council.minutes.rules.signing import minutes_sha256
from events.plan.models import PlanEdition
from portal.news.queries import MOST
from tests.builders_public import NEXT
from tests.conftest import NOW
from tests.statements import counted_statements

ATOM = "{http://www.w3.org/2005/Atom}"
ONCE = ("id", "title", "updated")  # RFC 4287, 4.1.1 and 4.1.2: exactly one of each
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MOST_STATEMENTS = 8


def feed_of(client, path="/news.atom"):
    """The parsed feed, held to what the standard asks of every feed."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    root = ET.fromstring(answer.data)  # noqa: S314 - our own answer
    assert root.tag == f"{ATOM}feed"
    for each in (root, *root.iter(f"{ATOM}entry")):
        assert [len(each.findall(f"{ATOM}{name}")) for name in ONCE] == [1, 1, 1]
        assert all(each.findtext(f"{ATOM}{name}").strip() for name in ONCE)
        assert datetime.fromisoformat(each.findtext(f"{ATOM}updated")).tzinfo
        assert [one for one in links(each) if not one.startswith("http://localhost/")] == []
        assert links(each)
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    ids = [each.findtext(f"{ATOM}id") for each in root.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))
    return root


def links(element):
    return [each.get("href") for each in element.findall(f"{ATOM}link")]


def entries(client, path="/news.atom"):
    """Title -> (id, link, summary) of each entry, the latest first."""
    return {
        each.findtext(f"{ATOM}title").replace("\u00a0", " "): (
            each.findtext(f"{ATOM}id"),
            links(each)[0],
            each.findtext(f"{ATOM}summary"),
        )
        for each in feed_of(client, path).iter(f"{ATOM}entry")
    }


def test_a_feed_without_news_is_a_whole_one_too(client, council):
    assert entries(client) == {}


def line(meeting, what, year=2026):
    return f"Заседание № {meeting.number}-{year}: {what}"


def test_minutes_come_with_their_publication_and_leave_with_their_withdrawal(client, minutes):
    hall = minutes.hall()
    edition = minutes.signed(hall)
    title = line(hall.meeting, "протокол опубликован")
    assert set(entries(client)) == {line(hall.meeting, "повестка утверждена")}

    minutes.publish(edition)
    own_id, link, summary = entries(client)[title]
    assert link == f"http://localhost/meetings/2026/{hall.meeting.number}/minutes/"
    assert summary == "Вопросы: О плане работы; Об экспортной логистике"
    assert client.get(link).status_code == 200
    assert own_id.startswith("urn:uuid:")

    published = find_published(hall.meeting.id).edition_id
    services.withdraw_minutes(published, "Ошибка", actor=minutes.secretary, now=minutes.now)
    assert title not in entries(client)


def test_corrected_minutes_are_the_same_entry_with_a_later_moment(client, minutes):
    hall = minutes.hall()
    minutes.published(hall)
    before, _link, _summary = entries(client)[line(hall.meeting, "протокол опубликован")]
    moment = feed_of(client).findtext(f"{ATOM}updated")
    later = {"actor": minutes.secretary, "now": minutes.now + timedelta(hours=1)}
    edition = services.start_correction(hall.meeting.id, "Исправлена опечатка", **later)
    services.send_to_sign(edition.id, revision=edition.revision, **later)
    minutes.sign_both(edition)
    assert before in {own_id for own_id, *_ in entries(client).values()}  # the first still holds
    shown = minutes_sha256(preview_of(edition.id).text)
    services.publish_minutes(edition.id, shown, **later)
    found = entries(client)
    assert found[line(hall.meeting, "опубликован исправленный протокол")][0] == before
    assert line(hall.meeting, "протокол опубликован") not in found
    assert feed_of(client).findtext(f"{ATOM}updated") > moment


def test_a_name_without_a_ground_is_masked_and_a_restricted_item_left_out(client, minutes):
    hall = minutes.hall()
    rival = minutes.council.rival
    minutes.item(hall.meeting, 3, f"О предложении {rival.surname}а О.П.")
    closed = minutes.item(hall.meeting, 4, "О том, что видят не все")
    edition = minutes.drafted(hall)
    part = next(each for each in minutes.parts(edition) if each.item_id == closed.id)
    part.is_restricted = True
    minutes.build.session.commit()
    services.send_to_sign(
        edition.id, revision=edition.revision, actor=minutes.secretary, now=minutes.now
    )
    minutes.sign_both(edition)
    minutes.publish(edition)
    text = client.get("/news.atom").text
    assert "О предложении" in text
    assert rival.surname not in text
    assert "видят не все" not in text


@pytest.mark.parametrize(
    ("state", "word"),
    (
        (MeetingState.NOTIFIED, "повестка утверждена"),
        (MeetingState.POSTPONED, "перенесено"),
        (MeetingState.CANCELLED, "отменено"),
        (MeetingState.INQUORATE, "не состоялось"),
    ),
)
def test_a_meeting_is_told_of_when_it_is_called_and_when_it_is_called_off(
    client, public, state, word
):
    meeting = public.open_meeting(
        state=state, state_reason="Нет зала", calendar_at=NOW, notice_sent_at=None
    )
    _id, link, summary = entries(client)[line(meeting, word)]
    assert link == f"http://localhost/meetings/2026/{meeting.number}/"
    told = "17\u00a0декабря, 11:00\u00a0(МСК+2); г.\u00a0Заречинск"
    assert (summary or "").startswith(told if state is MeetingState.NOTIFIED else "Нет зала")


@pytest.mark.parametrize("state", (MeetingState.PLANNED, MeetingState.AGENDA_OPEN))
def test_what_is_only_being_prepared_is_no_news(client, public, state):
    public.open_meeting(state=state, calendar_at=NOW)
    assert entries(client) == {}


def test_a_plan_comes_with_its_approval_and_each_language_has_an_address(client, events, public):
    meeting = public.open_meeting(calendar_at=None)
    plan = events.plan(meeting)
    events.approved(meeting, [], plan=plan)
    events.add(PlanEdition(plan_id=plan.id, number=2, created_at=NOW))  # a draft
    title = "План международных мероприятий на 2026 год: утверждена редакция 1"
    (russian,) = entries(client).items()
    (english,) = entries(client, "/en/news.atom").items()
    assert russian[0] == title
    assert russian[1][1:] == (
        "http://localhost/plan/2026/editions/1/",
        "Утверждена Советом 18\u00a0декабря 2025\u00a0г.",
    )
    assert english[0] == "Plan of international events for 2026: edition 1 approved"
    assert english[1][:2] == (russian[1][0], "http://localhost/en/plan/2026/editions/1/")
    assert feed_of(client, "/en/news.atom").get(LANG) == "en"


def test_a_group_has_a_feed_of_its_own_and_the_site_names_it(client, public, council):
    group = public.build.body(
        "logistics", kind=BodyKind.WORKING_GROUP, name="Рабочая группа по логистике"
    )
    public.open_meeting(calendar_at=NOW)
    own = public.build.meeting(
        group, starts_at=NEXT, state=MeetingState.NOTIFIED, calendar_at=NOW, number=7
    )
    ((title, (_id, link, _summary)),) = entries(client, "/council/logistics.atom").items()
    assert title == f"Рабочая группа по логистике. {line(own, 'повестка утверждена')}"
    assert link == "http://localhost/council/logistics/meetings/2026/7/"
    assert len(entries(client)) == 2
    assert client.get("/council/nobody.atom").status_code == 404
    assert client.get(f"/council/{council.body.slug}.atom").location == "/news.atom"
    alternate = links(feed_of(client, "/en/council/logistics.atom"))
    assert "http://localhost/council/logistics.atom" in alternate


def test_the_latest_word_counts_whichever_it_was(client, public):
    """A meeting called long ago and called off today stands before thirty called yesterday."""
    yesterday, long_ago = NOW - timedelta(days=1), NOW - timedelta(days=30)
    for number in range(MOST):
        public.open_meeting(number=500 + number, notice_sent_at=yesterday, calendar_at=None)
    off = public.open_meeting(
        number=7,
        state=MeetingState.CANCELLED,
        state_reason="Нет кворума",
        agenda_approved_at=long_ago,
        notice_sent_at=long_ago,
        calendar_at=NOW,
    )
    assert next(iter(entries(client))) == line(off, "отменено")


def test_minutes_published_on_a_day_that_nobody_knows_are_no_news(client, minutes, monkeypatch):
    """Nor do they push out what was published on a known one."""
    known, unknown = minutes.hall(), minutes.hall()
    minutes.published(known)
    edition = minutes.published(unknown)
    edition.is_publication_dated = False
    edition.published_at = NOW + timedelta(days=1)
    minutes.build.session.commit()
    monkeypatch.setattr("portal.news.queries.MOST", 1)
    assert line(known.meeting, "протокол опубликован") in entries(client)
    assert line(unknown.meeting, "протокол опубликован") not in entries(client)


def test_hostile_words_stay_words(client, public):
    title = "]]></title><script>alert(1)</script>&amp;\x0b\x1f\ufffe 💥"
    group = public.build.body("hostile", kind=BodyKind.COMMISSION, name=title)
    meeting = public.build.meeting(
        group, starts_at=NEXT, state=MeetingState.CANCELLED, state_reason=title, calendar_at=NOW
    )
    clean = "]]></title><script>alert(1)</script>&amp; 💥"
    (found,) = entries(client, "/council/hostile.atom").items()
    assert found[0] == f"{clean}. {line(meeting, 'отменено')}"
    assert found[1][2] == clean


def test_who_has_the_newest_is_told_so_and_a_change_is_told(client, minutes, public):
    minutes.published()
    answer = client.get("/news.atom")
    tag = answer.headers["ETag"]
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    with counted_statements() as found:
        again = client.get("/news.atom", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, len(found)) == (304, b"", 1)
    assert client.get("/en/news.atom", headers={"If-None-Match": tag}).status_code == 200
    public.open_meeting(calendar_at=NOW)
    assert client.get("/news.atom", headers={"If-None-Match": tag}).status_code == 200


def test_the_latest_are_shown_with_as_many_statements_however_many_there_are(
    client, minutes, public
):
    minutes.published()
    for number in range(MOST + 5):
        public.open_meeting(number=500 + number, calendar_at=NOW + timedelta(minutes=number))
    with counted_statements() as found:
        shown = entries(client)
    assert len(found) <= MOST_STATEMENTS
    assert len(shown) == MOST
    assert next(iter(shown)).startswith(f"Заседание № {500 + MOST + 4}-2026")
    moments = [each.text for each in feed_of(client).iterfind(f"{ATOM}entry/{ATOM}updated")]
    assert moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(("path", "feed"), (("/", "/news.atom"), ("/en/plan/", "/en/news.atom")))
def test_a_page_tells_programs_and_people_of_the_feed(client, public, events, path, feed):
    meeting = public.open_meeting()
    events.approved(meeting, [])
    text = client.get(path).text
    assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in text
    assert f'<a href="{feed}">' in text
    feed_of(client, feed)
