"""Commands about meetings: `flask --app wsgi forget-visitors`, to be run every day."""

import click
from flask.cli import with_appcontext

from core.adapters.clock import now
from core.kernel.viewers import Viewer
from council.meetings.services import forgetting


@click.command("forget-visitors")
@with_appcontext
def forget_visitors() -> None:
    """Erase what visitors entered a year after their meeting, as their consent says."""
    count = forgetting.forget_visitors(actor=Viewer(name="forget-visitors"), now=now())
    click.echo(f"applications: {count} forgotten")
