"""Rules of membership: categories, offices, who may be elected. Pure."""

from collections.abc import Iterable
from enum import StrEnum


class Gender(StrEnum):
    """Grammatical gender of a name, for its case forms."""

    MALE = "male"
    FEMALE = "female"


class BodyKind(StrEnum):
    COUNCIL = "council"
    WORKING_GROUP = "working_group"
    COMMISSION = "commission"


class Category(StrEnum):
    """The nine categories of members named by the Standard, then those it does not ask for."""

    EXECUTIVE_BODY = "executive_body"
    REC = "rec"
    DEVELOPMENT_INSTITUTE = "development_institute"
    SUPPORT_INFRASTRUCTURE = "support_infrastructure"
    EXPORT_SUPPORT_CENTRE = "export_support_centre"
    BUSINESS_ASSOCIATION = "business_association"
    SECTOR_UNION = "sector_union"
    EXPORTER = "exporter"
    FUTURE_EXPORTER = "future_exporter"
    EDUCATION = "education"
    MUNICIPALITY = "municipality"
    SECRETARIAT = "secretariat"


BUSINESS = (
    Category.EXPORTER,
    Category.FUTURE_EXPORTER,
    Category.BUSINESS_ASSOCIATION,
    Category.SECTOR_UNION,
)


class Office(StrEnum):
    """What somebody does in a body. `DEPUTY_CHAIR` is the one elected from business."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    COORDINATOR = "coordinator"
    REPORTER = "reporter"
    STAND_IN = "stand_in"


class Power(StrEnum):
    """What follows from seats and offices held today; see council.access for what it permits."""

    CHAIR = "chair"
    DEPUTY_CHAIR = "deputy_chair"
    SECRETARY = "secretary"
    COORDINATOR = "coordinator"
    REPORTER = "reporter"
    MEMBER = "member"
    VOTER = "voter"


class ConsentScope(StrEnum):
    """The fields of a person that need consent before they are published."""

    NAME = "name"
    POSITION = "position"
    PHOTO = "photo"
    CONTACTS = "contacts"


BY_OFFICE = {
    Office.CHAIR: Power.CHAIR,
    Office.SECRETARY: Power.SECRETARY,
    Office.COORDINATOR: Power.COORDINATOR,
    Office.REPORTER: Power.REPORTER,
    Office.STAND_IN: Power.DEPUTY_CHAIR,
}


def powers_of(rows: Iterable[tuple[str, bool, str]]) -> set[Power]:
    """Powers in one body from the dated rows of a day.

    A row is (kind, voting, category): kind is "seat", "elected" or an office. The elected deputy
    chair keeps the power only with a business seat.
    """
    powers: set[Power] = set()
    kept = {(kind, voting, category) for kind, voting, category in rows}
    for kind, voting, _ in kept:
        if kind == "seat":
            powers |= {Power.MEMBER, Power.VOTER} if voting else {Power.MEMBER}
        elif kind in set(Office) and Office(kind) in BY_OFFICE:
            powers.add(BY_OFFICE[Office(kind)])
    in_business = any(kind == "seat" and category in BUSINESS for kind, _, category in kept)
    if in_business and any(kind == "elected" for kind, _, _ in kept):
        powers.add(Power.DEPUTY_CHAIR)
    return powers
