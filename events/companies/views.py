"""The register of companies on the working pages."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, requires, viewer
from core.adapters.clock import now, today
from core.adapters.language import sentence
from core.audit.history import show_history
from core.kernel.errors import Refused, Stale
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission
from events.companies import queries, services
from events.companies.forms import CompanyForm, SupportForm
from events.companies.meetings import list_negotiated
from events.companies.pages import CompanyPage, RegisterPage
from events.programme.pages.results import amount_text

blueprint = Blueprint("companies", __name__, url_prefix="/desk/companies")
LONGEST_QUERY = 200
LAST_PAGE = 10_000
ONE = "/<uuid:company_id>/"
SUPPORT = f"{ONE}supports/<uuid:support_id>/"
BESIDE = {
    "known_inn": "inn",
    "sum_without_contract": "amount",
    "absent_with_contract": "contracts",
}


def keeping() -> BodyRow:
    body = get_main_body()
    if not permits(viewer(), Permission.KEEP_COMPANY, body.id):
        abort(403)
    return body


@blueprint.get("/")
@requires(Permission.KEEP_COMPANY)
def index() -> ResponseReturnValue:
    keeping()
    query = (request.args.get("q") or "").replace("\x00", "")[:LONGEST_QUERY].strip()
    asked = request.args.get("page", 1, type=int)
    number = min(max(1, asked), LAST_PAGE)
    rows, total = queries.list_companies(query, number)
    page = RegisterPage(rows, total, number, query)
    return render_template("companies/index.html", page=page)


def load(company_id: UUID) -> CompanyPage:
    body, head = keeping(), queries.get_head(company_id)
    came_of_it = queries.find_outcomes(head.name, head.short_name)
    return CompanyPage.of(
        head,
        queries.list_products(company_id),
        queries.list_contacts(company_id),
        (queries.list_supports(company_id), list_negotiated(company_id), came_of_it),
        today(body.zone),
    )


@blueprint.get(ONE)
@requires(Permission.KEEP_COMPANY)
def show(company_id: UUID) -> ResponseReturnValue:
    page = load(company_id)
    return render_template("companies/show.html", page=page, amount_text=amount_text)


@blueprint.get(f"{ONE}history")
@requires(Permission.KEEP_COMPANY)
def history(company_id: UUID) -> ResponseReturnValue:
    page = load(company_id)
    back = url_for(".show", company_id=company_id)
    return show_history([company_id], name=page.company.name, back=back, zone=keeping().zone)


def form_page(form: CompanyForm, company_id: UUID | None, status: int = 200) -> ResponseReturnValue:
    return render_template("companies/form.html", form=form, company_id=company_id), status


@blueprint.get("/new/")
@requires(Permission.KEEP_COMPANY)
def new() -> ResponseReturnValue:
    keeping()
    return form_page(CompanyForm(), None)


@blueprint.post("/new/")
@requires(Permission.KEEP_COMPANY)
def add() -> ResponseReturnValue:
    keeping()
    form = CompanyForm(request.form)
    if not form.validate():
        return form_page(form, None, 422)
    try:
        key = services.add_company(form.key.key, form.draft(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return form_page(form, None, 422)
    flash(gettext("The company is in the register."))
    return redirect(url_for(".show", company_id=key), code=303)


@blueprint.get(f"{ONE}edit/")
@requires(Permission.KEEP_COMPANY)
def edit(company_id: UUID) -> ResponseReturnValue:
    page = load(company_id)
    head = page.company
    names = ("name", "short_name", "inn", "ogrn", "city", "export_status", "note", "revision")
    data = {name: getattr(head, name) for name in names}
    data |= {"sectors": ", ".join(head.sectors), "markets": ", ".join(head.markets)}
    data |= {"sme": head.sme.value, "publication_consent": head.publication_consent}
    data["products"] = "\n".join(map(str, page.products))
    people = ("full_name", "post", "email", "phone")
    data["contacts"] = [{name: getattr(c, name) for name in people} for c in page.contacts]
    return form_page(CompanyForm(data=data), company_id)


@blueprint.post(f"{ONE}edit/")
@requires(Permission.KEEP_COMPANY)
def change(company_id: UUID) -> ResponseReturnValue:
    load(company_id)
    form = CompanyForm(request.form)
    if not form.validate():
        return form_page(form, company_id, 422)
    try:
        services.change_company(company_id, form.draft(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return form_page(form, company_id, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return form_page(form, company_id, 409)
    flash(gettext("The company is saved."))
    return redirect(url_for(".show", company_id=company_id), code=303)


def support_page(
    form: SupportForm, company_id: UUID, support_id: UUID | None = None, status: int = 200
) -> ResponseReturnValue:
    company = load(company_id).company
    values = {"company": company, "support_id": support_id, "form": form}
    return render_template("companies/support.html", **values), status


@blueprint.get(f"{ONE}supports/new/")
@requires(Permission.KEEP_COMPANY)
def new_support(company_id: UUID) -> ResponseReturnValue:
    return support_page(SupportForm(), company_id)


@blueprint.post(f"{ONE}supports/new/")
@requires(Permission.KEEP_COMPANY)
def add_support(company_id: UUID) -> ResponseReturnValue:
    load(company_id)
    form = SupportForm(request.form)
    if not form.validate():
        return support_page(form, company_id, status=422)
    try:
        services.add_support(company_id, form.key.key, form.values(), actor=viewer(), now=now())
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return support_page(form, company_id, status=422)
    return redirect(url_for(".show", company_id=company_id), code=303)


@blueprint.get(SUPPORT)
@requires(Permission.KEEP_COMPANY)
def edit_support(company_id: UUID, support_id: UUID) -> ResponseReturnValue:
    keeping()
    support = queries.get_support(company_id, support_id)
    return support_page(SupportForm(obj=support), company_id, support_id)


@blueprint.post(SUPPORT)
@requires(Permission.KEEP_COMPANY)
def save_support(company_id: UUID, support_id: UUID) -> ResponseReturnValue:
    load(company_id)
    form = SupportForm(request.form)
    if not form.validate():
        return support_page(form, company_id, support_id, 422)
    by: dict[str, Any] = {"revision": form.revision.data or 1, "actor": viewer(), "now": now()}
    try:
        services.change_support(company_id, support_id, form.values(), **by)
    except Refused as refused:
        form.refuse(refused, sentence, **BESIDE)
        return support_page(form, company_id, support_id, 422)
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return support_page(form, company_id, support_id, 409)
    return redirect(url_for(".show", company_id=company_id), code=303)
