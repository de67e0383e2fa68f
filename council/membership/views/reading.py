"""What the composition pages read of a body on a day: a constant number of statements."""

from datetime import date
from uuid import UUID

from core.kernel.names import PersonName
from council.membership.pages.composition import Composition
from council.membership.queries.deputy import find_deputy_chair, find_deputy_post
from council.membership.queries.members import list_composition
from council.membership.queries.offices import list_officers
from council.membership.queries.people import find_name
from council.membership.queries.regulation import procedure_on
from council.membership.queries.rows import BodyRow
from council.membership.rules import Office
from council.membership.rules.deputy import DeputyPost, DeputyState, stand_in_acts


def read_composition(body: BodyRow, day: date) -> Composition:
    """Everything about a body on a day; a constant number of statements."""
    officers = list_officers(body.id, day)
    post = find_deputy_post(body.id, day)
    allowed = procedure_on(body.id, day).stand_in_allowed
    stand_ins = [row.name for row in officers if row.office is Office.STAND_IN]
    acts = stand_in_acts(post, is_allowed=allowed) and stand_ins
    seats = list_composition(body.id, day)
    return Composition(
        body=body,
        day=day,
        seats=seats,
        officers=officers,
        post=post,
        deputy_name=deputy_name(post.person_id, {s.person_id: s.name for s in seats}),
        stand_in=stand_ins[0].initials_after if acts else "",
        stand_in_allowed=allowed,
    )


def deputy_name(person_id: UUID | None, names: dict[UUID, PersonName]) -> PersonName | None:
    """From the composition if the person still sits there."""
    if person_id is None:
        return None
    return names.get(person_id) or find_name(person_id)


def read_public_composition(body: BodyRow, day: date) -> Composition:
    """The same for visitors, who are not told why the deputy chair's post is vacant."""
    deputy = find_deputy_chair(body.id, day)
    state = DeputyState.IN_OFFICE if deputy else DeputyState.NEVER_ELECTED
    return Composition(
        body=body,
        day=day,
        seats=list_composition(body.id, day),
        officers=list_officers(body.id, day),
        post=DeputyPost(state, deputy.person_id if deputy else None),
        deputy_name=deputy.name if deputy else None,
        stand_in="",
        stand_in_allowed=False,
    )
