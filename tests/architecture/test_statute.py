"""docs/statute.md says the truth: what it names exists, and no setting is forgotten."""

import ast
import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from council.membership.rules.procedure import BY_KEY

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "statute.md").read_text(encoding="utf-8")
CODE = sorted(set(re.findall(r"`([a-z_0-9.]+):([A-Za-z_0-9]+)`", TEXT)))
PROOFS = sorted(set(re.findall(r"`(tests/[a-z_0-9/]+\.py)::(test_\w+)`", TEXT)))
SETTING = re.compile(r"`([a-z_]+)`")
SETTINGS = set(SETTING.findall(TEXT))
INVARIANTS = (*range(1, 15), 20, 21, 22)


@cache
def names_in(path):
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("module", "name"), CODE)
def test_every_rule_has_the_code_that_the_statute_names(module, name):
    assert hasattr(import_module(module), name)


@pytest.mark.parametrize(("path", "name"), PROOFS)
def test_every_rule_has_the_test_that_the_statute_names(path, name):
    assert name in names_in(path)


def test_every_setting_of_the_regulation_stands_in_the_statute():
    assert set(BY_KEY) == SETTINGS


@pytest.mark.parametrize("number", INVARIANTS)
def test_every_invariant_has_a_test_that_bears_its_number(number):
    assert any(name.startswith(f"test_invariant_{number}_") for _, name in PROOFS)


def test_every_row_of_a_rule_names_its_code_and_its_test_unless_the_last_section_says_why_not():
    rules = TEXT.split("## 5.")[0].splitlines()
    rows = [line for line in rules if line.startswith("| ") and "---" not in line]
    bare = {line for line in rows if "::test_" not in line and "| test |" not in line}
    last = TEXT.split("## 6.")[1]
    assert all(set(SETTING.findall(line)) & set(SETTING.findall(last)) for line in bare)
