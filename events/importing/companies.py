"""Section companies of the file: what the council's importer leaves out of it."""

from uuid import uuid4

from sqlalchemy import select

from core.adapters.database import db
from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.identifiers import read_inn
from core.kernel.search import fold
from core.kernel.unreadable import Unreadable
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct
from events.companies.rules import Product, SmeCategory, read_products

CATEGORIES = {
    "": SmeCategory.UNKNOWN,
    "самозанятый": SmeCategory.SELF_EMPLOYED,
    "микропредприятие": SmeCategory.MICRO,
    "малое предприятие": SmeCategory.SMALL,
    "среднее предприятие": SmeCategory.MEDIUM,
    "крупное предприятие": SmeCategory.LARGE,
}
LONGEST = 300


def read_companies(root: Node, known: Known) -> Writer:
    found = {}
    for node in root["companies"].each():
        found[node["id"].text(longest=40)] = company(node)
    inns: dict[str, str] = {}
    for code, (values, _products) in found.items():
        other = inns.setdefault(str(values["inn"]), code)
        if other != code and values["inn"]:
            root["companies"].fault(f"{code} and {other} have the same INN")
    known["companies"] = dict(found)

    def write(work: Import) -> None:
        for code, (values, products) in found.items():
            add(work, code, values, products)
        db.session.flush()

    return write


def company(node: Node) -> tuple[dict[str, object], tuple[Product, ...]]:
    industry = node["industry"].text(longest=LONGEST)
    category = node["sme_category"]
    return {
        "inn": inn_of(node["inn"]),
        "sectors": [industry] if industry else [],
        "sme": category.one_of(CATEGORIES) if category.is_given else SmeCategory.UNKNOWN,
        "export_status": node["export_status"].text(longest=100),
        "publication_consent": node["publication_consent"].flag(),
    }, products_of(node["hs_codes_or_service"])


def inn_of(node: Node) -> str:
    """The digits; the council's section has told what is wrong with them."""
    try:
        return read_inn(str(node.value or ""))
    except Unreadable:
        return ""


def products_of(node: Node) -> tuple[Product, ...]:
    text = node.text(longest=LONGEST)
    try:
        return read_products(text)
    except Unreadable as error:
        node.fault(str(error))
        return ()


def add(work: Import, code: str, values: dict[str, object], products: tuple[Product, ...]) -> None:
    """A company without an INN stays an organisation alone: nobody could find it again."""
    organisation = db.session.scalar(select(Organisation).where(Organisation.code == code))
    there = select(Company.id).where(Company.inn == values["inn"])
    if organisation is None or not values["inn"] or db.session.scalar(there):
        return
    words = [organisation.name, organisation.short_name, values["inn"], organisation.city]
    words += [*(values["sectors"] or []), *map(str, products)]  # type: ignore[misc]
    row = Company(
        id=uuid4(),
        organisation_id=organisation.id,
        search_text=fold(" ".join(str(each) for each in words if each)),
        created_at=work.now,
        changed_at=work.now,
        **values,
    )
    db.session.add(row)
    db.session.flush()
    work.note("company", row.id)
    for position, product in enumerate(products, 1):
        db.session.add(
            CompanyProduct(
                company_id=row.id, position=position, code=product.code, name=product.name
            )
        )
