"""The public composition of a body: kept as it was each time it had changed.

A name has its ground only as long as its consent holds: when one is withdrawn, every older
composition goes out of sight (152-ФЗ, art. 10.1).
"""

from dataclasses import replace
from datetime import date, datetime

from core.kernel.papers import Paper
from core.kernel.zones import local, noon
from core.papers.services.publishing import State, withdraw_states
from council.membership.documents import composition
from council.membership.queries import BodyRow
from council.membership.queries.papers import get_composition_record

KIND = "members:"


def public_composition(body: BodyRow, day: date) -> State:
    record = get_composition_record(body, day, is_public=True)

    def make(moment: datetime) -> Paper:
        on = local(moment, body.zone).date()
        return composition(replace(record, day=on, made_at=moment))

    return State(f"{KIND}{body.id.hex}", make, noon(day, body.zone))


def hide_compositions(now: datetime) -> None:
    withdraw_states(KIND, now=now)
