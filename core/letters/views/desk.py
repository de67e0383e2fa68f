"""Letters for those who keep them, and one's own: lists with filters, one letter, sending again."""

from datetime import datetime
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.kernel.pagination import Pages
from core.letters import reading
from core.letters.access import Permission
from core.letters.forms import FilterForm, SendAgainForm
from core.letters.framing import settings
from core.letters.models import OutgoingLetter
from core.letters.pages import LetterPage, LettersPage, Place
from core.letters.queries import desk, outbox
from core.letters.queries.desk import Filter, Scope
from core.letters.rules.outbox import ALARM_AFTER
from core.letters.services.mending import send_again
from core.letters.views.blueprint import blueprint, is_mute, kept_by_viewer, seen_by_viewer
from core.security import CONTENT_POLICY

ON_PAGE = 50
WITH_FRAME = CONTENT_POLICY + "; frame-src 'self'"


def late_since() -> datetime | None:
    """When the oldest letter that should have gone was written; None while the post works."""
    oldest = None if is_mute() else outbox.standing().oldest
    return oldest if oldest and now() - oldest > ALARM_AFTER else None


def listed(scope: Scope, chosen: Filter, late: datetime | None = None) -> LettersPage:
    found = desk.count_letters(scope, chosen)
    pages = Pages(found, ON_PAGE, request.args.get("page", 1, type=int))
    lines = desk.list_letters(scope, chosen, offset=pages.offset, limit=ON_PAGE)
    return LettersPage(lines, found, pages.number, pages.total, is_mute(), settings().demo, late)


@blueprint.get("/desk/letters/")
@requires(Permission.READ_LETTERS)
def list_letters() -> ResponseReturnValue:
    scope = kept_by_viewer()
    form = FilterForm(request.args)
    form.offer(desk.list_matters(scope))
    page = listed(scope, form.chosen, late_since())
    return render_template("letters/list.html", page=page, form=form)


@blueprint.get("/desk/letters/mine/")
@requires(Permission.READ_OWN_LETTERS)
def list_own() -> ResponseReturnValue:
    page = listed(desk.own(viewer()), Filter())
    return render_template("letters/own.html", page=page)


def show_letter(
    letter: OutgoingLetter, form: SendAgainForm, status: int = 200
) -> ResponseReturnValue:
    shown = reading.seen(letter, with_links=is_own(letter))
    page = LetterPage.of(
        letter,
        reading.text(shown),
        outbox.load_attachments([letter.id]).get(letter.id, ()),
        list_history([letter.id], limit=50),
        Place(is_kept(letter), is_mute(), settings().demo, readable_digest(letter)),
    )
    response = make_response(render_template("letters/show.html", page=page, form=form), status)
    response.headers["Content-Security-Policy"] = WITH_FRAME
    return response


def is_own(letter: OutgoingLetter) -> bool:
    """Whether the viewer is the reader: only then links that act for the reader are shown."""
    return desk.is_within(letter.id, desk.own(viewer()))


def is_kept(letter: OutgoingLetter) -> bool:
    return permits(viewer(), Permission.READ_LETTERS) and desk.is_within(
        letter.id, kept_by_viewer()
    )


def readable_digest(letter: OutgoingLetter) -> UUID | None:
    """The digest that the letter went in; one with letters of other bodies is not shown."""
    found = letter.digest_id
    return found if found and desk.is_within(found, seen_by_viewer()) else None


@blueprint.get("/desk/letters/<uuid:letter_id>/")
@requires(Permission.READ_OWN_LETTERS)
def letter(letter_id: UUID) -> ResponseReturnValue:
    found = desk.get_letter(letter_id, seen_by_viewer())
    return show_letter(found, SendAgainForm(data={"email": found.email}))


@blueprint.get("/desk/letters/<uuid:letter_id>/letter.html")
@requires(Permission.READ_OWN_LETTERS)
def letter_html(letter_id: UUID) -> ResponseReturnValue:
    """The letter as a mail program shows it; nothing in it runs, opens or is fetched."""
    found = desk.get_letter(letter_id, seen_by_viewer())
    response = make_response(reading.html(reading.seen(found, with_links=is_own(found))))
    response.headers["Content-Security-Policy"] = reading.FRAME_POLICY
    return response


@blueprint.get("/desk/letters/<uuid:letter_id>/parts/<int(max=999):position>")
@requires(Permission.READ_OWN_LETTERS)
def attachment(letter_id: UUID, position: int) -> ResponseReturnValue:
    desk.get_letter(letter_id, seen_by_viewer())
    found = outbox.load_attachments([letter_id]).get(letter_id, ())
    if not 0 < position <= len(found):
        raise NotFound("no such attachment")
    return reading.download(found[position - 1])


@blueprint.post("/desk/letters/<uuid:letter_id>/again")
@requires(Permission.READ_LETTERS)
def again(letter_id: UUID) -> ResponseReturnValue:
    found = desk.get_letter(letter_id, kept_by_viewer())
    form = SendAgainForm(request.form)
    if not form.validate():
        return show_letter(found, form, status=422)
    try:
        send_again(letter_id, form.email.data, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, email_unreadable="email", sent_there="email")
        return show_letter(desk.get_letter(letter_id, kept_by_viewer()), form, status=422)
    flash(gettext("The letter is in the outbox again."))
    return redirect(url_for(".letter", letter_id=letter_id), code=303)
