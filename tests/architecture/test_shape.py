"""The rules of the architecture as tests: what imports what, what is guarded, how long it is."""

import ast
import re
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

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


@cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@cache
def nodes_of(path):
    return list(ast.walk(ast.parse(text_of(path))))


def faults(paths, find):
    """What is found in each file, by its name; a test for each file takes longer than all here."""
    assert len(paths) > 100
    told = {str(path.relative_to(ROOT)): list(find(path)) for path in paths}
    return {name: found for name, found in told.items() if found}


def imported_modules(path):
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def is_allowed_in_pure(module):
    first = module.split(".")[0]
    in_rules = first in PARTS and "rules" in module.split(".")
    return first in sys.stdlib_module_names or module.startswith("core.kernel") or in_rules


def impure_imports(path):
    return (module for module in imported_modules(path) if not is_allowed_in_pure(module))


def test_pure_modules_import_only_the_standard_library_the_kernel_and_rules():
    assert faults(PURE, impure_imports) == {}


def looks_at_the_clock(path):
    return (
        f"{node.value.id}.{node.attr}"
        for node in nodes_of(path)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"datetime", "date", "time", "clock"}
        and node.attr in {"now", "today", "utcnow", "time", "monotonic"}
    )


def test_pure_modules_do_not_look_at_the_clock():
    assert faults(PURE, looks_at_the_clock) == {}


def lacks_purpose(path):
    if not ast.get_docstring(nodes_of(path)[0]):
        yield "a module begins with its purpose"


def test_every_module_says_what_it_is_for():
    assert faults(SOURCES, lacks_purpose) == {}


def too_long(path):
    if (lines := len(text_of(path).splitlines())) > LONGEST_FILE:
        yield f"{lines} lines"
    for node in nodes_of(path):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.name}: {length} lines"


def test_files_and_functions_stay_short():
    assert faults(SOURCES, too_long) == {}


ASKS = re.compile(r"\.(filter_by|scalars|execute)\b|\bdb\.|\b(?!page\.)\w+\.query\b")


def test_templates_compile_stay_short_and_ask_the_database_nothing(app):
    def found(path):
        app.jinja_env.parse(text_of(path), filename=str(path))
        yield from (each[0] for each in ASKS.finditer(text_of(path)))
        if (lines := len(text_of(path).splitlines())) > LONGEST_TEMPLATE:
            yield f"{lines} lines"

    assert faults(TEMPLATES, found) == {}


INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:")
READ_AS_DATA = '<script type="application/ld+json">'  # never run


def test_templates_hold_no_inline_style_script_or_handler():
    def found(path):
        text = text_of(path).replace(READ_AS_DATA, "")
        return (each[0] for each in INLINE.finditer(text))

    assert faults(TEMPLATES, found) == {}


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
