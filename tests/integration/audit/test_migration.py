"""Entries that were there before the chain are chained by the migration, on both databases."""

from uuid import UUID, uuid4

import pytest
from alembic import command
from sqlalchemy import JSON, Uuid, bindparam, create_engine, text

from core.adapters.database import UTCDateTime, db
from core.adapters.journal import list_history
from core.adapters.migrations import configuration
from core.app import create_app
from core.audit.services.verifying import verify
from tests.application import in_cluster, settings_of
from tests.conftest import NOW
from tests.integration.audit.conftest import note
from wsgi import PARTS

SUBJECT = UUID("8b0f7a52-1c52-4a57-8f3a-0b7f1f0c9d11")
# (seq, action, actor's name, has an account, details); PostgreSQL leaves gaps in its numbers.
BEFORE = (
    (1, "person.imported", "import-region", False, {}),
    (2, "person.edited", "Смирнова Анна", True, {"email": ["a@b.ru", "в@г.рф"], "note": "да"}),
    (5, "minutes.signed", "Лебедев Олег", True, {}),
    (6, "report.approved", "Орлов Пётр", True, {"version": 2, "remarks": "строка\nдве"}),
    (9, "account.sign_in_failed", "", False, {}),
)


@pytest.fixture
def older_app(database, request, tmp_path):
    """An installation that stands at the version before the chain."""
    url = f"sqlite:///{tmp_path}/council.db"
    if database == "postgresql":
        cluster, name = request.getfixturevalue("postgres_url"), f"older_{uuid4().hex}"
        in_cluster(cluster, f"CREATE DATABASE {name}")
        url = f"{cluster.rsplit('/', 1)[0]}/{name}"
    app = create_app(PARTS, settings_of(tmp_path, url))
    with app.app_context():
        command.upgrade(configuration(), "0016")
        db.engine.dispose()
        fill(url)
        yield app
        db.session.remove()
        db.engine.dispose()


def fill(url):
    statement = text(
        "INSERT INTO journal (seq, id, subject_id, actor_id, actor_name, what, at, details) "
        "VALUES (:seq, :id, :subject_id, :actor_id, :actor_name, :what, :at, :details)"
    ).bindparams(
        bindparam("id", type_=Uuid()),
        bindparam("subject_id", type_=Uuid()),
        bindparam("actor_id", type_=Uuid()),
        bindparam("at", type_=UTCDateTime(timezone=True)),
        bindparam("details", type_=JSON()),
    )
    engine = create_engine(url)
    with engine.begin() as connection:
        for seq, what, name, has_account, details in BEFORE:
            row = {"seq": seq, "id": uuid4(), "subject_id": SUBJECT, "at": NOW, "what": what}
            account = uuid4() if has_account else None
            more = {"actor_id": account, "actor_name": name, "details": details}
            connection.execute(statement, row | more)
    engine.dispose()


def test_old_entries_become_a_whole_chain_and_say_what_they_said(older_app):
    command.upgrade(configuration(), "head")
    verdict = verify()
    assert verdict.is_whole
    assert verdict.head.seq == len(BEFORE)
    told = {line.what: (line.actor_name, dict(line.details)) for line in list_history([SUBJECT])}
    assert told == {
        what: ("Загрузка файла региона" if name == "import-region" else name, details)
        for _, what, name, _, details in BEFORE
    }


def test_names_go_apart_but_for_those_who_signed(older_app):
    command.upgrade(configuration(), "head")
    rows = db.session.execute(text("SELECT actor_name FROM journal ORDER BY seq"))
    assert [name for (name,) in rows] == ["import-region", "", "Лебедев Олег", "Орлов Пётр", ""]
    apart = db.session.execute(text("SELECT seq, name FROM journal_values ORDER BY seq, name"))
    assert [tuple(row) for row in apart] == [(2, "actor_name"), (2, "details.email")]


def test_the_chain_goes_on_where_the_old_entries_end(older_app):
    command.upgrade(configuration(), "head")
    note("meeting.held")
    assert verify().head.seq == len(BEFORE) + 1
    assert verify().is_whole


def test_the_way_back_puts_names_and_details_where_they_were(older_app):
    command.upgrade(configuration(), "0017")
    command.downgrade(configuration(), "0016")
    rows = db.session.execute(text("SELECT what, actor_name FROM journal ORDER BY seq"))
    assert [tuple(row) for row in rows] == [(what, name) for _, what, name, _, _ in BEFORE]
