"""Bringing the database to the schema of the code, and telling whether it is there."""

import logging
from functools import cache

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from core.adapters.database import Base, db
from core.adapters.fulltext import PREFIX
from core.config import ROOT

logging.getLogger("alembic").setLevel(logging.WARNING)


def configuration() -> Config:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return config


def upgrade_database() -> None:
    """Run every migration that the database lacks."""
    command.upgrade(configuration(), "head")


@cache
def head() -> str:
    """The newest migration of this code."""
    return ScriptDirectory.from_config(configuration()).get_current_head() or ""


def revision() -> str:
    """The migration at which the database stands; "" for an empty one."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def is_current() -> bool:
    """Whether the database stands at the newest migration."""
    return revision() == head()


def is_of_models(_object: object, name: str | None, *_: object) -> bool:
    """Whether models have to know a table or index: not what full-text search keeps for itself."""
    return not (name or "").startswith(PREFIX)


def differences() -> list[object]:
    """What models have that the migrated database lacks, or the other way round (for a test)."""
    with db.engine.connect() as connection:
        opts = {"compare_type": True, "include_object": is_of_models}
        context = MigrationContext.configure(connection, opts=opts)
        return list(compare_metadata(context, Base.metadata))
