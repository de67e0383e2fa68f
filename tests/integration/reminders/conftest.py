"""A council whose clock the test moves, with the scheduler's polls of reminders."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, select

from core.letters.models import OutgoingLetter
from core.reminders.models import Reminder
from core.reminders.rules import ReminderState
from council.reminders.services import remind
from tests.builders import ZONE


class Schedule:
    """`at(day, hour)` polls then; letters are read as (kind, addressee, subject)."""

    def __init__(self, session):
        self.session = session

    def at(self, day, hour=9, minute=0):
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE))
        return self.poll(moment)

    def poll(self, moment):
        sent = remind(moment)
        self.session.expire_all()
        return sent

    def selects(self, day):
        """The SELECTs of one poll in which nothing is due."""
        sent = []

        def note(_connection, _cursor, statement, *_rest):
            sent.append(statement)

        bind = self.session.get_bind()
        event.listen(bind, "before_cursor_execute", note)
        try:
            self.at(day, 3)
        finally:
            event.remove(bind, "before_cursor_execute", note)
        return [each for each in sent if each.startswith("SELECT")]

    def through(self, first, last):
        """Each day of a span at noon; returns what was sent on which day."""
        day, found = first, []
        while day <= last:
            before = len(self.letters())
            self.at(day, 12)
            found += [(day, *letter[:2]) for letter in self.letters()[before:]]
            day += timedelta(days=1)
        return found

    def letters(self, kind=""):
        o = OutgoingLetter
        query = select(o.kind, o.person_id, o.subject, o.email, o.body).where(
            o.kind.startswith("reminder.")
        )
        rows = self.session.execute(query.order_by(o.posted_at, o.kind, o.addressee)).all()
        found = [(row[0].removeprefix("reminder."), *row[1:]) for row in rows]
        return [letter for letter in found if not kind or letter[0] == kind]

    def rows(self, kind="", state=None):
        query = select(Reminder).order_by(Reminder.due_at, Reminder.kind)
        found = self.session.scalars(query).all()
        return [
            row
            for row in found
            if (not kind or row.kind == kind) and (state is None or row.state is state)
        ]

    def waiting(self, kind=""):
        return self.rows(kind, ReminderState.WAITING)

    def skipped(self, kind=""):
        return {row.reason for row in self.rows(kind, ReminderState.SKIPPED)}


@pytest.fixture
def schedule(session):
    return Schedule(session)
