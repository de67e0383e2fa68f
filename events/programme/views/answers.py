"""The personal page of a question about an outcome: no sign-in, whoever has the link answers.

Opening the link changes nothing: mail programs open links too. A button records the answer.
"""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.derived import token_hash
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.limits import limit_forms
from events.access import Permission
from events.programme import services
from events.programme.forms.outcomes import AnswerForm
from events.programme.queries.outcomes import get_asked
from events.programme.rules import OutcomeStage

blueprint = Blueprint("outcomes", __name__, url_prefix="/outcome")
limit_forms(blueprint)


@blueprint.get("/<token>/")
@requires(Permission.READ_PUBLIC_EVENT)
def show(token: str) -> ResponseReturnValue:
    """The stage of the letter's link is chosen already."""
    asked = request.args.get("stage", "")
    stage = asked if asked in set(OutcomeStage) else None
    return shown(token, AnswerForm(data={"stage": stage}))


def shown(token: str, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    page = get_asked(token_hash(token))
    form.offer()
    text = render_template("programme/answer.html", page=page, form=form, token=token)
    response = make_response(text, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.post("/<token>/")
@requires(Permission.READ_PUBLIC_EVENT)
def answer(token: str) -> ResponseReturnValue:
    get_asked(token_hash(token))
    form = AnswerForm(request.form)
    form.offer()
    if not form.validate():
        return shown(token, form, 422)
    try:
        services.answer_outcome(token, OutcomeStage(form.stage.data), form.words.data, now=now())
    except Refused as refused:
        form.refuse(refused, sentence)
        return shown(token, form, 422)
    return redirect(url_for(".show", token=token), code=303)
