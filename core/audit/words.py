"""Actions of the journal in words: what it is about, then what was done («Протокол: публикация»).

Message ids are the two halves of `noun.past_participle`; translations/ru/journal.po is the one
table of them, for every part. tests/architecture/test_journal_words.py sees that none is missing.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import gettext, pgettext

from core.adapters.language import language
from core.audit.fields import FIELDS, KINDS
from core.kernel.dates_input import stored_day
from core.kernel.errors import N_
from core.kernel.language import formats_for

NOUN, VERB = "JournalNoun", "JournalVerb"
PAIR = 2
LONGEST = 400
IDENTITY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PROGRAM_WORD = re.compile(r"[a-z][a-z_.]*")
ROLL = "roll"
# Two of these are not before and after.
LISTS = frozenset({ROLL, "consents", "days", "fields", "rows"})
ACTIONS = frozenset({"act", "kind"})  # named after what they are about: `minutes.signed`


def noun_in_words(noun: str) -> str:
    return pgettext(NOUN, noun.replace("_", " "))


def verb_in_words(verb: str) -> str:
    return pgettext(VERB, verb.replace("_", " "))


def action_in_words(what: str) -> str:
    noun, _, verb = what.partition(".")
    said = noun_in_words(noun)
    return f"{said[:1].upper()}{said[1:]}: {verb_in_words(verb)}"


# Words that no enum has: in which office minutes were signed, which paper was given out, how a
# schedule was changed.
VALUES = {
    "presiding": N_("presiding at the meeting"),
    "secretary": N_("secretary of the meeting"),
    "extract": N_("extract from minutes"),
    "composition": N_("composition"),
    "participants": N_("list of participants"),
    "Move": N_("a talk got another time"),
    "Swap": N_("two talks exchanged their times"),
    "TakeOut": N_("a talk was taken out"),
    "Absence": N_("a participant is away"),
    "Withdrawal": N_("a participant takes part no longer"),
    "Closing": N_("a hall is closed"),
    "VoiceAway": N_("an interpreter is away"),
}


def details_in_words(details: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Names and values as text; a name that is not known stays as the program calls it."""
    return tuple(
        (gettext(FIELDS[name]) if name in FIELDS else name, value_in_words(value, name))
        for name, value in sorted(told_together(details).items())
        if value not in (None, "", [])
    )


def told_together(details: Mapping[str, Any]) -> dict[str, Any]:
    """Who was present stands by each person's record; people read how many were."""
    by_person = {name: value for name, value in details.items() if IDENTITY.fullmatch(name)}
    rest = {name: value for name, value in details.items() if name not in by_person}
    if by_person:
        counted = Counter(value_in_words(value, ROLL) for value in by_person.values())
        rest[ROLL] = [f"{said} – {count}" for said, count in sorted(counted.items())]
    return rest


def is_change(value: Any, name: str) -> bool:
    """Whether the value is a pair: as it was before, as it is after."""
    return isinstance(value, list) and len(value) == PAIR and name not in LISTS


def value_in_words(value: Any, name: str = "") -> str:
    if isinstance(value, list):
        between = " → " if is_change(value, name) else ", "
        return between.join(value_in_words(each, name) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{said}: {text}" for said, text in details_in_words(value))
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if day := stored_day(str(value)):
        return formats_for(language()).date_long(day)
    is_ours = PROGRAM_WORD.fullmatch(str(value)) or value in VALUES
    text = word_in_words(str(value), name) if is_ours else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def word_in_words(word: str, name: str) -> str:
    """A word of the program: of an enum by its field, of an action, or one of ours."""
    if name == "fields":
        return gettext(FIELDS[word]) if word in FIELDS else word
    if name == "table":
        records = current_app.extensions["privacy"].records
        return next((gettext(one.title) for one in records if one.table == word), word)
    for kind in KINDS.get(name, ()):
        said = pgettext(kind, word.replace("_", " "))
        if said != word.replace("_", " "):
            return said
    if word in VALUES:
        return gettext(VALUES[word])
    return action_as_value(word) if "." in word and name in ACTIONS else word


def action_as_value(what: str) -> str:
    """What a letter tells, or what was signed; of a reminder no more than that it is one."""
    noun, _, verb = what.partition(".")
    is_known = verb_in_words(verb) != verb.replace("_", " ")
    return action_in_words(what) if is_known else noun_in_words(noun)
