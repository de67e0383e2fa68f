"""Participants as typed, and who they are across events. Pure."""

from dataclasses import dataclass

from core.kernel.errors import N_, Refusal

MOST_PEOPLE = 1000
MOST_MEETINGS = 200


@dataclass(frozen=True, slots=True)
class NegotiatorDraft:
    """What the staff types of a participant; an exporter keeps name and contact of its source."""

    name: str = ""
    country: str = ""
    city: str = ""
    languages: tuple[str, ...] = ()
    goods: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    most: int | None = None
    hall: int | None = None
    table: int | None = None
    revision: int = 1


def exporter_identity(inn: str) -> str:
    return f"inn:{inn}"


def buyer_identity(name: str, country: str) -> str:
    """A foreign company has no number that we know: its name and country say who it is."""
    folded = "".join(letter for letter in name.casefold() if letter.isalnum())
    return f"buyer:{country.casefold()}:{folded}"[:500]


def buyer_refusals(draft: NegotiatorDraft) -> tuple[Refusal, ...]:
    """What a buyer cannot do without."""
    found = []
    if not buyer_identity(draft.name, draft.country).rpartition(":")[2]:
        found.append(Refusal("no_name", N_("Enter the name of the company.")))
    if not draft.country:
        found.append(Refusal("no_country", N_("Choose the country.")))
    return (*found, *seat_refusals(draft))


def seat_refusals(draft: NegotiatorDraft) -> tuple[Refusal, ...]:
    if draft.table is not None and draft.hall is None:
        text = N_("A table of its own stands in a hall: choose the hall.")
        return (Refusal("table_without_hall", text),)
    return ()
