"""Who decides on reports on a day, and why nobody can."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.names import PersonName
from council.membership.queries import find_deputy_chair, find_deputy_post, find_stand_in
from council.membership.rules import Office
from council.membership.rules.deputy import DeputyState


@dataclass(frozen=True, slots=True)
class DeputyChair:
    """The deputy chair's post on a day, for pages that explain why a report waits.

    `name` is empty in a vacancy; `stand_in` only while one may act by the regulation.
    """

    name: PersonName | None = None
    is_absent: bool = False
    absent_until: date | None = None
    stand_in: PersonName | None = None


def find_deputy(body_id: UUID, day: date) -> DeputyChair:
    deputy = find_deputy_chair(body_id, day)
    post = find_deputy_post(body_id, day)
    stand_in = find_stand_in(body_id, day)
    return DeputyChair(
        name=deputy.name if deputy else None,
        is_absent=post.state is DeputyState.ABSENT,
        absent_until=post.until if post.state is DeputyState.ABSENT else None,
        stand_in=stand_in.name if stand_in else None,
    )


def find_office_of(body_id: UUID, person_id: UUID | None, day: date) -> Office | None:
    """The office by which the person decides on reports that day: deputy chair or stand-in.

    An absence explains why a report waits and takes no power away: who is back early may decide.
    """
    deputy = find_deputy_chair(body_id, day)
    if person_id is not None and deputy is not None and deputy.person_id == person_id:
        return Office.DEPUTY_CHAIR
    stand_in = find_stand_in(body_id, day)
    if person_id is not None and stand_in is not None and stand_in.person_id == person_id:
        return Office.STAND_IN
    return None
