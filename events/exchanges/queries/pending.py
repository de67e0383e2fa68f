"""Agreements that something is still to be done about: open promises, plans that run out."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select, union_all

from core.adapters.database import db
from events.exchanges.models import (
    Agreement,
    ExchangeFollowUp,
    ExchangeMeasure,
    ExchangePlan,
    ExchangeVisit,
)
from events.exchanges.rules import MarkState
from events.exchanges.rules.duties import PendingAgreement
from events.programme.rules.duties import TOLD_FOR

AHEAD = timedelta(days=366)  # more than any reminder comes ahead


def list_pending(today: date) -> tuple[PendingAgreement, ...]:
    """Two statements; what is due much later or was due long ago is left out."""
    a, p = Agreement, ExchangePlan
    until = select(func.max(p.last_year)).where(p.agreement_id == a.id).scalar_subquery()
    query = select(a.id, a.number, a.partner, a.ends_on, a.ended_on, until).order_by(a.number)
    rows = db.session.execute(query).all()
    promises = open_promises(today) if rows else {}
    return tuple(
        PendingAgreement(key, number, partner, ends, ended, tuple(promises.get(key, ())), last)
        for key, number, partner, ends, ended, last in rows
    )


def open_promises(today: date) -> dict[UUID, list[tuple[date, str]]]:
    """(day, words) of measures and follow-ups alike, by agreement."""
    m, f, p, v = ExchangeMeasure, ExchangeFollowUp, ExchangePlan, ExchangeVisit
    measures = select(p.agreement_id, m.due_on, m.text, m.state).join(p, p.id == m.plan_id)
    follow_ups = select(v.agreement_id, f.due_on, f.text, f.state).join(v, v.id == f.visit_id)
    each = union_all(measures, follow_ups).subquery()
    query = (
        select(each.c.agreement_id, each.c.due_on, each.c.text)
        .where(
            each.c.state == MarkState.OPEN,
            each.c.due_on.between(today - TOLD_FOR, today + AHEAD),
        )
        .order_by(each.c.due_on, each.c.text)
    )
    found: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for agreement_id, due_on, text in db.session.execute(query):
        found[agreement_id].append((due_on, text))
    return found
