"""The hall as the rules see it: roll, absences at items, rules of procedure of the day."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.zones import local
from council.meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.people import find_agenda_votes
from council.meetings.rules.kinds import MeetingForm
from council.meetings.rules.roll import Away, Hall, RollLine, away_by_item
from council.membership.queries import find_officer, procedure_on
from council.membership.rules import Office
from council.membership.rules.procedure import AgendaRule, CastingVote


def day_of(meeting: Meeting | MeetingRow) -> date:
    """The day whose seats, offices and rules hold: of the meeting, or of the term's beginning."""
    return meeting.ballots_from or local(meeting.starts_at, meeting.zone).date()


def get_hall(meeting: Meeting | MeetingRow) -> Hall:
    """Three statements, however many members there are; one more for a rare rule."""
    day = day_of(meeting)
    procedure = procedure_on(meeting.body_id, day)
    chair = None
    if procedure.casting_vote is CastingVote.CHAIR:
        chair = find_officer(meeting.body_id, Office.CHAIR, day)
    by_ballots = meeting.form is MeetingForm.ABSENTEE
    return Hall(
        seats=meeting.seats_total or 0,
        quorum_rule=procedure.absentee_quorum if by_ballots else procedure.quorum,
        casting=procedure.casting_vote,
        presiding_id=meeting.presiding_id,
        roll=roll_lines(meeting.id),
        away=away_by_item(list_away(meeting.id)),
        chair_id=chair.person_id if chair else None,
        majority=procedure.majority,
        agenda_rule=procedure.agenda_rule,
        agenda_awaits_vote=not by_ballots
        and procedure.agenda_rule is AgendaRule.ADOPTED
        and find_agenda_votes(meeting.id) is None,
        guests_speak=procedure.guests_speak,
        may_substitute=procedure.substitution_allowed,
    )


def known_quorum(meeting: Meeting) -> bool | None:
    """Whether enough members came; None while nobody called the roll."""
    return None if meeting.seats_total is None else get_hall(meeting).quorum.holds


def roll_lines(meeting_id: UUID) -> tuple[RollLine, ...]:
    a = Attendance
    query = select(a.person_id, a.is_voting, a.presence).where(a.meeting_id == meeting_id)
    return tuple(RollLine(*row) for row in db.session.execute(query))


def list_away(meeting_id: UUID) -> tuple[Away, ...]:
    """Who takes no part in which item, for the whole meeting."""
    a = ItemAbsence
    query = (
        select(a.item_id, a.person_id, a.is_recusal)
        .join(AgendaItem, AgendaItem.id == a.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
    )
    return tuple(Away(*row) for row in db.session.execute(query))
