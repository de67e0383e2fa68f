"""Every word that a person can meet has its Russian, and the Russian is plain."""

import ast
import inspect
import re
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

from core.adapters.language import merged

ROOT = Path(__file__).parents[2]
FOLDERS = ("core", "council", "events", "portal", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "N_": None,
    "lazy_gettext": None,
}
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
LONGEST_SENTENCE = 25  # words
# Anglicisms, words of programmers and of offices; what to say instead: docs/glossary.md.
FORBIDDEN = re.compile(
    r"логин|дедлайн|апрув|фидбек|e-?mail|имейл|чекбокс|дашборд|юзер|аккаунт|статус|авториз|аутентиф"
    r"|верифик|валид|некоррект|ошибка \d|код\w* ошибк|контент|\bлинк|токен|тайм-?аут|сабмит|девайс"
    r"|инвайт|спикер|\bкейс|онлайн|оффлайн|осуществл|посредством|вышеуказ|нижеслед",
    re.IGNORECASE,
)
GLOSSARY = ROOT / "docs" / "glossary.md"
# The thing is named by a pronoun or by what everybody sees of it.
UNNAMED = {
    "Presiding",
    "Only an executor or the secretary reports on this assignment.",
    "Report on the assignment or ask the secretary for a later term.",
    "No person is named as executor: you report on this assignment.",
    "The presiding and the secretary have signed the minutes; they are final.",
    "Without materials members may ask to take an item off the agenda.",
    "agenda opened",
    "taken off the agenda",
}


@pytest.fixture(scope="module")
def catalogue():
    return merged(ROOT / "translations" / "ru")


def used_messages():
    for folder in FOLDERS:
        options = {"**.html": {"extensions": "jinja2.ext.i18n", "trimmed": "true"}}
        rows = extract_from_dir(str(ROOT / folder), METHODS, options, KEYWORDS)
        for filename, line, message, _comments, context in rows:
            first = message[0] if isinstance(message, tuple) else message
            yield f"{folder}/{filename}:{line}", first, context


def test_every_message_has_its_russian(catalogue):
    lacking = {
        f"{place}: {message}"
        for place, message, context in used_messages()
        if (message and not (found := catalogue.get(message, context)))
        or (message and not found.string)
    }
    assert sorted(lacking) == []


def shown_enums():
    """Enumerations of the rules; those named below never meet a person's eye."""
    places = ("council/*/rules*", "events/*/rules*", "events/*/*/rules*")
    for path in (found for place in places for found in ROOT.glob(place)):
        files = [path] if path.suffix == ".py" else sorted(path.rglob("*.py"))
        for file in files:
            module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
            for _, cls in inspect.getmembers(module, inspect.isclass):
                if issubclass(cls, StrEnum) and cls.__module__ == module.__name__:
                    yield cls


INTERNAL = {"SettingKind", "LineKind", "Matter"}


def test_enumerations_that_people_read_have_labels(catalogue):
    lacking = {
        f"{cls.__name__}.{member.name}"
        for cls in shown_enums()
        if not cls.__name__.endswith("Action") and cls.__name__ not in INTERNAL
        for member in cls
        if catalogue.get(member.value.replace("_", " "), cls.__name__) is None
    }
    assert sorted(lacking) == []


def test_names_of_enumerations_are_unique():
    names = [cls.__name__ for cls in set(shown_enums())]
    assert sorted(names) == sorted(set(names))


def test_the_russian_is_official_and_typographic(catalogue):
    wrong = []
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wrong += [
            text
            for text in texts
            if text and message.id and (FORBIDDEN.search(text) or '"' in text)
        ]
    assert wrong == []


def terms():
    """(pattern of the Russian term, pattern of the English one) of each row of the glossary."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", GLOSSARY.read_text("utf-8"), re.MULTILINE
    )
    for russian, english in rows[1:]:
        ways = [
            " ".join(word[:-2] + r"\w*" for word in way.split()) for way in russian.split(" / ")
        ]
        yield (
            re.compile("|".join(ways), re.IGNORECASE),
            re.compile(rf"\b{english}s?\b", re.IGNORECASE),
        )


def test_one_thing_has_one_name_in_each_language(catalogue):
    known, wrong = list(terms()), []
    for message in catalogue:
        said, translated = (
            " ".join(each) if isinstance(each, tuple) else each
            for each in (message.id, message.string)
        )
        if said and said not in UNNAMED:
            wrong += [
                said
                for russian, english in known
                if english.search(said) and not russian.search(translated)
            ]
    assert wrong == []
    assert len(known) > 10
    everything = " ".join(str(message.string) for message in catalogue)
    assert all(russian.search(everything) for russian, _english in known)


def test_no_sentence_is_too_long_to_be_understood_at_once(catalogue):
    """Consents and the agreement on signatures say at one stroke what the law wants of them."""
    wrong = []
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for sentence in (each for text in texts for each in re.split(r"(?<=[.!?:;])\s+", text)):
            is_formula = re.search(r"даю согласие|соглашаюсь", sentence)
            if len(re.findall(r"\w+(?:-\w+)*", sentence)) > LONGEST_SENTENCE and not is_formula:
                wrong.append(sentence)
    assert wrong == []


def test_places_for_values_are_the_same_in_both_languages(catalogue):
    places = re.compile(r"%\((\w+)\)")
    wrong = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for each in ids for name in places.findall(each)}
        if message.id and any(set(places.findall(text)) - wanted for text in texts):
            wrong.append(message.id)
    assert wrong == []


# A refusal asks for something in the second person: «укажите», «дождитесь», «обратитесь».
ASKS = re.compile(r"\b[А-ЯЁа-яё]+(?:[йиьы]те|[йиь]тесь)\b")
# Where a `Refusal` is no answer to somebody but a finding in a list: its page says what to do.
FINDINGS = (
    "council/day/rules/preparation.py",  # why a step of the preparation has to wait
    "council/reports/rules/gate.py",  # beside each blocked item: wait, or take it off the agenda
    "events/missions/rules/timetable",  # what a timetable lacks, meeting by meeting
    "events/negotiations/rules/materials.py",
)
PLAIN = {
    "Item %(number)s. %(why)s",  # the reason asks
    "This outcome is closed: nothing more is asked.",
}


def texts_of(given, named):
    """The messages that an argument may be: its own, or those of the name that it is."""
    if isinstance(given, ast.Name):
        return named.get(given.id, ())
    inner = given.args if isinstance(given, ast.Call) else ()
    return [each.value for each in inner[:1] if isinstance(each, ast.Constant)]


def refusals_in(path):
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {}
    for node in nodes:
        is_message = isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if is_message and getattr(node.value.func, "id", "") == "N_":
            named.setdefault(node.targets[0].id, []).append(node.value.args[0].value)
    for node in nodes:
        made = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if made in {"Refusal", "Unreadable"} and len(node.args) > 1:
            yield from texts_of(node.args[1], named)
        elif made in {"Needed", "StopValidation", "ValidationError"} and node.args:
            yield from texts_of(node.args[0], named)


def test_every_refusal_says_in_russian_what_to_do(catalogue):
    paths = [path for folder in FOLDERS[:-1] for path in (ROOT / folder).rglob("*.py")]
    found = {
        text
        for path in paths
        if not path.relative_to(ROOT).as_posix().startswith(FINDINGS)
        for text in refusals_in(path)
    }
    assert len(found) > 400  # the walk finds them
    silent = {text for text in found - PLAIN if not ASKS.search(catalogue.get(text).string)}
    assert silent == set()
    assert not any(ASKS.search(catalogue.get(text).string) for text in PLAIN)
