"""How dear is a feed of calendars? A thousand meetings, made for this run and thrown away with it.

In CPU time of this process, the database included: other work on the machine blurs it least.
"""

import http.client
import statistics
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import insert, select

MEETINGS = 1000
PASSES = 7
MOST_MS = 50.0
LARGEST_NUMBER, FIRST_YEAR = 999, 2100


def add_meetings(app: Flask) -> None:
    """Copies of a meeting of the sample, a day apart."""
    from core.adapters.database import db  # noqa: PLC0415  # the application has just been made
    from council.meetings.models import Meeting  # noqa: PLC0415

    with app.app_context():
        table = Meeting.__table__
        query = select(table).where(table.c.place != "").limit(1)
        kept: dict[str, Any] = dict(db.session.execute(query).mappings().one())
        rows = [
            {
                **kept,
                "id": uuid4(),
                "code": None,
                "year": FIRST_YEAR + number // LARGEST_NUMBER,
                "number": number % LARGEST_NUMBER + 1,
                "starts_at": kept["starts_at"] + timedelta(days=number + 1),
                "ends_at": None,
            }
            for number in range(MEETINGS)
        ]
        db.session.execute(insert(Meeting), rows)
        db.session.commit()


def report(app: Flask) -> bool:
    """Print the cost of the whole answer, never kept anywhere; False when it is too dear."""
    add_meetings(app)
    client = app.test_client()
    took = []
    for _ in range(PASSES):
        before = time.process_time()
        answer = client.get("/meetings.ics")
        took.append((time.process_time() - before) * 1000)
        if answer.status_code != http.HTTPStatus.OK:
            raise SystemExit(f"/meetings.ics answered {answer.status_code}")
    events = answer.text.count("BEGIN:VEVENT")
    cost = statistics.median(took)
    size = len(answer.data) // 1024
    print(f"/meetings.ics of {events} events, {size} kB: {cost:.1f} ms CPU (at most {MOST_MS:.0f})")
    return cost <= MOST_MS
