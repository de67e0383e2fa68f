"""Writing to the members: the notice with its agenda, the word of materials; steps of others."""

from datetime import datetime

from core.kernel.calendars import Method
from core.kernel.zones import local
from core.letters.services import post_to
from council.meetings.letters.notice import Convened, materials_letter, notice_letter
from council.meetings.models import Meeting
from council.meetings.services.inviting import occasion_of
from council.meetings.services.telling import Readers, write_to
from council.membership.queries.readers import list_member_readers


def notify(meeting: Meeting, readers: Readers, now: datetime, *, with_materials: bool) -> None:
    """The notice to each of them, with the invitation for the reader's calendar."""
    occasion = occasion_of(meeting, Method.REQUEST)
    told = Convened(meeting, occasion.body, occasion.titles, now, with_materials)
    write_to(readers, occasion, lambda share: notice_letter(told, share), now=now)


def tell_of_materials(meeting: Meeting, now: datetime) -> None:
    """To the members of the meeting's day, who have the notice."""
    occasion = occasion_of(meeting, Method.REQUEST)
    told = Convened(meeting, occasion.body, occasion.titles, now)
    readers = list_member_readers(meeting.body_id, local(meeting.starts_at, meeting.zone).date())
    post_to(readers, lambda reader: materials_letter(told, reader), now=now)
