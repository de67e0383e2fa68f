"""Feedback of participants by the link of an event: no sign-in, the link is given on the spot.

The link is the same for all who took part; it opens nothing but this form.
"""

import hmac

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.clock import now, today
from core.adapters.derived import derived_token
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.limits import FEEDBACK, limit_forms
from events.access import Permission
from events.programme import queries, services
from events.programme.forms.results import ParticipantFeedbackForm
from events.programme.queries import EventHead
from events.programme.rules.feedback import is_taken
from events.programme.services import FeedbackDraft

blueprint = Blueprint("feedback", __name__, url_prefix="/feedback")
limit_forms(blueprint, FEEDBACK)
LARGEST = 2**31 - 1
AT = f"/<int(max={LARGEST}):number>/<token>/"
BESIDE = {"no_company": "company", "no_grade": "grade"}


def token_of(event: EventHead) -> str:
    return derived_token("feedback", event.id)


def link_of(event: EventHead) -> str:
    """The link of an event for those who took part."""
    return url_for("feedback.show", number=event.number, token=token_of(event))


def asked_event(number: int, token: str) -> EventHead:
    """The event, if the link is its own; raises `NotFound`."""
    event = queries.get_event(number)
    if not hmac.compare_digest(token.encode(), token_of(event).encode()):
        raise NotFound("no such link")
    return event


@blueprint.get(AT)
@requires(Permission.READ_PUBLIC_EVENT)
def show(number: int, token: str) -> ResponseReturnValue:
    return shown(asked_event(number, token), token, ParticipantFeedbackForm())


def shown(
    event: EventHead, token: str, form: ParticipantFeedbackForm, status: int = 200
) -> ResponseReturnValue:
    takes = is_taken(event.state, event.ends_on, today(event.zone))
    values = {"event": event, "token": token, "form": form, "takes": takes}
    response = make_response(render_template("programme/feedback.html", **values), status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.post(AT)
@requires(Permission.READ_PUBLIC_EVENT)
def answer(number: int, token: str) -> ResponseReturnValue:
    event, form = asked_event(number, token), ParticipantFeedbackForm(request.form)
    if not form.validate() or refuse_program(form):
        return shown(event, token, form, 422)
    draft = FeedbackDraft(
        form.company.data, int(form.grade.data), form.text.data, form.may_quote.data
    )
    try:
        services.answer_feedback(event.id, form.key.key, draft, now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return shown(event, token, form, 422)
    flash(gettext("Thank you: your feedback is recorded."))
    return redirect(url_for(".show", number=number, token=token), code=303)


def refuse_program(form: ParticipantFeedbackForm) -> bool:
    """Whether the field that people do not see was filled in."""
    if not form.website.data:
        return False
    form.form_errors.append(
        gettext("A field that people do not see was filled in. Empty it and send again.")
    )
    return True
