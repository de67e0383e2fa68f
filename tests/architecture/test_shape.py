"""The rules of the architecture as tests: what imports what, what is guarded, how long it is."""

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("core", "council", "events", "portal")
SOURCES = sorted(path for part in PARTS for path in (ROOT / part).rglob("*.py"))
PURE = [
    path
    for path in SOURCES
    if path.is_relative_to(ROOT / "core/kernel")
    or "rules" in path.relative_to(ROOT).with_suffix("").parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
LONGEST_FILE = 260
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 120


def name_of(path):
    return str(path.relative_to(ROOT))


def imported_modules(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def is_allowed_in_pure(module):
    first = module.split(".")[0]
    in_rules = first in PARTS and "rules" in module.split(".")
    return first in sys.stdlib_module_names or module.startswith("core.kernel") or in_rules


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_modules_import_only_the_standard_library_the_kernel_and_rules(path):
    assert [module for module in imported_modules(path) if not is_allowed_in_pure(module)] == []


@pytest.mark.parametrize("path", PURE, ids=name_of)
def test_pure_modules_do_not_look_at_the_clock(path):
    asked = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "time", "clock"}
    }
    assert asked.isdisjoint({"now", "today", "utcnow", "time", "monotonic"})


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_every_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a module begins with its purpose"


def functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_files_and_functions_stay_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert [(n, length) for n, length in functions(path) if length > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_compile_and_ask_the_database_nothing(app, path):
    source = path.read_text(encoding="utf-8")
    app.jinja_env.parse(source)
    assert not re.search(r"\.(filter_by|scalars|execute)\b|\bdb\.|\b(?!page\.)\w+\.query\b", source)
    assert len(source.splitlines()) <= LONGEST_TEMPLATE


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_no_inline_style_script_or_handler(path):
    source = path.read_text(encoding="utf-8")
    source = re.sub(r'<script type="application/ld\+json">', "", source)  # data, never run
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", source)


def test_every_endpoint_names_its_permission(app):
    unguarded = {
        endpoint for endpoint, view in app.view_functions.items() if not hasattr(view, "permission")
    }
    assert unguarded == {"static"}


def test_every_permission_that_a_view_asks_for_stands_in_the_table(app):
    asked = {view.permission for view in app.view_functions.values() if hasattr(view, "permission")}
    assert asked <= set(app.extensions["grants"])


def test_addresses_that_change_something_answer_to_post(app):
    """A page that asks once more may be read at the same address; the change itself is a POST."""
    changing = re.compile(r"/(delete|cancel|approve|sign|publish|withdraw|begin|close)/?$")
    methods = defaultdict(set)
    for rule in app.url_map.iter_rules():
        methods[rule.rule] |= rule.methods
    only_read = [
        rule for rule, found in methods.items() if changing.search(rule) and "POST" not in found
    ]
    assert only_read == []
