"""The end of a seat, of an office, of the deputy chair's term: the last day and its ground.

What was ended with the same day and ground before (a form sent twice) stays as it is.
"""

from datetime import datetime, timedelta
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command
from core.adapters.once import is_saved
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.membership.models import Appointment, Seat
from council.membership.queries.bodies import lock_body
from council.membership.queries.elections import get_election
from council.membership.queries.members import get_seat
from council.membership.queries.offices import get_appointment
from council.membership.rules.acts import Ending
from council.membership.services.revisions import change, demand_fresh

ORDER = Refusal("term_order", N_("The last day cannot be before the first."))
ENDED = N_("This term has already ended on %(day)s.")
NOT_IN_OFFICE = Refusal(
    "not_in_office", N_("This election has not taken effect: there is no term to end.")
)


@command
def end_seat(seat_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """End a seat with the day given; the offices that need it fall vacant by themselves."""
    lock_body(get_seat(seat_id).body_id)
    if details := ended(get_seat(seat_id, lock=True), end):
        journal.record("seat.ended", subject_id=seat_id, actor=actor, at=now, details=details)


@command
def end_appointment(appointment_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """End an office with the day given."""
    appointment = get_appointment(appointment_id, lock=True)
    if details := ended(appointment, end):
        details = {"office": appointment.office, **details}
        journal.record(
            "appointment.ended", subject_id=appointment_id, actor=actor, at=now, details=details
        )


def ended(held: Seat | Appointment, end: Ending) -> dict[str, object]:
    """What the end adds to the record; nothing if it ended so before."""
    values = {"held_until": end.last_day, "end_basis": end.basis}
    if is_saved(held, values):
        return {}
    demand_fresh(held, end.revision)
    if held.held_until is not None:
        raise Refused(Refusal("already_ended", ENDED, {"day": held.held_until}))
    if end.last_day < held.held_from:
        raise Refused(ORDER)
    change(held, values)
    return values


@command
def end_deputy_term(election_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """Record a resignation or the end of the term, with the last day in office."""
    election = get_election(election_id, lock=True)
    last = end.last_day
    if is_saved(election, {"ended_on": last + timedelta(days=1), "end_basis": end.basis}):
        return
    if election.effective_on is None:
        raise Refused(NOT_IN_OFFICE)
    if election.ended_on is not None:
        day = election.ended_on - timedelta(days=1)
        raise Refused(Refusal("already_ended", ENDED, {"day": day}))
    if last < election.effective_on:
        raise Refused(ORDER)
    election.ended_on, election.end_basis = last + timedelta(days=1), end.basis
    details = {"held_until": last, "end_basis": end.basis}
    journal.record(
        "deputy_chair.term_ended", subject_id=election_id, actor=actor, at=now, details=details
    )
