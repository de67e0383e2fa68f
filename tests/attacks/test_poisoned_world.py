"""A01, A05, A06, A10, A36: hostile words in every text of the database stay words on every page.

Each free text of a world that has one of everything gets a tail of markup and of templates. Then
people walk through the whole site: lists, logs, histories, letters, papers, forms that confirm.
"""

import re

import pytest
from sqlalchemy import String, Text, text
from sqlalchemy.exc import IntegrityError, OperationalError

from core.adapters.clock import clock
from core.adapters.database import Base
from tests.application import lent_session
from tests.builders import Builder
from tests.builders_world import World
from tests.conftest import NOW
from tests.web.test_bad_input import FOR_PROGRAMS, clients_of, people_of
from tests.web.walk import Walk

MARK = "q7z"
TAIL = f"\"'><{MARK} onerror=alert(1)>{{{{ 7 * 7191 }}}}${{7*7191}}{{0.__class__}}"
COMPUTED = re.compile(rf"(?<![0-9a-f-]){7 * 7191}(?![0-9a-f-])")  # not within a digest or a key
SHORTEST = 100  # shorter columns hold codes, slugs and the like
# What programs read: changed, the pages would only be missing.
OF_PROGRAMS = re.compile(
    r"(hash|sha256|token|slug|path|email|key|kind|fact|uid|media_type|language|zone|code|address"
    r"|message_id|password|url|source|search_text|digest|state|letter|version|secret|name_en)"
)
TABLES_OF_PROGRAMS = re.compile(r"(journal|audit|rate_counts|job_runs|alembic|renderings|factor)")


def free_texts():
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type
            is_text = type(kind) in {String, Text} and (kind.length or 9999) >= SHORTEST
            of_programs = OF_PROGRAMS.search(column.name) or TABLES_OF_PROGRAMS.search(table.name)
            if is_text and not of_programs and not column.foreign_keys:
                yield table.name, column.name, kind.length


def poison(session):
    """Add the tail to every free text that may have it; returns how many columns took it."""
    taken = []
    for table, column, length in free_texts():
        kept = f"substr({column}, 1, {length - len(TAIL)})" if length else column
        words = text(f"UPDATE {table} SET {column} = {kept} || :tail WHERE {column} <> ''")  # noqa: S608
        try:
            with session.begin_nested():
                if session.execute(words, {"tail": TAIL}).rowcount:
                    taken.append(f"{table}.{column}")
        except (IntegrityError, OperationalError):
            continue
    session.commit()
    return taken


@pytest.fixture(scope="module")
def pages(app):
    """role -> address -> what was answered there, and which columns were poisoned."""
    clock.stopped_at = NOW
    with lent_session(app) as session, pytest.MonkeyPatch.context() as patched:
        patched.setattr(app.extensions["renderer"], "render", lambda *_, **__: (b"%PDF-1.7", {}))
        build = Builder(session, NOW)
        council = build.council()
        world = World(build, council).made()
        viewers = people_of(build, council, world)
        taken = poison(session)
        accounts = {name: who.account_id for name, who in viewers.items() if who.account_id}
        walk = Walk(app, clients_of(app, build, accounts))
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
        fixed = [rule.rule for rule in rules if not rule.arguments]
        starts = [*world.ways, *(path for path in fixed if path not in FOR_PROGRAMS)]
        for who in ("secretary", "visitor", "administrator"):
            walk.explore(who, starts, most=1)
        yield walk, taken


def test_a01_hostile_words_reached_the_pages(pages):
    """Without this the others would prove nothing."""
    walk, taken = pages
    shown = [path for path, page in walk.pages.items() if f"&lt;{MARK}" in page]
    assert len(taken) > 60
    assert len(shown) > 100


def test_a01_a05_a06_a10_no_page_holds_the_markup_that_people_typed(pages):
    walk, _ = pages
    assert [path for path, page in walk.pages.items() if f"<{MARK}" in page] == []


def test_a01_no_page_fails_on_hostile_words(pages):
    walk, _ = pages
    failures, walk.failures = walk.failures, []
    assert failures == []


def test_a36_no_template_computes_what_people_typed(pages):
    walk, _ = pages
    assert [path for path, page in walk.pages.items() if COMPUTED.search(page)] == []


def test_a06_the_pages_of_the_journal_were_walked(pages):
    walk, _ = pages
    assert [path for path in walk.pages if path.endswith("/history/")]
