"""Answers to a notice without signing in, by the personal link; replies of calendars as files."""

from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import Gone

from core.access import requires, viewer
from core.adapters.calendars import LARGEST_REPLY
from core.adapters.clock import now
from core.adapters.derived import token_hash
from core.adapters.language import label, sentence
from core.kernel.errors import NotFound, Refused
from council.access import Permission
from council.meetings.forms.answering import LinkAnswerForm, ReplyForm
from council.meetings.pages.answering import AnswerPage, RepliesPage, lines_of
from council.meetings.queries.invitations import find_invited, list_replies
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.kinds import Answer, ReplyOutcome
from council.meetings.services.answering import Receipt, answer_by_link, take_reply
from council.meetings.views.blueprint import blueprint, seen_meeting
from council.meetings.views.visitors import private

links = Blueprint("answers", __name__)


def found(token: str) -> AnswerPage:
    """404 for a link that never was, 410 once there is nothing to answer any more."""
    invited = find_invited(token_hash(token))
    if invited is None:
        raise NotFound("no such invitation")
    page = AnswerPage(invited, token, now())
    if page.is_gone:
        raise Gone
    return page


def shown(page: AnswerPage, form: LinkAnswerForm, status: int = 200) -> ResponseReturnValue:
    body = render_template("meetings/public/answer.html", page=page, form=form)
    return make_response(private(body), status)


@links.get("/answer/<token>/")
@requires(Permission.ANSWER_BY_LINK)
def show(token: str) -> ResponseReturnValue:
    page = found(token)
    return shown(page, LinkAnswerForm(data={"comment": page.meeting.comment}))


@links.post("/answer/<token>/")
@requires(Permission.ANSWER_BY_LINK)
def answer(token: str) -> ResponseReturnValue:
    page, form = found(token), LinkAnswerForm(request.form)
    if not form.validate():
        return shown(page, form, status=422)
    answer_by_link(token, Answer(form.answer.data), form.comment.data, now=now())
    flash(gettext("Your answer is recorded. Thank you."))
    return redirect(f"/answer/{token}/", code=303)


@blueprint.get("/<uuid:meeting_id>/replies/")
@requires(Permission.KEEP_MEETING)
def replies(meeting_id: UUID) -> ResponseReturnValue:
    return show_replies(seen_meeting(meeting_id, Permission.KEEP_MEETING), ReplyForm())


def show_replies(meeting: MeetingRow, form: ReplyForm, status: int = 200) -> ResponseReturnValue:
    page = RepliesPage(meeting, lines_of(list_replies(meeting.id)))
    return render_template("meetings/replies.html", page=page, form=form), status


@blueprint.post("/<uuid:meeting_id>/replies/")
@requires(Permission.KEEP_MEETING)
def upload_reply(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    form = ReplyForm(request.files)
    if not form.validate():
        return show_replies(meeting, form, status=422)
    content = form.reply.data.stream.read(LARGEST_REPLY + 1)
    try:
        receipt = take_reply(content, meeting_id=meeting_id, actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, no_reply="reply", reply_large="reply")
        return show_replies(meeting, form, status=422)
    flash(told(receipt))
    return redirect(request.path, code=303)


def told(receipt: Receipt) -> str:
    """What became of the reply, with the address that it names."""
    who = receipt.attendee
    if receipt.refusal is not None:
        why = sentence(receipt.refusal)
        return gettext("The reply of %(who)s was not applied. %(why)s", who=who, why=why)
    said = label(receipt.answer) if receipt.answer else ""
    if receipt.outcome is ReplyOutcome.REPEATED:
        return gettext("The reply of %(who)s is known already: %(answer)s.", who=who, answer=said)
    return gettext("The reply of %(who)s is applied: %(answer)s.", who=who, answer=said)
