"""Every action that the code tells the journal has its Russian words (translations/ru/journal.po).

An action reads `noun.past_participle`; both halves stand in that one table, under the contexts
JournalNoun and JournalVerb. Whoever records something new adds the words that it lacks.
"""

import ast
import re
from pathlib import Path
from typing import get_args

import pytest

from core.adapters.language import merged
from core.audit.fields import FIELDS, KINDS
from core.audit.words import VALUES
from council.meetings.rules.kinds import ApplicationState, ItemState
from council.reports.rules import ReportState
from events.negotiations.rules.changes import Change

ROOT = Path(__file__).parents[2]
ACTION = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")
# Where actions are written down; other dotted words there are names of columns and endpoints.
FOLDERS = {"services", "audit", "importing"}
FILES = {"arising", "chain"}
NO_ACTIONS = re.compile(r"\.(id|seq|decision|signature|report_id|html)$|_$")


def is_told(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_place = FOLDERS & {*parts} or parts[-1] in FILES
    return is_place and parts[-1] not in {"jobs", "personal", "sections"} and "views" not in parts


def sources():
    files = [path for part in ("core", "council", "events") for path in (ROOT / part).rglob("*.py")]
    return sorted(path for path in files if is_told(path))


def told(path):
    """Every text of the module that reads like an action."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        said = node.value if isinstance(node, ast.Constant) else None
        if isinstance(said, str) and ACTION.fullmatch(said) and not NO_ACTIONS.search(said):
            yield said


@pytest.fixture(scope="module")
def catalogue():
    return merged(ROOT / "translations" / "ru")


def lacking(actions, catalogue):
    halves = {("JournalNoun", each.partition(".")[0]) for each in actions}
    halves |= {("JournalVerb", each.partition(".")[2]) for each in actions}
    return sorted(
        f"{context}: {half}"
        for context, half in halves
        if catalogue.get(half.replace("_", " "), context) is None
    )


def test_every_action_that_is_written_in_full_has_its_words(catalogue):
    actions = {action for path in sources() for action in told(path)}
    assert len(actions) > 200
    assert lacking(actions, catalogue) == []


def test_actions_that_are_made_of_states_have_their_words(catalogue):
    states = {"report": ReportState, "agenda_item": ItemState, "visitor": ApplicationState}
    actions = {f"{noun}.{state}" for noun, found in states.items() for state in found}
    assert lacking(actions - {"report.draft"}, catalogue) == []


def test_what_the_import_brings_has_its_words(catalogue):
    """`Import.note(kind, …)` records `kind.imported`."""
    called = re.compile(r'\.note\(\s*"([a-z_]+)"')
    kinds = {
        kind
        for part in ("core", "council", "events")
        for path in (ROOT / part).rglob("*import*/**/*.py")
        for kind in called.findall(path.read_text(encoding="utf-8"))
    }
    assert len(kinds) > 5
    assert lacking({f"{kind}.imported" for kind in kinds}, catalogue) == []


def test_every_kind_of_letter_has_its_words(catalogue):
    """A letter's entry names what it told; where the verb has no words the noun stands alone."""
    named = re.compile(r'\b(?:kind=|KIND = |NOTICE = |DIGEST = )f?"([a-z_]+)\.')
    nouns = {
        noun
        for part in ("core", "council", "events")
        for path in (ROOT / part).rglob("*.py")
        for noun in named.findall(path.read_text(encoding="utf-8"))
    }
    assert len(nouns) > 10
    words = {noun: catalogue.get(noun.replace("_", " "), "JournalNoun") for noun in nouns}
    assert sorted(noun for noun, said in words.items() if said is None) == []


def names_in(path):
    """The names under which values of an entry are written down."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        is_named = isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id == "details" for each in node.targets
        )
        if is_named or (isinstance(node, ast.keyword) and node.arg == "details"):
            found = (each for each in ast.walk(node.value) if isinstance(each, ast.Dict))
            keys = (key for each in found for key in each.keys)
            yield from (key.value for key in keys if isinstance(key, ast.Constant))


def test_every_name_of_a_value_has_its_words(catalogue):
    names = {name for path in sources() for name in names_in(path)}
    assert len(names) > 80
    assert sorted(names - FIELDS.keys()) == []
    assert sorted(said for said in FIELDS.values() if not catalogue.get(said)) == []


def test_every_kind_of_value_is_an_enum_with_words(catalogue):
    told = {message.context for message in catalogue if message.context}
    assert sorted({kind for kinds in KINDS.values() for kind in kinds} - told) == []


def test_every_kind_of_change_of_a_schedule_has_its_words(catalogue):
    """The journal names it by its class."""
    words = {kind.__name__: VALUES.get(kind.__name__) for kind in get_args(Change)}
    assert len(words) > 5
    assert [name for name, said in words.items() if not catalogue.get(said)] == []
