"""Votes on an item: by count, by name, correcting one after the meeting, cancelling."""

from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.fields import as_uuid
from core.kernel.errors import N_, NotFound
from council.access import Permission
from council.meetings.forms.session.votes import ByNameForm, VoteForm, by_name_form
from council.meetings.pages.session.item import ItemPage, VoteLine
from council.meetings.queries.session.ballots import list_choices
from council.meetings.rules.kinds import Choice, VoteMode
from council.meetings.rules.votes import Counts
from council.meetings.services import votes as services
from council.meetings.services.recording import Target
from council.meetings.services.votes import Counted, Subject
from council.meetings.views.blueprint import given_id, given_revision
from council.meetings.views.session.blueprint import (
    VOTE_FIELDS,
    attempt,
    blueprint,
    held_meeting,
    to_item,
)
from council.meetings.views.session.items import sent_to_item, show_item
from council.meetings.views.session.reading import item_page

LONGEST_NUMBER = 9
RECORDED = N_("The vote is recorded.")


def version_of(text: str | None) -> int:
    """The revision that the form showed; 400 for what no form of ours sends."""
    typed = text or ""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
        abort(400)
    return int(typed)


@blueprint.post("/items/<uuid:item_id>/vote")
@requires(Permission.HOLD_SESSION)
def vote(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """A new vote by count; one button records that everybody is in favour."""
    page, forms = sent_to_item(meeting_id, item_id, "vote")
    form = forms.vote

    def act() -> None:
        typed = form.typed()
        if "unanimous" in request.form:
            typed = Counted(Counts(page.quorum.present, 0, 0), None, typed.mode)
        subject = Subject(meeting_id, item_id, form.resolution_id)
        services.record_vote(subject, typed, actor=viewer(), now=now())

    if not attempt(form, act, no_such_resolution="about", **VOTE_FIELDS):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, "votes", RECORDED)


def found_vote(page: ItemPage, vote_id: UUID) -> VoteLine:
    line = next((line for line in page.votes if line.vote.id == vote_id), None)
    if line is None:
        raise NotFound("no such vote on this item")
    return line


def vote_form(line: VoteLine) -> VoteForm:
    row = line.vote
    about = str(row.resolution_id or "item")
    data = {
        "about": about,
        "mode": row.mode.value,
        "in_favour": row.in_favour,
        "against": row.against,
        "abstained": row.abstained,
        "presiding_choice": row.presiding_choice.value if row.presiding_choice else "",
        "version": str(row.revision),
    }
    sent = request.form if request.method == "POST" else None
    return VoteForm(sent, subjects=[(about, line.subject)], data=data)


@blueprint.route("/items/<uuid:item_id>/votes/<uuid:vote_id>/", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def edit_vote(meeting_id: UUID, item_id: UUID, vote_id: UUID) -> ResponseReturnValue:
    """Correct the figures of a recorded vote."""
    page = item_page(held_meeting(meeting_id), item_id)
    line = found_vote(page, vote_id)
    form = vote_form(line)

    def act() -> None:
        revision = version_of(form.version.data)
        subject = Subject(meeting_id, item_id, line.vote.resolution_id, revision)
        services.record_vote(subject, form.typed(), actor=viewer(), now=now())

    if request.method == "POST" and attempt(form, act, **VOTE_FIELDS):
        return to_item(meeting_id, item_id, "votes", RECORDED)
    status = 422 if request.method == "POST" else 200
    return render_template("meetings/session/vote.html", page=page, line=line, form=form), status


@blueprint.route("/items/<uuid:item_id>/by-name", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def vote_by_name(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    """A vote by name; `about` in the address is a decision, without it the item as a whole."""
    page = item_page(held_meeting(meeting_id), item_id)
    about = as_uuid(request.args.get("about"))
    form = named_form(page, about)

    def act() -> None:
        revision = version_of(form.version.data)
        subject = Subject(meeting_id, item_id, about, revision)
        services.record_vote_by_name(subject, form.choices(), actor=viewer(), now=now())

    if request.method == "POST" and attempt(form, act):
        return to_item(meeting_id, item_id, "votes", RECORDED)
    number = next((each.number for each in page.resolutions if each.row.id == about), "")
    template = "meetings/session/by_name.html"
    status = 422 if request.method == "POST" else 200
    values = {"form": form, "about": about, "number": number, "ticks": tuple(Choice)}
    return render_template(template, page=page, **values), status


def named_form(page: ItemPage, about: UUID | None) -> ByNameForm:
    """The form for those who take part, filled with an earlier vote by name if there is one."""
    earlier = next((v.vote for v in page.votes if v.vote.resolution_id == about), None)
    is_by_name = earlier is not None and earlier.mode is VoteMode.BY_NAME
    before = list_choices(page.item.id).get(about, {}) if is_by_name else {}
    return by_name_form(
        [(member.person_id, member.name) for member in page.voters],
        before,
        request.form if request.method == "POST" else None,
        version=earlier.revision if earlier else 0,
    )


@blueprint.post("/items/<uuid:item_id>/vote/cancel")
@requires(Permission.HOLD_SESSION)
def cancel_vote(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    target = Target(meeting_id, given_id("vote_id"), given_revision())
    services.cancel_vote(target, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "votes", N_("The vote is taken off the record."))
