"""Invariant 8 in the schema: the database itself refuses to change what both have signed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

CHANGES = (
    "UPDATE minutes_editions SET text = 'иначе' WHERE id = :edition",
    "UPDATE minutes_editions SET sha256 = NULL, state = 'draft' WHERE id = :edition",
    "UPDATE minutes_editions SET state = 'draft' WHERE id = :edition",
    "UPDATE minutes_editions SET number = 7 WHERE id = :edition",
    "DELETE FROM minutes_editions WHERE id = :edition",
    "UPDATE minutes_parts SET text = 'иначе' WHERE edition_id = :edition",
    "UPDATE minutes_parts SET position = position + 100 WHERE edition_id = :edition",
    "DELETE FROM minutes_parts WHERE edition_id = :edition",
    "UPDATE minutes_signatures SET name = 'другой' WHERE edition_id = :edition",
    "DELETE FROM minutes_signatures WHERE edition_id = :edition",
)


def run(session, statement, edition):
    bind = session.get_bind()
    key = edition.id if bind.dialect.name == "postgresql" else edition.id.hex
    with session.begin_nested():
        session.execute(text(statement), {"edition": key})


@pytest.mark.parametrize("statement", CHANGES)
def test_invariant_8_minutes_are_frozen_after_signing_by_the_database_itself(
    session, minutes, statement
):
    edition = minutes.published()
    before = (edition.text, edition.sha256)

    with pytest.raises(IntegrityError, match="signed minutes are frozen"):
        run(session, statement, edition)

    session.expire_all()
    assert (edition.text, edition.sha256) == before


@pytest.mark.parametrize("statement", CHANGES[5:8])
def test_a_draft_is_not_frozen(session, minutes, statement):
    edition = minutes.drafted()

    run(session, statement, edition)


def test_whether_a_part_is_shown_may_change_after_signing(session, minutes):
    edition = minutes.signed()

    run(
        session,
        "UPDATE minutes_parts SET is_restricted = true WHERE edition_id = :edition",
        edition,
    )
