"""Events of every kind and the programs of Node that read them, for the tests of calendars."""

import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from core.adapters.calendars import Invite, invitation
from core.kernel.calendars import (
    CalendarEvent,
    EventStatus,
    Feed,
    Mailbox,
    Participation,
    feed_text,
)

BROWSER = Path(__file__).parents[2] / "browser"
SCRIPT = BROWSER / "read_calendar.mjs"
ZONES = ("America/New_York", "Europe/Moscow")
WINTER = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)
SUMMER = datetime(2026, 7, 2, 6, 30, tzinfo=UTC)
STAMP = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
LENGTH = timedelta(hours=2)
TITLE = "Заседание № 4 Экспортного совета при Губернаторе Заречинской области; «расширенное», 1/2"
TEXT = "Повестка\n1. О плане работы на 2027 год, о выставках; о разном\n2. Обратная \\ черта"
PLACE = "г. Заречинск, ул. Губернская, д. 1; зал заседаний (каб. 301)"
SECRETARY = Mailbox('Секретарь "Экспортного совета"', "sovet@region.example")
MEMBER = Mailbox("Цой Вера Сановна", "tsoy@example.org")


def event(number, starts, zone, **changes):
    values = {
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "title": TITLE,
        "starts": starts,
        "ends": starts + LENGTH if isinstance(starts, datetime) else starts + timedelta(days=7),
        "zone": zone,
        "stamp": STAMP,
        "sequence": number,
        "place": PLACE,
        "text": TEXT,
        "url": "https://region.example/meetings/2026/4/",
        "video": "https://video.example/rooms/4?a=1,2;b=3",
    }
    return CalendarEvent(**{**values, **changes})


EVENTS = (
    event(1, WINTER, "Asia/Yekaterinburg"),
    event(2, SUMMER, "Europe/Moscow"),
    event(3, WINTER, "Europe/Berlin"),
    event(4, SUMMER, "Europe/Berlin", status=EventStatus.CANCELLED),
    event(5, SUMMER, "America/New_York"),
    event(6, date(2026, 12, 17), "Asia/Yekaterinburg"),
)
FEED = feed_text(Feed("11111111-0000-4000-8000-000000000000", "Заседания", EVENTS))


def invite(method, of=EVENTS[0], answer=Participation.NEEDS_ACTION):
    return invitation(Invite(method, of, SECRETARY, MEMBER, answer))


def by_node(content, zone):
    """{parser: events} as Node's libraries read them in a zone."""
    node = shutil.which("node")
    if node is None or not (BROWSER / "node_modules" / "ical.js").exists():
        pytest.skip("ical.js and node-ical are not here: make test fetches them")
    run = subprocess.run(  # noqa: S603 - our own script
        [node, str(SCRIPT)],
        input=content,
        env={**os.environ, "TZ": zone},
        capture_output=True,
        check=True,
        timeout=60,
    )
    return json.loads(run.stdout)
