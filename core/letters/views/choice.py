"""The reader's choice: by the link of any letter without signing in, or from the desk.

Looking changes nothing. One click of a mail program (RFC 8058) leaves only what asks for an answer.
"""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.letters.access import Permission
from core.letters.forms import ChoiceForm
from core.letters.framing import settings
from core.letters.pages import masked
from core.letters.queries.choices import find_choice
from core.letters.queries.desk import find_email, list_own_mailboxes
from core.letters.rules import Frequency
from core.letters.rules.choice_links import letter_of
from core.letters.services.choosing import choose_letters
from core.letters.views.blueprint import blueprint


def mailbox_of(key: str) -> str:
    """The mailbox that the letter with this link went to; else 404."""
    letter_id = letter_of(key, settings().secret_keys)
    email = find_email(letter_id) if letter_id else ""
    if not email:
        abort(404)
    return email.casefold()


def filled(mailbox: str) -> ChoiceForm:
    choice = find_choice(mailbox)
    return ChoiceForm(data={"frequency": choice.frequency.value, "language": choice.language})


@blueprint.get("/letters/choice/<key>")
@requires(Permission.CHOOSE_LETTERS)
def choice(key: str) -> ResponseReturnValue:
    mailbox = mailbox_of(key)
    return render_template("letters/choice.html", form=filled(mailbox), email=masked(mailbox))


@blueprint.post("/letters/choice/<key>")
@requires(Permission.CHOOSE_LETTERS)
def choose(key: str) -> ResponseReturnValue:
    mailbox = mailbox_of(key)
    form = ChoiceForm(request.form)
    if not form.validate():
        return render_template("letters/choice.html", form=form, email=masked(mailbox)), 422
    keep([mailbox], form)
    return redirect(url_for(".choice", key=key), code=303)


def keep(mailboxes: list[str], form: ChoiceForm) -> None:
    frequency = Frequency(form.frequency.data)
    choose_letters(mailboxes, frequency, form.language.data, actor=viewer(), now=now())
    flash(gettext("Your choice is kept. It holds from the next letter on."))


@blueprint.route("/letters/choice/<key>/one-click", methods=["GET", "POST"])
@requires(Permission.CHOOSE_LETTERS)
def one_click(key: str) -> ResponseReturnValue:
    mailbox = mailbox_of(key)
    if request.method == "GET":
        return redirect(url_for(".choice", key=key), code=303)
    if request.form.get("List-Unsubscribe") != "One-Click":
        abort(400)
    choose_letters([mailbox], Frequency.ASKS_ONLY, actor=viewer(), now=now())
    return "", 204


@blueprint.record_once
def exempt_one_click(state: BlueprintSetupState) -> None:
    """A mail program has no session and no forgery token; the key is what lets it in."""
    state.app.extensions["csrf"].exempt(one_click)


@blueprint.get("/desk/letters/choice")
@requires(Permission.READ_OWN_LETTERS)
def own_choice() -> ResponseReturnValue:
    form = filled(viewer().email.casefold())
    return render_template("letters/own_choice.html", form=form)


@blueprint.post("/desk/letters/choice")
@requires(Permission.READ_OWN_LETTERS)
def choose_own() -> ResponseReturnValue:
    form = ChoiceForm(request.form)
    if not form.validate():
        return render_template("letters/own_choice.html", form=form), 422
    mailboxes = {viewer().email.casefold()} | list_own_mailboxes(viewer())
    keep(sorted(mailboxes - {""}), form)
    return redirect(url_for(".own_choice"), code=303)
