"""What of a person may be public: an official ground or a consent, else nothing. Pure.

152-ФЗ, art. 10.1; DOMAIN.md § 4.2, invariant 20. Telephones and e-mails are never public. A consent
lives until it is withdrawn; the withdrawal takes effect at once, for old pages too.
"""

from dataclasses import dataclass
from datetime import datetime

from core.kernel.errors import N_
from core.kernel.names import PersonName
from council.membership.rules import Category, ConsentScope, Office

OFFICIAL_CATEGORIES = frozenset(
    {
        Category.EXECUTIVE_BODY,
        Category.REC,
        Category.DEVELOPMENT_INSTITUTE,
        Category.SUPPORT_INFRASTRUCTURE,
        Category.EXPORT_SUPPORT_CENTRE,
        Category.EDUCATION,
        Category.MUNICIPALITY,
        Category.SECRETARIAT,
    }
)
# The deputy chair is named by the official act of the election.
OFFICIAL_OFFICES = frozenset({Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY})
UNNAMED_BUSINESS = N_("representative of a business; the name is not published: no consent")
UNNAMED_ASSOCIATION = N_(
    "representative of a business association; the name is not published: no consent"
)
UNNAMED = N_("the name is not published: no consent")


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent to publish one field; live from the moment given until withdrawn."""

    scope: ConsentScope
    given_at: datetime
    revoked_at: datetime | None = None

    def is_live(self, now: datetime) -> bool:
        return self.given_at <= now and (self.revoked_at is None or now < self.revoked_at)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a person may be named: seats and offices held on a day, consents that live now."""

    categories: frozenset[Category] = frozenset()
    offices: frozenset[Office] = frozenset()
    consents: frozenset[ConsentScope] = frozenset()

    @property
    def is_official(self) -> bool:
        return bool(self.categories & OFFICIAL_CATEGORIES or self.offices & OFFICIAL_OFFICES)


def visible_to(scope: ConsentScope, grounds: Grounds, *, is_participant: bool) -> bool:
    """Whether a field of a person is shown: to those who work in the council, or to everybody."""
    if is_participant:
        return True
    by_office = scope in {ConsentScope.NAME, ConsentScope.POSITION} and grounds.is_official
    return by_office or scope in grounds.consents


def public_name(name: PersonName, grounds: Grounds) -> PersonName | None:
    """The name if it may be public, else None."""
    return name if visible_to(ConsentScope.NAME, grounds, is_participant=False) else None


def public_position(position: str, grounds: Grounds) -> str:
    """The position if it may be public, else nothing: a post in a firm names its holder."""
    may_name = visible_to(ConsentScope.NAME, grounds, is_participant=False)
    may_tell = visible_to(ConsentScope.POSITION, grounds, is_participant=False)
    return position if may_name and may_tell else ""


def unnamed(category: Category | None) -> str:
    """The message that stands instead of a name."""
    if category in {Category.EXPORTER, Category.FUTURE_EXPORTER}:
        return UNNAMED_BUSINESS
    if category in {Category.BUSINESS_ASSOCIATION, Category.SECTOR_UNION}:
        return UNNAMED_ASSOCIATION
    return UNNAMED
