"""Invitations: one per person and meeting, with the calendar part and the link of each letter.

Steps of other services, inside their commands. Letters themselves are written by `letters`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID, uuid4

from flask import current_app

from core.adapters.calendars import Invite, invitation
from core.adapters.database import db
from core.adapters.derived import derived_token, token_hash
from core.kernel.calendars import CalendarEvent, Mailbox, Method
from core.kernel.zones import local
from core.letters.rules import Addressee, calendar_part
from council.meetings.letters.wording import Share, words_of
from council.meetings.models import Invitation, Meeting
from council.meetings.queries.invitations import (
    Invitee,
    calendar_meeting,
    list_invitations,
    list_invitees,
    list_people,
    list_titles,
)
from council.meetings.rules.calendar import PARTICIPATIONS, CalendarMeeting, event_of
from council.membership.queries import BodyRow, find_officer, get_body
from council.membership.rules import Office

PURPOSE = "answer to a notice"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all letters about one change of a meeting share."""

    meeting: Meeting
    body: BodyRow
    titles: tuple[str, ...]
    organizer: Mailbox
    known: CalendarMeeting
    method: Method
    shared: frozenset[str] = frozenset()

    def event(self, person: Invitee, row: Invitation) -> CalendarEvent:
        """As one person was told of it, in the language that gettext is set to.

        In a calendar that several people share each of them has an event of their own, by name.
        """
        words = words_of(self.meeting, self.body, self.titles, base_url())
        if mailbox_of(row) in self.shared:
            words = replace(words, title=f"{words.title} – {person.name.initials_after}")
        uid = row.uid or self.known.id
        return replace(event_of(self.known, words), uid=str(uid), sequence=row.sequence)


def stamp(meeting: Meeting, now: datetime) -> None:
    """Something that calendars show has changed."""
    meeting.calendar_at = now


def raise_sequence(meeting: Meeting, now: datetime) -> None:
    """Those invited are told of another time or place: what they have is out of date."""
    meeting.calendar_sequence += 1
    stamp(meeting, now)


def occasion_of(meeting: Meeting, method: Method) -> Occasion:
    db.session.flush()
    body = get_body(meeting.body_id)
    organizer = organizer_of(meeting, body)
    titles, known = list_titles(meeting.id), calendar_meeting(meeting)
    count = Counter(mailbox_of(row) for row in list_invitations(meeting.id).values())
    shared = frozenset(mailbox for mailbox, people in count.items() if mailbox and people > 1)
    return Occasion(meeting, body, titles, organizer, known, method, shared)


def mailbox_of(row: Invitation) -> str:
    return row.email.strip().casefold()


def organizer_of(meeting: Meeting, body: BodyRow) -> Mailbox:
    """A mailbox that is read: the one of the settings, else the secretary's own."""
    settings = current_app.config["SETTINGS"]
    name = body.short_name or body.name
    if address := parseaddr(settings.mail_reply_to)[1]:
        return Mailbox(name, address)
    day = local(meeting.starts_at, meeting.zone).date()
    secretary = find_officer(body.id, Office.SECRETARY, day, rather=meeting.secretary_id)
    people = list_people(meeting.id, {secretary.person_id}) if secretary else ()
    address = next((each.email for each in people if each.email), "")
    return Mailbox(name, address or f"secretary@{settings.hosts[0]}")


def base_url() -> str:
    return str(current_app.config["SETTINGS"].base_url)


def members_of(meeting: Meeting) -> tuple[Invitee, ...]:
    """Those who are asked: the members of the meeting's day."""
    day = local(meeting.starts_at, meeting.zone).date()
    return list_invitees(meeting.id, meeting.body_id, day)


def invite(meeting: Meeting, people: tuple[Invitee, ...], now: datetime) -> dict[UUID, Invitation]:
    """Note that these people are told of the meeting as it stands; their rows by person.

    A calendar that was told to drop the meeting takes it again only under a greater number.
    """
    found = list_invitations(meeting.id)
    dropped = [row.sequence + 1 for row in found.values() if row.withdrawn_at is not None]
    meeting.calendar_sequence = max(meeting.calendar_sequence, *dropped, 0)
    stamp(meeting, now)
    for person in people:
        row = found.get(person.person_id)
        if row is None:
            row = Invitation(id=uuid4(), meeting_id=meeting.id, person_id=person.person_id)
            row.invited_at = now
            found[person.person_id] = row
            db.session.add(row)
        row.email, row.sequence = person.email, meeting.calendar_sequence
        row.token_hash, row.withdrawn_at = token_hash(token_of(row)), None
    tell_apart(found.values())
    return found


def tell_apart(rows: Iterable[Invitation]) -> None:
    """Give everybody but the first of a mailbox an event of their own, for ever.

    A calendar knows an event by its UID and answers for the mailbox: under one UID two people who
    share a mailbox could only answer alike.
    """
    taken = set[str]()
    for row in sorted(rows, key=lambda each: each.invited_at):
        mailbox = mailbox_of(row)
        if row.uid is None and mailbox in taken:
            row.uid = row.id
        elif row.uid is None and mailbox:
            taken.add(mailbox)


def withdraw(meeting: Meeting, rows: Mapping[UUID, Invitation], now: datetime) -> None:
    """Note that calendars are told to drop the meeting."""
    for row in rows.values():
        row.sequence = max(meeting.calendar_sequence, row.sequence + 1)
        row.withdrawn_at = now


def live(meeting_id: UUID) -> dict[UUID, Invitation]:
    """The invitations that calendars still hold, by person."""
    rows = list_invitations(meeting_id)
    return {person: row for person, row in rows.items() if row.withdrawn_at is None}


def token_of(row: Invitation) -> str:
    return derived_token(PURPOSE, row.id)


def share(occasion: Occasion, person: Invitee, row: Invitation, *, language: str = "ru") -> Share:
    """What one person's letter carries, in the language that gettext is set to."""
    name = person.name.full
    addressee = Addressee(name, row.email, person.person_id, person.account_id, language)
    calendar = None
    if addressee.address:
        message = Invite(
            method=occasion.method,
            event=occasion.event(person, row),
            organizer=occasion.organizer,
            attendee=Mailbox(name, addressee.address),
            answer=PARTICIPATIONS[person.answer],
        )
        calendar = calendar_part(invitation(message), occasion.method.value)
    return Share(addressee, person.name, calendar, f"/answer/{token_of(row)}/")
