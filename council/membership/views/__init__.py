"""Pages of membership: working pages under /desk/membership/, the public ones under /council/."""

from council.membership.views import (
    absences,
    bodies,
    composition,
    consents,
    deputy,
    endings,
    invitations,
    offices,
    organisations,
    papers,
    people,
    public,
    region,
    regulation,
    seats,
)
from council.membership.views.blueprint import desk, site

BLUEPRINTS = (desk, site)

__all__ = [
    "BLUEPRINTS",
    "absences",
    "bodies",
    "composition",
    "consents",
    "deputy",
    "endings",
    "invitations",
    "offices",
    "organisations",
    "papers",
    "people",
    "public",
    "region",
    "regulation",
    "seats",
]
