"""Accounts for their administrators: the list, one account, invitations, links, disabling."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.accounts import services
from core.accounts.access import Permission
from core.accounts.forms import InviteForm, SearchForm
from core.accounts.pages import TONES, AccountPage, AccountsPage, IssuedLink
from core.accounts.queries import accounts
from core.accounts.queries.factors import has_factor
from core.accounts.rules.accounts import purpose_for
from core.accounts.rules.links import LinkPurpose
from core.accounts.views.blueprint import blueprint
from core.accounts.views.issuing import issued
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.kernel.pagination import Pages
from core.limits import LINKS, count

ON_PAGE = 50


@blueprint.get("/desk/accounts/")
@requires(Permission.KEEP_ACCOUNTS)
def list_accounts() -> ResponseReturnValue:
    form = SearchForm(request.args)
    search = form.q.data if form.validate() else ""
    found = accounts.count_accounts(search)
    pages = Pages(found, ON_PAGE, request.args.get("page", 1, type=int))
    rows = accounts.list_accounts(search, offset=pages.offset, limit=ON_PAGE)
    page = AccountsPage(tuple(rows), TONES, found, pages.number, pages.total)
    return render_template("accounts/list.html", page=page, form=form)


def show_invite(form: InviteForm, status: int = 200) -> ResponseReturnValue:
    return render_template("accounts/invite.html", form=form), status


@blueprint.get("/desk/accounts/new")
@requires(Permission.KEEP_ACCOUNTS)
def new_account() -> ResponseReturnValue:
    return show_invite(InviteForm())


@blueprint.post("/desk/accounts/new")
@requires(Permission.KEEP_ACCOUNTS)
def invite() -> ResponseReturnValue:
    form = InviteForm(request.form)
    if not form.validate():
        return show_invite(form, status=422)
    moment = now()
    try:
        new = services.NewAccount(form.email.data, form.name.data, id=form.key.key)
        account_id, token = services.invite_account(new, actor=viewer(), now=moment)
    except Refused as refused:
        form.refuse(
            refused, sentence, email_taken="email", email_unreadable="email", name_unreadable="name"
        )
        return show_invite(form, status=422)
    return show_account(account_id, issued(account_id, token, LinkPurpose.INVITATION, moment))


def show_account(account_id: UUID, link: IssuedLink | None = None) -> ResponseReturnValue:
    row = accounts.get_account_row(account_id)
    page = AccountPage.of(row, viewer=viewer(), history=list_history([account_id], limit=50))
    response = make_response(
        render_template(
            "accounts/show.html", page=page, link=link, has_factor=has_factor(account_id)
        )
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/desk/accounts/<uuid:account_id>/")
@requires(Permission.KEEP_ACCOUNTS)
def account(account_id: UUID) -> ResponseReturnValue:
    return show_account(account_id)


@blueprint.post("/desk/accounts/<uuid:account_id>/link")
@requires(Permission.KEEP_ACCOUNTS)
def issue_link(account_id: UUID) -> ResponseReturnValue:
    count(LINKS, f"account {account_id}")
    moment = now()
    purpose = purpose_for(accounts.get_account_row(account_id).state)
    token = services.issue_link(account_id, purpose, actor=viewer(), now=moment)
    return show_account(account_id, issued(account_id, token, purpose, moment))


@blueprint.post("/desk/accounts/<uuid:account_id>/disable")
@requires(Permission.KEEP_ACCOUNTS)
def disable(account_id: UUID) -> ResponseReturnValue:
    services.disable_account(account_id, actor=viewer(), now=now())
    flash(gettext("The account is disabled. Its owner is signed out everywhere."))
    return redirect(url_for(".account", account_id=account_id), code=303)


@blueprint.post("/desk/accounts/<uuid:account_id>/enable")
@requires(Permission.KEEP_ACCOUNTS)
def enable(account_id: UUID) -> ResponseReturnValue:
    services.enable_account(account_id, actor=viewer(), now=now())
    flash(gettext("The account is enabled."))
    return redirect(url_for(".account", account_id=account_id), code=303)
