"""Actions of the journal in words: what it is about, then what was done («Протокол: публикация»).

Message ids are the two halves of `noun.past_participle`; translations/ru/journal.po is the one
table of them, for every part. tests/architecture/test_journal_words.py sees that none is missing.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, pgettext

from core.kernel.errors import N_

NOUN, VERB = "JournalNoun", "JournalVerb"
FIELDS = {
    "answer": N_("Answer"),
    "application": N_("Application"),
    "as": N_("As"),
    "asks": N_("What is asked"),
    "author": N_("Author"),
    "basis": N_("Ground"),
    "body": N_("Body"),
    "by": N_("By whom"),
    "change": N_("What was changed"),
    "code": N_("Code"),
    "consents": N_("Consents"),
    "cooperation": N_("Cooperation"),
    "count": N_("Number"),
    "days": N_("Days of the schedule"),
    "delete_on": N_("To be erased on"),
    "edition": N_("Edition"),
    "email": N_("E-mail"),
    "endpoint": N_("What was asked for"),
    "file": N_("File"),
    "first": N_("First entry with a fault"),
    "founded_on": N_("Founded on"),
    "from": N_("Before"),
    "grade": N_("Grade"),
    "inn": N_("INN"),
    "item": N_("Agenda item"),
    "items": N_("Items"),
    "kind": N_("Kind"),
    "meeting": N_("Meeting"),
    "meetings": N_("Meetings"),
    "member": N_("Member"),
    "minutes": N_("Minutes of time"),
    "name": N_("Name"),
    "next_step": N_("Next step"),
    "number": N_("Number"),
    "offer": N_("Offer"),
    "office": N_("Office"),
    "participant": N_("Participant"),
    "placed": N_("Placed meetings"),
    "position": N_("Position"),
    "purpose": N_("Purpose"),
    "readers": N_("Readers"),
    "reason": N_("Reason"),
    "remarks": N_("Remarks"),
    "report": N_("Report"),
    "seconds": N_("Seconds"),
    "setting": N_("Rule"),
    "sha256": N_("SHA-256"),
    "staff": N_("Staff"),
    "status": N_("Answer of the site"),
    "text": N_("Text"),
    "title": N_("Title"),
    "to": N_("After"),
    "until": N_("Until"),
    "up_to": N_("Up to entry"),
    "valid_from": N_("In force from"),
    "value": N_("Value"),
    "version": N_("Version"),
}
PAIR = 2
LONGEST = 400


def noun_in_words(noun: str) -> str:
    return pgettext(NOUN, noun.replace("_", " "))


def verb_in_words(verb: str) -> str:
    return pgettext(VERB, verb.replace("_", " "))


def action_in_words(what: str) -> str:
    noun, _, verb = what.partition(".")
    said = noun_in_words(noun)
    return f"{said[:1].upper()}{said[1:]}: {verb_in_words(verb)}"


# Words of the program that stand as values: in which office minutes were signed.
VALUES = {
    "presiding": N_("presiding at the meeting"),
    "secretary": N_("secretary of the meeting"),
}


def details_in_words(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Names and values as text; a name that is not known stays as the program calls it."""
    return tuple(
        (gettext(FIELDS[name]) if name in FIELDS else name, value_in_words(value))
        for name, value in sorted(details.items())
        if value not in (None, "", [])
    )


def value_in_words(value: Any) -> str:
    if isinstance(value, list) and len(value) == PAIR:
        return " → ".join(value_in_words(each) for each in value)
    if isinstance(value, list):
        return ", ".join(value_in_words(each) for each in value)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    text = str(value)
    text = gettext(VALUES[text]) if text in VALUES else text
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
