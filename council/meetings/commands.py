"""What is done by itself about meetings: visitors are forgotten, every day or by a command."""

from datetime import datetime, timedelta

import click
from flask.cli import with_appcontext

from core.adapters.clock import now
from core.adapters.jobs import Job
from core.kernel.viewers import Viewer
from council.meetings.services import forgetting


def forget(moment: datetime) -> int:
    """Erase what visitors entered a year after their meeting, as their consent says."""
    return forgetting.forget_visitors(actor=Viewer(name="forget-visitors"), now=moment)


FORGETTING = Job("forget-visitors", timedelta(days=1), forget)


@click.command("forget-visitors")
@with_appcontext
def forget_visitors() -> None:
    """Erase what visitors entered a year after their meeting; the scheduler does it every day."""
    click.echo(f"applications: {forget(now())} forgotten")
