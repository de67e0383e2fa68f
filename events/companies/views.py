"""The register of companies on the working pages."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.adapters.clock import today
from core.audit.history import show_history
from council.membership.queries import BodyRow
from events.access import Permission
from events.asking import SAVED, sent
from events.companies import queries, services
from events.companies.forms import CompanyForm, SupportForm
from events.companies.meetings import list_negotiated
from events.companies.pages import CompanyPage, RegisterPage
from events.keeping import body_for, by
from events.lists import page_number, query
from events.programme.pages.results import amount_text

blueprint = Blueprint("companies", __name__, url_prefix="/desk/companies")
ONE = "/<uuid:company_id>/"
SUPPORT = f"{ONE}supports/<uuid:support_id>/"
BESIDE = {
    "known_inn": "inn",
    "sum_without_contract": "amount",
    "absent_with_contract": "contracts",
}


def keeping() -> BodyRow:
    return body_for(Permission.KEEP_COMPANY)


@blueprint.get("/")
@requires(Permission.KEEP_COMPANY)
def index() -> ResponseReturnValue:
    keeping()
    words, number = query(), page_number()
    page = RegisterPage(*queries.list_companies(words, number), number, words)
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
    form, acting = CompanyForm(request.form), by()
    status = sent(form, lambda: services.add_company(form.key.key, form.draft(), **acting), BESIDE)
    if status != SAVED:
        return form_page(form, None, status)
    flash(gettext("The company is in the register."))
    return redirect(url_for(".show", company_id=form.key.key), code=303)


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
    form, acting = CompanyForm(request.form), by()
    status = sent(form, lambda: services.change_company(company_id, form.draft(), **acting), BESIDE)
    if status != SAVED:
        return form_page(form, company_id, status)
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
    form, acting = SupportForm(request.form), by()
    status = sent(
        form,
        lambda: services.add_support(company_id, form.key.key, form.values(), **acting),
        BESIDE,
    )
    if status != SAVED:
        return support_page(form, company_id, status=status)
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
    acting = by() | {"revision": form.revision.data or 1}
    status = sent(
        form,
        lambda: services.change_support(company_id, support_id, form.values(), **acting),
        BESIDE,
    )
    if status != SAVED:
        return support_page(form, company_id, support_id, status)
    return redirect(url_for(".show", company_id=company_id), code=303)
