"""Pages of membership: the working pages under /desk/membership/ and the public /council/."""

from council.membership.views import (
    absences,
    bodies,
    composition,
    consents,
    deputy,
    invitations,
    offices,
    organisations,
    people,
    public,
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
    "invitations",
    "offices",
    "organisations",
    "people",
    "public",
    "regulation",
    "seats",
]
