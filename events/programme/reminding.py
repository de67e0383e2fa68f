"""What single events hand in to reminders: reports, lines of checklists, open outcomes."""

from collections.abc import Iterator

from council.membership.queries import BodyRow
from council.membership.rules import BodyKind
from council.reminders.rules import Circumstances, Duty
from events.programme.queries.pending import list_pending, list_promising
from events.programme.rules.duties import event_duties, promise_duties


def programme_duties(body: BodyRow, at: Circumstances) -> Iterator[Duty]:
    """Events belong to the council; working groups have none."""
    if body.kind is BodyKind.COUNCIL:
        yield from event_duties(list_pending(at.today), at)
        yield from promise_duties(list_promising(), at.today)
