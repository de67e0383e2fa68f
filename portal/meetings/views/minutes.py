"""The text of published minutes as a document, its earlier editions, and 410 once withdrawn."""

from flask import abort, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.clock import now
from core.pages import error_page
from core.papers.serving import serve_kept
from council.access import Permission
from council.minutes.queries.published import PublishedMinutes, find_published
from council.minutes.services.papers import find_public_code, keep_public_now
from portal.caching import conditional
from portal.meetings.pages.minutes import MinutesPage
from portal.meetings.queries.head import get_head
from portal.meetings.queries.version import get_meeting_version
from portal.meetings.views.blueprint import AT, AT_BODY, LARGEST, MeetingAddress, blueprint

EDITION = f"edition/<int(max={LARGEST}):edition>/"


@blueprint.get(f"{AT}minutes/")
@blueprint.get(f"{AT_BODY}minutes/")
@requires(Permission.READ_PUBLIC)
def read_minutes(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    return show(MeetingAddress(year, number, slug), None)


@blueprint.get(f"{AT}{EDITION}")
@blueprint.get(f"{AT_BODY}{EDITION}")
@requires(Permission.READ_PUBLIC)
def read_edition(
    year: int, number: int, edition: int, slug: str | None = None
) -> ResponseReturnValue:
    return show(MeetingAddress(year, number, slug), edition)


@blueprint.get(f"{AT}minutes.pdf")
@blueprint.get(f"{AT_BODY}minutes.pdf")
@requires(Permission.READ_PUBLIC)
def minutes_file(year: int, number: int, slug: str | None = None) -> ResponseReturnValue:
    return kept(MeetingAddress(year, number, slug), None)


@blueprint.get(f"{AT}{EDITION}minutes.pdf")
@blueprint.get(f"{AT_BODY}{EDITION}minutes.pdf")
@requires(Permission.READ_PUBLIC)
def edition_file(
    year: int, number: int, edition: int, slug: str | None = None
) -> ResponseReturnValue:
    return kept(MeetingAddress(year, number, slug), edition)


def kept(address: MeetingAddress, edition: int | None) -> ResponseReturnValue:
    """The paper kept of the very text that is public now, sent as stored."""
    head = get_head(address)
    found = find_published(head.id, edition)
    if found is None:
        return abort(404)
    if found.is_withdrawn:
        return withdrawn(found)
    code = find_public_code(found) or keep_public_now(head.id, found.number, now=now())
    return serve_kept(code) if code else abort(404)


def show(address: MeetingAddress, edition: int | None) -> ResponseReturnValue:
    version = get_meeting_version(address)
    return conditional(version.on(now()), lambda: make(address, edition))


def make(address: MeetingAddress, edition: int | None) -> ResponseReturnValue:
    head = get_head(address)
    found = find_published(head.id, edition)
    if found is None:
        return abort(404)
    if found.is_withdrawn:
        return withdrawn(found)
    if edition is not None and edition == head.edition_number:
        return redirect(address.minutes)
    return render_template("meetings/public/minutes.html", page=MinutesPage.of(head, found))


def withdrawn(found: PublishedMinutes) -> ResponseReturnValue:
    why = gettext("Reason: %(reason)s", reason=found.withdrawn_reason)
    return make_response(error_page(410, reasons=[why]))
