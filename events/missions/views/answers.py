"""What the views of applications share: pages for one reader only, the form with its questions."""

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from core.adapters.clock import now, today
from core.adapters.files import received
from core.adapters.language import language, sentence
from council.meetings.queries.visitors import find_operator
from council.membership.queries import get_main_body
from events.missions.forms.applications import ApplicationForm
from events.missions.forms.stamp import new_stamp, read_stamp
from events.missions.pages.public import ApplyPage
from events.missions.queries.applications import FileRow
from events.missions.queries.calls import CallRow
from events.missions.rules import consents
from events.missions.services import ApplicationDraft

TOO_MANY = "too_many_applications"
RETRY_SECONDS = 3600
LATER = "later"
BESIDE = {
    "consent_changed": "processing",
    "no_consent": "processing",
    "too_many_files": "files",
    "file_type": "files",
    "file_size": "files",
    "file_empty": "files",
}


def private(body: str, status: int = 200) -> ResponseReturnValue:
    """A page for one person only: never stored, never told elsewhere."""
    response = make_response(body, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def apply_page(call: CallRow, own: str = "", files: tuple[FileRow, ...] = ()) -> ApplyPage:
    body = get_main_body()
    day = today(body.zone)
    return ApplyPage.of(call, find_operator(body.id, day), day, own, files)


def show_form(page: ApplyPage, form: ApplicationForm, status: int = 200) -> ResponseReturnValue:
    form.ask(page.call.questions)
    form.offer_removal([(each.id, each.name) for each in page.files])
    key, _ = read_stamp(form.stamp.data or "", now())
    form.stamp.data = new_stamp(now(), key)
    form.consent_text.data = f"{consents.VERSION}/{language()}"
    form.website.data = ""
    return private(render_template("missions/public/apply.html", page=page, form=form), status)


def is_for_later() -> bool:
    return request.form.get("act") == LATER


def is_taken(form: ApplicationForm, *, with_pace: bool = True) -> bool:
    """Whether what was sent can be kept; the reasons stand in the form."""
    if not form.is_good(is_for_later=is_for_later()) or form.refuse_program():
        return False
    _, refusal = read_stamp(form.stamp.data or "", now())
    if with_pace and refusal:
        form.form_errors.append(sentence(refusal))
        return False
    return True


def draft_of(form: ApplicationForm, call: CallRow) -> ApplicationDraft:
    """What was typed and chosen; raises `Refused` for files that cannot be kept."""
    return ApplicationDraft(
        values=form.values(),
        answers=form.pairs(call.questions),
        consents=form.consents(),
        uploads=received(request.files.getlist("files")),
        removed=form.removals(),
        address=request.remote_addr or "",
        language=language(),
        is_for_later=is_for_later(),
    )
