"""Who hears what about minutes; steps of other services, inside their transactions."""

from datetime import datetime

from core.kernel.zones import local
from core.letters.rules import Addressee
from core.letters.services import post_to
from council.meetings.models import Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.membership.queries import get_body
from council.membership.queries.readers import list_member_readers, list_readers
from council.membership.rules import BodyKind
from council.minutes import letters
from council.minutes.models import MinutesEdition
from council.minutes.queries.readiness import signers_of
from council.minutes.rules import Signatory


def told_of(meeting: Meeting, edition: MinutesEdition, now: datetime) -> letters.Told:
    body = get_body(meeting.body_id)
    slug = None if body.kind is BodyKind.COUNCIL else body.slug
    public = MeetingAddress(meeting.year, meeting.number, slug).minutes
    return letters.Told(edition, meeting, body, now, public)


def members_of(meeting: Meeting) -> tuple[Addressee, ...]:
    """The members of the meeting's day: it is their decision that the minutes tell."""
    return list_member_readers(meeting.body_id, local(meeting.starts_at, meeting.zone).date())


def tell_circulated(
    meeting: Meeting, edition: MinutesEdition, until: datetime, now: datetime
) -> None:
    told = told_of(meeting, edition, now)
    post_to(
        members_of(meeting), lambda reader: letters.circulated_letter(told, until, reader), now=now
    )


def tell_to_sign(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    told = told_of(meeting, edition, now)
    places = {
        Signatory.PRESIDING: meeting.presiding_id,
        Signatory.SECRETARY: meeting.secretary_id,
    }
    signatories = list_readers([places[each] for each in signers_of(meeting)])
    post_to(signatories, lambda reader: letters.to_sign_letter(told, reader), now=now)


def tell_signed(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    told = told_of(meeting, edition, now)
    post_to(members_of(meeting), lambda reader: letters.signed_letter(told, reader), now=now)


def tell_published(meeting: Meeting, edition: MinutesEdition, now: datetime) -> None:
    told = told_of(meeting, edition, now)
    post_to(members_of(meeting), lambda reader: letters.published_letter(told, reader), now=now)
