"""Every column that can hold personal data stands in the register, or is said to be nobody's."""

import json
from collections import Counter

import pytest
from sqlalchemy import JSON, Enum, LargeBinary, String

from core.adapters.database import db
from core.kernel.register import Erasure, Identity
from core.privacy.queries.schema import blanks_of, follow, privacy
from tests.conftest import NOW

# Digests of secrets and of contents: nobody is known by them, and the schema calls them so.
DIGESTS = {"token_hash", "secret_hash", "session_hash", "sha256", "hash", "doc_sha256"}
DIGESTS |= {"canonical_sha256", "text_sha256", "prev_hash"}
PEOPLE = {"people.id", "accounts.id"}
# Numbers of people and accounts that carry no foreign key (slices above, or rows that go).
NUMBERS = {"person_id", "account_id", "signer_id", "owner_id", "actor_id", "issued_by_id"}
# A number of a person that names no one's own row: who issued a link, whose values are others'.
BESIDE = {("one_time_links", "issued_by_id"), ("meetings", "presiding_id")}


def can_hold_text(column):
    is_text = isinstance(column.type, String | JSON | LargeBinary)
    return is_text and not isinstance(column.type, Enum) and column.name not in DIGESTS


def leads_to_somebody(column):
    return column.name in NUMBERS or any(
        key.target_fullname in PEOPLE for key in column.foreign_keys
    )


@pytest.fixture
def register(app):
    with app.app_context():
        yield privacy()


def registered(register):
    found = {}
    for one in register.records:
        columns = {*one.columns, *one.names, *(key.column for key in one.keys), *one.blanks}
        found.setdefault(one.table, set()).update(columns)
    return found


def test_every_text_is_registered_or_said_to_be_nobodys(register):
    known = registered(register)
    forgotten = sorted(
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if can_hold_text(column)
        and not any(key.target_fullname == "stored_files.sha256" for key in column.foreign_keys)
        and column.name not in known.get(table.name, ())
        and column.name not in register.plain.get(table.name, ())
    )
    assert forgotten == [], "say in personal.py of the slice whose they are, or that they are plain"


def test_every_number_of_a_person_is_a_key_of_the_register(register):
    known = registered(register)
    forgotten = sorted(
        f"{table.name}.{column.name}"
        for table in db.metadata.tables.values()
        for column in table.columns
        if leads_to_somebody(column)
        and column.name not in known.get(table.name, ())
        and (table.name, column.name) not in BESIDE
    )
    assert forgotten == []


def test_the_register_names_only_what_there_is_and_nothing_twice(register):
    tables = db.metadata.tables
    for one in register.records:
        named = {*one.columns, *one.names, one.primary, *one.blanks}
        named |= {key.column for key in one.keys}
        assert named <= set(tables[one.table].c.keys()), one.table
        for key in one.keys:
            assert bool(key.table) <= (key.identity is Identity.RECORD)
            assert not key.table or key.table in {each.table for each in register.records}
    for table, names in register.plain.items():
        assert set(names) <= set(tables[table].c.keys()), table
        columns = {name for one in register.records if one.table == table for name in one.columns}
        assert columns.isdisjoint(names), f"{table}: either somebody's or nobody's"
    titles = Counter((one.table, one.title) for one in register.records)
    assert [each for each, times in titles.items() if times > 1] == []


def test_every_record_says_what_for_why_and_how_long(register):
    for one in register.records:
        assert one.purpose, one.table
        assert one.ground, one.table
        assert one.term.said, one.table
        assert one.erasure is not Erasure.KEEP or one.stays, f"{one.table} stays: why?"
        assert ("%(days)s" in one.term.said) == bool(one.term.days), one.table
        assert (one.term.days is None) == (not one.term.since), one.table


def test_every_path_of_the_register_can_be_followed(register):
    for one in register.records:
        table = db.metadata.tables[one.table]
        for path in filter(None, (one.term.since, *one.about)):
            follow(table, path, table)


def test_what_stands_after_erasure_can_stand_there(register):
    for one in register.records:
        if one.erasure is Erasure.KEEP:
            continue
        table = db.metadata.tables[one.table]
        for name, value in blanks_of(one, NOW).items():
            column = table.c[name]
            assert value is not None or column.nullable, f"{one.table}.{name}"
            if isinstance(column.type, JSON):
                json.dumps(value)


def test_whoever_ends_rows_by_a_job_names_one_that_there_is(app, register):
    from core.privacy.services.retaining import OWN  # noqa: PLC0415 - loads the models

    jobs = {job.name for job in app.extensions["jobs"]} | set(OWN)
    assert {one.term.job for one in register.records if one.term.job} <= jobs
