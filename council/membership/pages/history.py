"""The history of records in words: what happened, which field went from what to what."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.adapters.language import label, shown
from core.audit.history import Change, Happened
from core.audit.words import PAIR
from core.kernel.dates_input import stored_day
from core.kernel.errors import N_
from council.membership.pages.settings import setting_label, setting_value
from council.membership.rules import BodyKind, Category, ConsentScope, Gender, Office

HAPPENED = {
    "person.imported": N_("Imported from the region's file"),
    "organisation.imported": N_("Imported from the region's file"),
    "body.imported": N_("Imported from the region's file"),
    "regulation.imported": N_("Imported from the region's file"),
    "election.took_effect": N_("The election took effect with the signed minutes"),
    "person.created": N_("The person was recorded"),
    "person.edited": N_("The person was corrected"),
    "person.invited": N_("The person was invited to the site"),
    "account.invited": N_("The account was made"),
    "account.link_issued": N_("A one-time link was made"),
    "account.link_used": N_("The password was set by a link"),
    "account.password_changed": N_("The password was changed"),
    "account.disabled": N_("The account was disabled"),
    "account.enabled": N_("The account was enabled"),
    "consent.given": N_("A consent was recorded"),
    "consent.withdrawn": N_("A consent was withdrawn"),
    "organisation.created": N_("The organisation was recorded"),
    "organisation.edited": N_("The organisation was corrected"),
    "seat.given": N_("A seat was given"),
    "seat.corrected": N_("A seat was corrected"),
    "seat.ended": N_("A seat was ended"),
    "appointment.made": N_("An office was given"),
    "appointment.ended": N_("An office was ended"),
    "deputy_chair.term_ended": N_("The deputy chair's term was ended"),
    "absence.recorded": N_("An absence was noted"),
    "absence.removed": N_("An absence was taken back"),
    "body.created": N_("The body was recorded"),
    "body.edited": N_("The body was corrected"),
    "body.abolished": N_("The body was abolished"),
    "regulation.recorded": N_("The regulation was recorded"),
    "regulation.edited": N_("The regulation was corrected"),
    "setting.changed": N_("A rule of procedure was changed"),
    "region.imported": N_("Imported from the region's file"),
    "region_facts.recorded": N_("The region was recorded"),
    "region_facts.edited": N_("The facts about the region were corrected"),
}
FIELDS = {
    "name": N_("Name"),
    "surname": N_("Surname"),
    "given_name": N_("Given name"),
    "patronymic": N_("Patronymic"),
    "gender": N_("Grammatical gender"),
    "genitive": N_("Genitive"),
    "dative": N_("Dative"),
    "instrumental": N_("Instrumental"),
    "position": N_("Position"),
    "organisation": N_("Organisation"),
    "email": N_("E-mail"),
    "phone": N_("Telephone"),
    "short_name": N_("Short name"),
    "name_genitive": N_("Full name in the genitive"),
    "kind": N_("Kind"),
    "inn": N_("INN"),
    "ogrn": N_("OGRN or OGRNIP"),
    "city": N_("City"),
    "note": N_("Note"),
    "body": N_("Body"),
    "category": N_("Category"),
    "is_voting": N_("Has a vote"),
    "by_agreement": N_("By agreement"),
    "office": N_("Office"),
    "held_from": N_("First day"),
    "held_until": N_("Last day"),
    "last_day": N_("Last day"),
    "basis": N_("Ground"),
    "end_basis": N_("Ground of the end"),
    "scope": N_("What may be published"),
    "text_version": N_("Version of the text"),
    "given_on": N_("Day of the signature"),
    "slug": N_("Address of the page"),
    "zone": N_("Time zone"),
    "default_place": N_("Usual place of meetings"),
    "founded_on": N_("Founded on"),
    "founded_by": N_("Founded by the act"),
    "act_kind": N_("Kind of act"),
    "act_on": N_("Day of the act"),
    "act_number": N_("Number of the act"),
    "title": N_("Title"),
    "amended_by": N_("Amended by"),
    "in_force_from": N_("In force from"),
    "in_force_until": N_("In force until, if known"),
    "text": N_("Text"),
    "setting": N_("Rule"),
    "value": N_("Value"),
    "valid_from": N_("In force from"),
    "council_name": N_("Name of the council"),
    "capital": N_("Capital"),
    "highest_official_title": N_("Post of the highest official"),
    "standard_start_year": N_("First year of the Standard"),
    "contact": N_("Where to ask"),
    "extra_days": N_("The region's own days off and working days"),
}
ENUMS: Mapping[str, tuple[type[StrEnum], ...]] = {
    "gender": (Gender,),
    "category": (Category,),
    "office": (Office,),
    "scope": (ConsentScope,),
    "kind": (BodyKind,),
}


def in_words(lines: Sequence[HistoryLine]) -> tuple[Happened, ...]:
    """The lines of the journal as a page shows them; unknown events keep their name."""
    return tuple(
        Happened(
            text=gettext(HAPPENED.get(line.what, line.what)),
            actor=line.actor_name,
            at=line.at,
            changes=tuple(changes_of(line.details)),
        )
        for line in lines
    )


def known_only(lines: Sequence[HistoryLine]) -> tuple[Happened, ...]:
    """The same without what is nobody else's business, such as signing in."""
    return in_words([line for line in lines if line.what in HAPPENED])


def changes_of(details: Mapping[str, Any]) -> list[Change]:
    setting = details.get("setting")
    found = []
    for name, value in details.items():
        if name not in FIELDS:
            continue
        title = gettext(FIELDS[name])
        if isinstance(value, list) and len(value) == PAIR:
            old, new = (value_in_words(name, each, setting) for each in value)
            found.append(Change(title, old, new))
        elif value not in (None, ""):
            found.append(Change(title, None, value_in_words(name, value, setting)))
    return found


def value_in_words(name: str, value: Any, setting: str | None) -> str:
    """A plain value of the journal as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if name == "setting":
        return setting_label(str(value))
    if name == "value" and setting:
        return setting_value(setting, str(value))
    for enum in ENUMS.get(name, ()):
        if value in set(enum):
            return label(enum(value))
    text = str(value)
    return str(shown(stored_day(text) or text))
