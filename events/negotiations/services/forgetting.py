"""Forgetting: a year after the event nobody's person, address or telephone is left in a schedule.

Companies and their meetings stay: the register and the results rest on them.
"""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from events.missions.rules.consents import KEPT_DAYS
from events.negotiations.models import NegotiationSchedule, Negotiator
from events.programme.models import Event

N, S = Negotiator, NegotiationSchedule


@command
def forget_negotiators(*, actor: Viewer, now: datetime) -> int:
    """Erase the contacts of events long over; returns how many participants had one."""
    last = now.date() - timedelta(days=KEPT_DAYS)
    query = (
        select(N.id, N.schedule_id)
        .join(S, S.id == N.schedule_id)
        .join(Event, Event.id == S.event_id)
        .where(Event.ends_on < last, (N.contact != "") | (N.email != "") | (N.phone != ""))
    )
    found = db.session.execute(query).all()
    ids = [row.id for row in found]
    forget_letters(ids)
    erased = update(N).where(N.id.in_(ids)).values(contact="", email="", phone="")
    db.session.execute(erased, execution_options={"synchronize_session": False})
    for schedule_id in sorted({row.schedule_id for row in found}):
        what = "negotiations.contacts_forgotten"
        journal.record(what, subject_id=schedule_id, actor=actor, at=now)
    return len(ids)
