"""Writing to visitors about their applications; steps of other services."""

from datetime import datetime

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.language import language
from core.letters.rules import Addressee
from core.letters.services import post_to
from council.meetings.letters.visitors import Outcome, Visit, visitor_letter
from council.meetings.models import Meeting, VisitorApplication
from council.meetings.rules.visitors import LIVE
from council.membership.queries import get_body


def tell_visitor(
    application: VisitorApplication, outcome: Outcome, now: datetime, *, token: str = ""
) -> None:
    """One visitor; `token` opens the own page and is known only while the form is answered."""
    if not application.email:
        return
    meeting = db.session.get_one(Meeting, application.meeting_id)
    visit = Visit(
        application,
        meeting,
        get_body(meeting.body_id),
        now,
        own_page=f"/meetings/visit/{token}/" if token else "",
        reason=application.decline_reason if outcome is Outcome.DECLINED else "",
    )
    spoken = language() if token else "ru"  # known while the visitor answers the form
    reader = Addressee(application.full_name, application.email, language=spoken)
    post_to([reader], lambda known: visitor_letter(visit, outcome, known), now=now)


def tell_visitors(meeting: Meeting, outcome: Outcome, now: datetime, reason: str = "") -> None:
    """Everybody who has a seat or waits for one hears that the meeting is not as it was set."""
    v = VisitorApplication
    query = select(v).where(v.meeting_id == meeting.id, v.state.in_(LIVE), v.email.is_not(None))
    body = get_body(meeting.body_id)
    visits = {
        reader.key: (reader, Visit(each, meeting, body, now, reason=reason))
        for each in db.session.scalars(query)
        if (reader := Addressee(each.full_name, each.email or ""))
    }
    post_to(
        [reader for reader, _ in visits.values()],
        lambda reader: visitor_letter(visits[reader.key][1], outcome, reader),
        now=now,
    )
