"""One line of an edition as its form holds it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import NotFound
from events.plan.models import PlanLine, PlanMoney


def get_line_values(edition_id: UUID, line_id: UUID) -> dict[str, Any]:
    """The fields of the form by name; raises `NotFound`."""
    line = db.session.get(PlanLine, line_id)
    if line is None or line.edition_id != edition_id:
        raise NotFound("no such line in this edition")
    query = select(PlanMoney).where(PlanMoney.line_id == line_id).order_by(PlanMoney.position)
    money = [{"source": row.source, "rubles": row.rubles} for row in db.session.scalars(query)]
    return {
        "revision": line.revision,
        "name": line.name,
        "type": line.type.value,
        "country": line.country,
        "city": line.city,
        "starts_on": line.starts_on,
        "ends_on": line.ends_on,
        "month": str(line.month or ""),
        "format": line.format.value,
        "remote_reason": line.remote_reason,
        "sectors": ", ".join(line.sectors),
        "participants": line.participants,
        "responsible": str(line.responsible_id or ""),
        "responsible_name": line.responsible_name,
        "co_executors": line.co_executors,
        "asks_trade_mission": line.asks_trade_mission,
        "asks_rec_office": line.asks_rec_office,
        "money": money,
        "expected_result": line.expected_result,
        "reason": line.reason,
    }
