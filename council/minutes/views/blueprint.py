"""The blueprint of minutes, and the one way in which its views find an edition.

What a viewer may not see looks like what is not there (404).
"""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from core.access import demand, permits, viewer
from core.kernel.errors import NotFound
from council.access import Permission
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.minutes.pages.edition import Role
from council.minutes.pages.small import Place
from council.minutes.queries import editions
from council.minutes.queries.editions import EditionRow
from council.minutes.rules.states import is_visible
from council.minutes.services.shared import signatory_of

blueprint = Blueprint("minutes", __name__, url_prefix="/desk")
EDITION = "/minutes/<uuid:edition_id>/"
OF_MEETING = "/meetings/<uuid:meeting_id>/minutes/"
PART = "/minutes/parts/<uuid:part_id>/"


@dataclass(frozen=True, slots=True)
class Found:
    """An edition with its meeting, and what the viewer may do with it."""

    meeting: Meeting
    edition: EditionRow
    role: Role

    @property
    def place(self) -> Place:
        return Place.of(self.meeting, self.edition)


def role_in(meeting: Meeting) -> Role:
    return Role(
        keeps=permits(viewer(), Permission.KEEP_MINUTES, meeting.body_id),
        remarks=permits(viewer(), Permission.REMARK_MINUTES, meeting.body_id),
        signs=signatory_of(meeting, viewer()),
    )


def seen(meeting: Meeting, edition: EditionRow) -> Found:
    role = role_in(meeting)
    if not is_visible(
        edition.state,
        is_keeper=role.keeps,
        is_participant=role.remarks,
        is_signatory=role.signs is not None,
    ):
        raise NotFound("hidden from this reader")
    return Found(meeting, edition, role)


def visible_edition(edition_id: UUID) -> Found:
    edition = editions.get_edition_row(edition_id)
    return seen(get_meeting(edition.meeting_id), edition)


def kept_edition(edition_id: UUID) -> Found:
    """An edition that the viewer may change: 404 where even its existence is hidden, else 403."""
    found = visible_edition(edition_id)
    demand(Permission.KEEP_MINUTES, found.meeting.body_id)
    return found


def kept_meeting(meeting_id: UUID) -> Meeting:
    meeting = get_meeting(meeting_id)
    demand(Permission.KEEP_MINUTES, meeting.body_id)
    return meeting


def at(found: Found) -> str:
    """The address of the edition's page."""
    return url_for("minutes.edition", edition_id=found.edition.id)


def back(text: str, edition_id: UUID, anchor: str | None = None) -> ResponseReturnValue:
    """Say what was done and go on by GET."""
    flash(text)
    address = url_for("minutes.edition", edition_id=edition_id, _anchor=anchor)
    return redirect(address, code=303)


def form_page(template: str, found: Found, form: object, status: int = 200) -> ResponseReturnValue:
    """A page that holds one form about an edition."""
    return render_template(f"minutes/{template}.html", page=found.place, form=form), status
