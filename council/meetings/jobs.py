"""What the scheduler does about invitations: those who left are told, replies by mail are read."""

import logging
from datetime import datetime, timedelta

from flask import current_app

from core.adapters.jobs import Job
from core.adapters.mailboxes import BoxedLetter, opened
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from council.meetings.queries.invitations import list_ahead
from council.meetings.services.answering import take_reply
from council.meetings.services.telling import dismiss_left as dismiss_from

READER = Viewer(name="read-replies")
log = logging.getLogger(__name__)


def dismiss_left(moment: datetime) -> int:
    """Tell those who are invited but no members on the day any more; returns how many."""
    return sum(dismiss_from(meeting_id, now=moment) for meeting_id in list_ahead(moment))


def read_replies(moment: datetime) -> int:
    """Read what calendars replied by mail; returns how many letters were replies.

    Each is applied and committed before it is marked: after a crash it is read again and changes
    nothing. Without IMAP_URL nothing is read.
    """
    box = current_app.config["SETTINGS"].reply_box
    if box is None:
        return 0
    count = 0
    with opened(box) as mailbox:
        for letter in mailbox.with_calendars():
            if read_one(letter, moment):
                mailbox.done(letter)
                count += 1
    return count


def read_one(letter: BoxedLetter, moment: datetime) -> bool:
    """Whether the letter was a reply, applied or not; who sent one in vain stands in the log."""
    try:
        receipt = take_reply(letter.content, actor=READER, now=moment)
    except Refused:
        return False
    if receipt.refusal is not None:
        log.warning("reply of %r was not applied: %s", receipt.attendee, receipt.refusal.code)
    return True


DISMISSING = Job("dismiss-left", timedelta(hours=1), dismiss_left)
READING = Job("read-replies", timedelta(minutes=5), read_replies)
