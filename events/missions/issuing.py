"""The list of participants of an event, given out as it is on the day."""

from uuid import UUID

from flask import url_for
from flask_babel import gettext

from core.access import permits, viewer
from core.kernel.errors import NotFound
from core.kernel.papers import Paper
from core.papers.issuing import Issuable
from core.papers.rules.issuing import Issue
from council.membership.queries import get_main_body
from events.access import Permission
from events.missions.documents.participants import participants_paper
from events.missions.queries.calls import get_call_row
from events.missions.queries.participants import get_participants

KIND = "participants"


def may_see(call_id: UUID) -> bool:
    """Only those who keep calls see their lists, and each of them may give one out."""
    if not permits(viewer(), Permission.KEEP_CALL, get_main_body().id):
        return False
    try:
        get_call_row(call_id)
    except NotFound:
        return False
    return True


def title(call_id: UUID) -> str:
    return gettext("Participants: %(event)s", event=get_call_row(call_id).name)


def make(call_id: UUID, _issue: Issue) -> Paper:
    return participants_paper(get_participants(call_id, get_main_body().name))


def back(call_id: UUID) -> str:
    return url_for("missions.show", call_id=call_id)


PARTICIPANTS = Issuable(title, back, may_see, may_see, make, office="Координатор")
