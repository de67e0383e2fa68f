"""Commands of the core for whoever operates the site: `flask --app wsgi ...`."""

import click
from flask.cli import with_appcontext

from core.adapters import migrations


@click.command("upgrade-database")
@with_appcontext
def upgrade_database() -> None:
    """Bring the database to the schema of this version."""
    migrations.upgrade_database()


COMMANDS: tuple[click.Command, ...] = (upgrade_database,)
