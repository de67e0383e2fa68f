"""Who hears what about minutes; steps of other services, inside their transactions."""

from collections.abc import Iterable
from datetime import datetime

from core.kernel.zones import local
from core.letters.rules import Addressee
from core.letters.services import post_to
from council.meetings.models import Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.membership.queries import get_body
from council.membership.queries.readers import list_member_readers, list_readers
from council.minutes.letters import Step, Told, minutes_letter
from council.minutes.models import MinutesEdition
from council.minutes.queries.readiness import signers_of
from council.minutes.rules import Signatory


def told_of(meeting: Meeting, edition: MinutesEdition, now: datetime) -> Told:
    body = get_body(meeting.body_id)
    address = MeetingAddress.of_body(body.kind, body.slug, meeting.year, meeting.number)
    return Told(edition, meeting, body, now, address.minutes)


def members_of(meeting: Meeting) -> tuple[Addressee, ...]:
    """The members of the meeting's day: it is their decision that the minutes tell."""
    return list_member_readers(meeting.body_id, local(meeting.starts_at, meeting.zone).date())


def tell_circulated(
    meeting: Meeting, edition: MinutesEdition, until: datetime, now: datetime
) -> None:
    tell(members_of(meeting), told_of(meeting, edition, now), Step.CIRCULATED, until)


def tell_to_sign(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    places = {
        Signatory.PRESIDING: meeting.presiding_id,
        Signatory.SECRETARY: meeting.secretary_id,
    }
    signatories = list_readers([places[each] for each in signers_of(meeting)])
    tell(signatories, told_of(meeting, edition, now), Step.TO_SIGN)


def tell_signed(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    tell(members_of(meeting), told_of(meeting, edition, now), Step.SIGNED)


def tell_published(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    tell(members_of(meeting), told_of(meeting, edition, now), Step.PUBLISHED)


def tell(
    readers: Iterable[Addressee], told: Told, step: Step, until: datetime | None = None
) -> None:
    post_to(readers, lambda reader: minutes_letter(told, step, reader, until=until), now=told.at)
