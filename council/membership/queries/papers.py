"""The composition of a body on a day as its paper needs it; at most six statements.

For visitors a name comes out only where there is a ground to publish it (152-ФЗ, art. 10.1).
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from core.kernel.names import PersonName
from core.kernel.russian import date_long, number_sign
from council.membership.queries.deputy import find_deputy_chair
from council.membership.queries.members import SeatRow, list_composition
from council.membership.queries.offices import OfficerRow, list_officers
from council.membership.queries.publication import grounds_of
from council.membership.queries.regulation import find_regulation_on
from council.membership.queries.rows import BodyRow, Holder
from council.membership.rules import BUSINESS, Category, Office
from council.membership.rules.papers import NOUNS, CompositionRecord, PaperMember
from council.membership.rules.publication import Grounds, public_name, public_position

HEADS = (Office.CHAIR, Office.DEPUTY_CHAIR, Office.VICE_CHAIR, Office.SECRETARY)
Offices = Mapping[UUID, tuple[Office, ...]]
INSTEAD = dict.fromkeys(BUSINESS, "представитель предпринимательского сообщества")
UNNAMED = "имя не публикуется"


def get_composition_record(body: BodyRow, day: date, *, is_public: bool) -> CompositionRecord:
    seats, officers = list_composition(body.id, day), list_officers(body.id, day)
    deputy = find_deputy_chair(body.id, day)
    offices = offices_of(officers, deputy)
    people = {seat.person_id for seat in seats} | set(offices)
    grounds = grounds_of(people, day) if is_public and people else None
    members = tuple(member_of(seat, offices, grounds) for seat in seats)
    heads = tuple(heads_of(officers, deputy, seats, offices, grounds))
    return CompositionRecord(
        name=f"composition-{body.slug}-{day.isoformat()}",
        body=body.name,
        body_genitive=body.name_genitive,
        noun=NOUNS[body.kind],
        day=day,
        made_at=datetime.combine(day, time(0), UTC),
        basis=basis_of(body, day),
        heads=heads,
        members=members,
        is_complete=all(each.name for each in (*heads, *members)),
    )


def offices_of(officers: Sequence[OfficerRow], deputy: Holder | None) -> Offices:
    """The offices of each person that a composition names, in their order."""
    held = {(row.person_id, row.office) for row in officers}
    if deputy:
        held.add((deputy.person_id, Office.DEPUTY_CHAIR))
    people = {person_id for person_id, office in held if office in HEADS}
    return {who: tuple(o for o in HEADS if (who, o) in held) for who in people}


def member_of(
    seat: SeatRow, offices: Offices, grounds: Mapping[UUID, Grounds] | None
) -> PaperMember:
    name, post = shown(seat.person_id, seat.name, seat.position, grounds)
    return PaperMember(
        name=name,
        instead=instead_of(seat.category),
        post=post,
        category=seat.category,
        offices=offices.get(seat.person_id, ()),
        is_voting=seat.is_voting,
        by_agreement=seat.by_agreement,
    )


def heads_of(
    officers: Sequence[OfficerRow],
    deputy: Holder | None,
    seats: Sequence[SeatRow],
    offices: Offices,
    grounds: Mapping[UUID, Grounds] | None,
) -> list[PaperMember]:
    """Chair, deputy chairs and secretary in this order, whether they hold a seat or not."""
    posts = {seat.person_id: seat.position for seat in seats}
    known = {row.person_id: (row.name, row.position) for row in officers}
    if deputy:
        known.setdefault(deputy.person_id, (deputy.name, deputy.position))
    in_order = sorted(offices, key=lambda who: (HEADS.index(offices[who][0]), known[who][0].full))
    found = []
    for who in in_order:
        name, own_post = known[who]
        shown_name, post = shown(who, name, posts.get(who) or own_post, grounds)
        found.append(PaperMember(shown_name, UNNAMED, post, offices=offices[who]))
    return found


def shown(
    who: UUID, name: PersonName, post: str, grounds: Mapping[UUID, Grounds] | None
) -> tuple[PersonName | None, str]:
    if grounds is None:
        return name, post
    return public_name(name, grounds[who]), public_position(post, grounds[who])


def instead_of(category: Category) -> str:
    return INSTEAD.get(category, UNNAMED)


def basis_of(body: BodyRow, day: date) -> str:
    """The act in force on the day, else the one that founded the body."""
    act = find_regulation_on(body.id, day)
    if act is None:
        return body.founded_by
    return f"{act.act_kind} от {date_long(act.act_on)} {number_sign(act.act_number)}"
