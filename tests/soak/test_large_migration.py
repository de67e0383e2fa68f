"""F23 at length: a hundred thousand entries of the journal of an early release get their chain."""

import time

import pytest
from sqlalchemy import create_engine, inspect, text

from core.adapters.database import db
from core.adapters.migrations import is_current, upgrade_database
from core.audit.services.verifying import verify
from tests.releases import released

ROWS = 100_000
MOST_SECONDS = 60


def multiplied(url):
    """Copies of the entries there are, until there are enough."""
    engine = create_engine(url)
    known = {column["name"] for column in inspect(engine).get_columns("journal")}
    columns = ", ".join(sorted(known - {"seq", "id"}))
    new = "lower(hex(randomblob(16)))" if url.startswith("sqlite") else "gen_random_uuid()"
    with engine.begin() as connection:
        found = connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :times)"
        copies = f"{numbers} SELECT {new}, {columns} FROM n, journal"  # noqa: S608 - of the schema
        copies = f"INSERT INTO journal (id, {columns}) {copies}"
        connection.execute(text(copies), {"times": ROWS // found})
        rows = connection.execute(text("SELECT count(*) FROM journal")).scalar_one()
    engine.dispose()
    return rows


@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_f23_a_hundred_thousand_rows_come_forward_within_a_minute(kind, request, tmp_path, figure):
    cluster = request.getfixturevalue("postgres_url") if kind == "postgresql" else None
    app, url = released("0012-world", tmp_path, cluster)
    rows = multiplied(url)
    with app.app_context():
        started, began = time.monotonic(), time.process_time()
        upgrade_database()
        took, worked = time.monotonic() - started, time.process_time() - began
        assert is_current()
        assert verify(with_files=False).findings == ()
        db.session.remove()
        db.engine.dispose()
    figure(database=kind, rows=rows, seconds=round(took, 1), processor=round(worked, 1))
    assert rows >= ROWS
    assert worked < MOST_SECONDS  # a machine that is busy with other work takes its time
