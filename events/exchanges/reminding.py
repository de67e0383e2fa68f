"""What exchanges hand in to reminders: measures and follow-ups that are due, plans that run out."""

from collections.abc import Iterator

from council.membership.queries import BodyRow
from council.membership.rules import BodyKind
from council.reminders.rules import Circumstances, Duty
from events.exchanges.queries.pending import list_pending
from events.exchanges.rules.duties import exchange_duties


def exchange_reminders(body: BodyRow, at: Circumstances) -> Iterator[Duty]:
    """Exchanges are kept by the council's coordinator; working groups have none."""
    if body.kind is BodyKind.COUNCIL:
        yield from exchange_duties(list_pending(at.today), at)
