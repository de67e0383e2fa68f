"""Inviting people to the site and making them one-time links, shown once."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.accounts.queries.accounts import get_account_row
from core.accounts.rules.accounts import purpose_for
from core.accounts.rules.links import LinkPurpose
from core.accounts.services import issue_link
from core.accounts.views.issuing import issued
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import NotFound, Refused
from core.limits import LINKS, count
from council.access import Permission
from council.membership.forms.people import InviteForm
from council.membership.queries.names import name_of
from council.membership.queries.people import get_person
from council.membership.services import publication as services
from council.membership.views.blueprint import demand_in_council, desk
from council.membership.views.people import show_person


def show_invite(person_id: UUID, form: InviteForm, status: int = 200) -> ResponseReturnValue:
    name = name_of(get_person(person_id)).full
    page = render_template("membership/invite.html", form=form, person_id=person_id, name=name)
    return page, status


@desk.get("/people/<uuid:person_id>/invitation")
@requires(Permission.INVITE_PEOPLE)
def inviting(person_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.INVITE_PEOPLE)
    return show_invite(person_id, InviteForm(data={"email": get_person(person_id).email}))


@desk.post("/people/<uuid:person_id>/invitation")
@requires(Permission.INVITE_PEOPLE)
def invite(person_id: UUID) -> ResponseReturnValue:
    demand_in_council(Permission.INVITE_PEOPLE)
    get_person(person_id)
    form = InviteForm(request.form)
    if not form.validate():
        return show_invite(person_id, form, status=422)
    moment = now()
    try:
        token = services.invite_person(
            person_id, form.email.data, key=form.key.key, actor=viewer(), now=moment
        )
    except Refused as refused:
        form.refuse(refused, sentence, email_taken="email", email_unreadable="email")
        return show_invite(person_id, form, status=422)
    account_id = get_person(person_id).account_id or form.key.key
    return show_person(person_id, issued(account_id, token, LinkPurpose.INVITATION, moment))


@desk.post("/people/<uuid:person_id>/link")
@requires(Permission.INVITE_PEOPLE)
def make_link(person_id: UUID) -> ResponseReturnValue:
    """A new invitation before the first password, a reset afterwards."""
    demand_in_council(Permission.INVITE_PEOPLE)
    account_id = get_person(person_id).account_id
    if account_id is None:
        raise NotFound("this person has no account")
    count(LINKS, f"account {account_id}")
    moment = now()
    purpose = purpose_for(get_account_row(account_id).state)
    token = issue_link(account_id, purpose, actor=viewer(), now=moment)
    return show_person(person_id, issued(account_id, token, purpose, moment))
