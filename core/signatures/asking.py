"""What views of slices that let people sign need: the state of the form, the proof, the agreement.

Where the agreement is not accepted yet, its page comes first and what was typed travels along.
"""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import viewer
from core.accounts import guards
from core.accounts.kept import keep
from core.accounts.services.factors import Proof
from core.accounts.services.guarding import may_sign_from
from core.adapters.clock import now
from core.kernel.errors import Refused
from core.signatures import queries
from core.signatures.forms import AgreementForm
from core.signatures.pages import AgreementPage, Signing
from core.signatures.rules import NOT_ACCEPTED
from core.signatures.rules.agreement import PRESENT
from core.signatures.services.agreements import present_agreement

OPTIONS = "signatures.sign_options"


def signing() -> Signing:
    """For the form under a document: what is asked for, and what stands in the way."""
    who = viewer()
    if who.account_id is None:
        return Signing()
    free_at = may_sign_from(who.account_id)
    return Signing(
        guard=guards.guard(who, OPTIONS),
        is_accepted=queries.find_acceptance(who.account_id, PRESENT) is not None,
        free_at=free_at if free_at and free_at > now() else None,
    )


def proof_in(form: Any) -> Proof:
    return guards.proof_of(form, form.confirmation.data, viewer().email)


def wants_agreement(refused: Refused) -> bool:
    return NOT_ACCEPTED.code in refused.codes


def show_agreement(form: AgreementForm, status: int = 200) -> ResponseReturnValue:
    text, who = present_agreement(), viewer()
    form.version.data, form.sha256.data = text.version, text.sha256
    accepted = queries.find_acceptance(who.account_id, text.version) if who.account_id else None
    page = AgreementPage(text, accepted, bool(form.next.data), bool(form.kept.data))
    guard = guards.guard(who, "signatures.agreement_options")
    return (
        render_template("signatures/agreement.html", page=page, form=form, guard=guard),
        status,
    )


def ask_to_accept() -> ResponseReturnValue:
    """In answer to a form that was to be signed: the agreement, with what was typed kept."""
    path = request.full_path if request.query_string else request.path
    form = AgreementForm(data={"next": path, "kept": keep(request.form.items(multi=True))})
    return show_agreement(form)
