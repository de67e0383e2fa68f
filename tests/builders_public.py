"""Meetings, applications and files for the tests of what visitors see and send."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from core.adapters import files
from core.adapters.database import db
from core.kernel.viewers import ANONYMOUS
from council.meetings.models import ItemFile, Meeting, Speaker, VisitorApplication
from council.meetings.rules.consent import version_in
from council.meetings.rules.kinds import ApplicationState, MeetingState
from council.meetings.services.visitors import (
    ApplicationDraft,
    apply_as_visitor,
    new_token,
    token_hash,
)

NEXT = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)  # Thursday, 11:00 in Zarechinsk
PDF = b"%PDF-1.7 sample"


def draft(number=1, **values):
    """An application as the form hands it on; each number has an address of its own."""
    defaults = {
        "full_name": "Мороз Никита Ильич",
        "organisation": "ООО «Северный путь»",
        "inn": None,
        "email": f"guest{number}@example.org",
        "wants_to_speak": False,
        "consent_version": version_in("ru"),
        "address": f"10.0.{number // 200}.{number % 200}",
        "token": new_token(),
    }
    return ApplicationDraft(**{**defaults, **values})


def list_of(meeting_id):
    """The applications of a meeting in their order, read anew."""
    db.session.expire_all()
    v = VisitorApplication
    query = select(v).where(v.meeting_id == meeting_id).order_by(v.submitted_at)
    return list(db.session.scalars(query))


def states_of(meeting_id):
    return [application.state for application in list_of(meeting_id)]


def taken(meeting_id):
    db.session.expire_all()
    return db.session.get(Meeting, meeting_id).guests_taken


class PublicBuilder:
    """Adds what visitors meet beside the records of `tests.builders.Builder`."""

    def __init__(self, build, council):
        self.build, self.council = build, council

    def open_meeting(self, seats=2, **values):
        defaults = {"starts_at": NEXT, "guest_seats": seats, "state": MeetingState.NOTIFIED}
        return self.build.meeting(self.council.body, **{**defaults, **values})

    def agreed(self, meeting, number, title="О плане работы", **values):
        return self.build.item(
            meeting, title, position=number, printed_number=number, is_agreed=True, **values
        )

    def speaker(self, item, person=None, **values):
        values = {"position": 1, **values}
        person_id = person.id if person else None
        return self.build.add(Speaker(item_id=item.id, person_id=person_id, **values))

    def material(self, item, name="Доклад.pdf", *, content=PDF, is_restricted=False):
        upload = files.checked(name, content)
        sha256 = files.store(upload, now=self.build.now)
        return self.build.add(
            ItemFile(
                item_id=item.id,
                position=next(self.build.numbers),
                name=upload.name,
                sha256=sha256,
                is_restricted=is_restricted,
                added_at=self.build.now,
            )
        )

    def applies(self, meeting, number=1, **values):
        """An application through the service; returns its row."""
        sent = draft(number, **values)
        token = apply_as_visitor(meeting.id, sent, actor=ANONYMOUS, now=self.build.now)
        query = select(VisitorApplication).where(VisitorApplication.token_hash == token_hash(token))
        return db.session.scalars(query).one_or_none()

    def applied(self, meeting, number, state=ApplicationState.CONFIRMED, **values):
        """A row as if it had been sent long ago."""
        at = self.build.now - timedelta(days=30) + timedelta(minutes=number)
        defaults = {
            "full_name": "Мороз Никита Ильич",
            "email": f"guest{number}@example.org",
            "state": state,
            "consent_version": version_in("ru"),
            "consent_at": at,
            "token_hash": token_hash(new_token()),
            "submitted_at": at,
            "changed_at": at,
        }
        row = VisitorApplication(meeting_id=meeting.id, **{**defaults, **values})
        return self.build.add(row)


@contextmanager
def clock_at(clock, moment):
    before, clock.stopped_at = clock.stopped_at, moment
    try:
        yield
    finally:
        clock.stopped_at = before
