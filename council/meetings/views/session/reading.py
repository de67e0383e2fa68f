"""Builds the pages of a session from queries; a constant number of statements each."""

from datetime import datetime
from uuid import UUID

from core.kernel.errors import Refusal
from core.kernel.zones import local
from council.meetings.forms.session.fields import GUEST, PERSON, Choices
from council.meetings.pages.session.hall import (
    Heading,
    ItemEntry,
    SessionPage,
    closing_reasons,
)
from council.meetings.pages.session.item import (
    ItemPage,
    member_lines,
    numbered,
    speeches_of,
    vote_lines,
)
from council.meetings.queries.agenda import lines_of, list_items
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session import people, record
from council.meetings.queries.session.hall import day_of, get_hall
from council.meetings.queries.session.items import get_item_line, list_item_lines
from council.meetings.queries.session.polls import find_poll
from council.meetings.rules.kinds import MeetingAction, SpeechKind
from council.meetings.rules.session import Opening, day_has_come, item_is_settled
from council.meetings.rules.states import LIFE_CYCLE, MeetingFacts
from council.membership.queries import SeatRow, find_officer, list_composition
from council.membership.rules import Office
from council.membership.rules.procedure import AgendaRule


def session_page(meeting: MeetingRow, moment: datetime) -> SessionPage:
    hall, roll = get_hall(meeting), people.list_roll(meeting.id)
    lines = list_item_lines(meeting.id)
    names = {row.person_id: row.name.initials_after for row in roll}
    return SessionPage(
        meeting=Heading.of(meeting),
        quorum=hall.quorum,
        presiding=names.get(meeting.presiding_id, ""),  # type: ignore[arg-type]
        secretary=names.get(meeting.secretary_id, ""),  # type: ignore[arg-type]
        items=tuple(ItemEntry.of(line, hall) for line in lines),
        roll=roll,
        guests=people.list_guests(meeting.id),
        visitors=people.list_waiting_visitors(meeting.id),
        agenda_votes=people.find_agenda_votes(meeting.id),
        to_begin=beginning_reasons(meeting, moment),
        to_close=closing_reasons(meeting, hall, lines),
        has_begun=meeting.seats_total is not None,
        votes_on_agenda=hall.agenda_rule is not AgendaRule.APPROVED,
        may_substitute=hall.may_substitute,
    )


def beginning_reasons(meeting: MeetingRow, moment: datetime) -> tuple[Refusal, ...]:
    """Why the session cannot begin, whoever presides."""
    if meeting.seats_total is not None:
        return ()
    day = day_of(meeting)
    facts = MeetingFacts(lines=lines_of(list_items(meeting.id)), presiding_named=True)
    opening = Opening(day, local(moment, meeting.zone).date(), None, None, frozenset())
    early = day_has_come(opening)
    refusals = LIFE_CYCLE.refusals(MeetingAction.BEGIN, meeting.state, facts)
    return (*refusals, *((early,) if early else ()))


def officer_choices(meeting: MeetingRow) -> tuple[Choices, dict[str, str]]:
    """Who may preside or keep the minutes, and who is proposed: the named, else by office."""
    day = day_of(meeting)
    seats = list_composition(meeting.body_id, day)
    proposed = {
        "presiding": meeting.presiding_id or holder_of(meeting.body_id, Office.CHAIR, meeting),
        "secretary": meeting.secretary_id or holder_of(meeting.body_id, Office.SECRETARY, meeting),
    }
    options = [(str(seat.person_id), seat_name(seat)) for seat in seats]
    return options, {key: str(value or "") for key, value in proposed.items()}


def holder_of(body_id: UUID, office: Office, meeting: MeetingRow) -> UUID | None:
    holder = find_officer(body_id, office, day_of(meeting))
    return holder.person_id if holder else None


def seat_name(seat: SeatRow) -> str:
    name = seat.name.initials_after
    return f"{name} – {seat.position}" if seat.position else name


def item_page(meeting: MeetingRow, item_id: UUID) -> ItemPage:
    line, lines = get_item_line(meeting.id, item_id)
    hall, roll = get_hall(meeting), people.list_roll(meeting.id)
    members = member_lines(roll, record.list_absences(item_id))
    speeches = record.list_speeches(item_id)
    resolutions = numbered(line, record.list_resolutions(item_id))
    poll = find_poll(item_id)
    order = [each.id for each in lines]
    place = order.index(item_id)
    present = [(f"{PERSON}:{each.person_id}", each.name) for each in members]
    guests = [(f"{GUEST}:{g.id}", g.full_name) for g in people.list_guests(meeting.id)]
    return ItemPage(
        meeting=Heading.of(meeting),
        item=line,
        total=len(lines),
        previous_id=order[place - 1] if place else None,
        next_id=order[place + 1] if place + 1 < len(order) else None,
        quorum=hall.quorum_at(item_id),
        members=members,
        heard=speeches_of(speeches, SpeechKind.HEARD),
        spoke=speeches_of(speeches, SpeechKind.SPOKE),
        resolutions=resolutions,
        votes=vote_lines(record.list_votes(item_id), resolutions),
        poll=poll,
        elected=next((c.name for c in poll.candidates if c.person_id == poll.elected_id), ""),
        dissents=record.list_dissents(item_id),
        to_finish=item_is_settled(line.record),
        speaker_options=(*present, *(guests if hall.guests_speak else ())),
        agenda_speakers=agenda_speakers(item_id),
        casts_presiding=hall.casts_at(item_id),
    )


def agenda_speakers(item_id: UUID) -> tuple[tuple[str, str], ...]:
    """Who was to report: what the form chooses by, and the name."""
    return tuple(
        (f"{PERSON}:{person_id}" if person_id else "", name)
        for person_id, name, _ in record.list_speakers(item_id)
    )
