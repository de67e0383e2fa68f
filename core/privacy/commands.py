"""`flask --app wsgi retention [--dry-run]`: what the nightly run does, or would do."""

import click
from flask.cli import with_appcontext
from flask_babel import force_locale, gettext

from core.adapters.clock import now
from core.privacy.queries.schema import records
from core.privacy.services.retaining import Ended, apply_terms, what_is_due


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Say what would go and change nothing.")
@with_appcontext
def retention(*, dry_run: bool) -> None:
    """End personal data whose term has ended; the scheduler does it every night."""
    moment = now()
    ended = what_is_due(moment) if dry_run else apply_terms(moment)
    with force_locale("en"):
        for each in ended:
            click.echo(line_of(each))
    total = sum(each.count for each in ended)
    click.echo(f"{'would end' if dry_run else 'ended'}: {total} rows")


def line_of(each: Ended) -> str:
    one = records()[each.place]
    return f"{one.table}: {each.count} ({gettext(one.title)})"
