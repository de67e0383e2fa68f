"""Every SELECT on membership. Who holds an office is computed from dated rows, never stored.

Other slices import from here; the modules of this folder are its own matter.
"""

from council.membership.queries.bodies import (
    find_body_record,
    find_main_body,
    get_body,
    get_body_by_slug,
    get_main_body,
    list_bodies,
    lock_body,
)
from council.membership.queries.deputy import find_deputy_chair, find_deputy_post, find_stand_in
from council.membership.queries.members import (
    SeatRow,
    candidacy_of,
    count_voting,
    get_seat,
    list_composition,
    list_eligible,
    list_members,
    list_seat_terms,
)
from council.membership.queries.offices import (
    find_officer,
    is_absent,
    list_absences,
    list_officers,
)
from council.membership.queries.people import get_person, list_people
from council.membership.queries.publication import PublicPerson, public_people
from council.membership.queries.regulation import (
    dated_procedures,
    find_regulation_on,
    list_regulations,
    list_settings,
    procedure_on,
    procedures_on,
)
from council.membership.queries.rows import BodyRow, Holder
from council.membership.queries.standing import held_by, standing

__all__ = [
    "BodyRow",
    "Holder",
    "PublicPerson",
    "SeatRow",
    "candidacy_of",
    "count_voting",
    "dated_procedures",
    "find_body_record",
    "find_deputy_chair",
    "find_deputy_post",
    "find_main_body",
    "find_officer",
    "find_regulation_on",
    "find_stand_in",
    "get_body",
    "get_body_by_slug",
    "get_main_body",
    "get_person",
    "get_seat",
    "held_by",
    "is_absent",
    "list_absences",
    "list_bodies",
    "list_composition",
    "list_eligible",
    "list_members",
    "list_officers",
    "list_people",
    "list_regulations",
    "list_seat_terms",
    "list_settings",
    "lock_body",
    "procedure_on",
    "procedures_on",
    "public_people",
    "standing",
]
