"""Every SELECT behind the front page."""

from datetime import datetime

from sqlalchemy import and_, or_, select

from core.adapters.database import db
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.meetings.rules.states import BEFORE, HELD_STATES
from council.membership.models import Body
from council.minutes.models import MinutesEdition
from portal.meetings.queries.head import MeetingHead, columns, is_council, seen_edition

LATEST = 3
NEXT_STATES = (*sorted(BEFORE), MeetingState.IN_SESSION)


def list_next_and_last(now: datetime) -> tuple[MeetingHead, ...]:
    """The council's next meeting, if any, and the last three that were held; one statement."""
    m = Meeting
    council = select(Body.id).where(is_council()).scalar_subquery()
    own = m.body_id == council
    coming = and_(own, m.state.in_(NEXT_STATES), or_(m.starts_at >= now, m.begun_at.is_not(None)))
    next_one = select(m.id).where(coming).order_by(m.starts_at, m.number).limit(1)
    held = and_(own, m.state.in_(HELD_STATES))
    last = select(m.id).where(held).order_by(m.starts_at.desc(), m.number.desc()).limit(LATEST)
    query = (
        select(*columns())
        .join(Body, Body.id == m.body_id)
        .outerjoin(MinutesEdition, seen_edition())
        .where(or_(m.id.in_(next_one.subquery().select()), m.id.in_(last.subquery().select())))
        .order_by(m.starts_at.desc(), m.number.desc())
    )
    return tuple(MeetingHead(*row) for row in db.session.execute(query))
