"""«Предварительно»: last days counted over a year whose work calendar is not published yet.

The meeting is on 14 January 2027; nobody has confirmed the calendar of 2027 here.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from council.meetings.rules.kinds import MeetingState
from council.reminders.services import remind
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW
from tests.web.meetings.test_regulation import plan

UNPUBLISHED = datetime(2027, 1, 14, 6, tzinfo=UTC)
PUBLISHED = datetime(2026, 12, 17, 6, tzinfo=UTC)
WORD = "предварительно"
# Who opens which page, and after which words the caution stands there.
PAGES = (
    ("secretary", "/desk/", r"до \d+ (декабря|января)"),
    ("secretary", "/desk/", r"запись до \d+ (декабря|января)"),
    ("member", "/desk/", r"до \d+ (декабря|января)"),
    ("secretary", "/desk/meetings/?year={year}", r"\d\d\.\d\d\.\d{4}"),
    ("secretary", "/desk/meetings/{id}/", r"(понедельник|вторник|среда|четверг|пятница)"),
    ("secretary", "/desk/meetings/{id}/papers/notice.html", r"не позднее \d+ \w+ \d{4} г\. \(\w+"),
    ("secretary", "/desk/reminders/", r"срок – \d+ (декабря|января)( \d{4} г\.)?"),
)


@pytest.fixture
def keepers(build, council, sign_in):
    return build, council, sign_in


@pytest.fixture
def page(build, council, sign_in):
    """`page(who, path, moment)`: the text of a page about a meeting at the moment."""

    def open_page(who, path, moment):
        meeting = build.meeting(
            council.body,
            number=1,
            starts_at=moment,
            presiding_id=council.chair.id,
            state=MeetingState.AGENDA_OPEN,
            is_open=True,
            guest_seats=5,
        )
        build.item(meeting, "О плане работы")
        remind(NOW)
        client = sign_in(getattr(council, who))
        response = client.get(path.format(id=meeting.id, year=moment.year))
        assert response.status_code == 200
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.text))

    return open_page


@pytest.mark.parametrize(("who", "path", "day"), PAGES)
def test_a_last_day_in_an_unpublished_year_is_provisional(page, who, path, day):
    assert re.search(day + rf"\W{{1,3}}{WORD}", page(who, path, UNPUBLISHED))


@pytest.mark.parametrize(("who", "path"), sorted({each[:2] for each in PAGES}))
def test_a_last_day_of_a_published_year_is_certain(page, who, path):
    assert WORD not in page(who, path, PUBLISHED)


def test_a_last_day_that_has_passed_is_provisional_on_the_page_of_the_notice(
    build, council, sign_in, stopped_clock
):
    build.now = stopped_clock.stopped_at = UNPUBLISHED - timedelta(days=1)
    meeting = build.meeting(
        council.body,
        number=1,
        starts_at=UNPUBLISHED,
        presiding_id=council.chair.id,
        state=MeetingState.AGENDA_APPROVED,
    )
    text = sign_in(council.secretary).get(f"/desk/meetings/{meeting.id}/notice").text
    [notice, materials] = re.findall("Срок пропущен[^<]*", text)
    for told in (notice, materials):
        assert "последний день" in told
        assert "Предварительно: производственный календарь" in told


def test_the_shortest_absentee_vote_over_an_unpublished_new_year_is_provisional(council, sign_in):
    refused = plan(
        sign_in(council.secretary),
        council,
        form="absentee",
        day="30.12.2026",
        ballots_until="31.12.2026",
    )

    assert f"{WORD})" in refused.text
    assert "января 2027" in refused.text


@pytest.mark.parametrize(
    ("signed_at", "is_so"), ((datetime(2026, 12, 30, 8, tzinfo=UTC), True), (NOW, False))
)
def test_the_day_until_which_minutes_are_sent_out_says_so_too(
    keepers, stopped_clock, signed_at, is_so
):
    build, council, sign_in = keepers
    build.now = stopped_clock.stopped_at = signed_at
    build.rule(council.body, "sending_days", "5")
    edition = MinutesBuilder(build, council).signed()

    text = sign_in(council.secretary).get(f"/desk/minutes/{edition.id}/").text

    said = re.search(r"рассыла\w+[^<]*", text).group()
    assert (WORD in said) is is_so
