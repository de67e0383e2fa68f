"""What each connection to PostgreSQL is told at its beginning."""

import pytest
from sqlalchemy import text

TOLD = {"lock_timeout": "8s", "statement_timeout": "30s", "jit": "off"}


def test_nothing_waits_for_ever_and_no_statement_is_compiled(session, database):
    """Compiling the front page's statements took three seconds, running them ten milliseconds."""
    if database == "sqlite":
        pytest.skip("PostgreSQL only")
    assert {name: session.scalar(text(f"SHOW {name}")) for name in TOLD} == TOLD
