"""How Alembic reaches the database of the application.

On SQLite foreign keys are off while a migration runs (in batch mode they would delete child
rows) and are checked before it is committed. The application has imported every model already.
"""

from alembic import context
from sqlalchemy import Connection

from core.adapters.database import Base, db


class BrokenReferences(RuntimeError):
    """A migration left rows that point at nothing."""


def run(connection: Connection) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        set_foreign_keys(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
            if is_sqlite:
                check_references(connection)
        if is_sqlite:
            connection.commit()
    finally:
        if is_sqlite:  # the connection goes back to the pool, also after a failure
            connection.rollback()
            set_foreign_keys(connection, "ON")


def set_foreign_keys(connection: Connection, switch: str) -> None:
    """Past SQLAlchemy, which would begin a transaction first: inside one SQLite ignores this."""
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={switch}")


def check_references(connection: Connection) -> None:
    """Raise `BrokenReferences` with the tables concerned, so that nothing is committed."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise BrokenReferences(", ".join(sorted({str(row[0]) for row in broken})))


with db.engine.connect() as connection:
    run(connection)
