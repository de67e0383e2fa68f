"""Commands that span the parts: `flask --app wsgi import-region FILE`, `make-load --regions N`."""

import sys
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from core.accounts.importing import import_accounts
from core.adapters.clock import now
from core.adapters.database import db
from core.importing.sections import Outcome, Unreadable, import_content, load
from core.kernel.viewers import Viewer
from council.membership.linking import link_account
from portal.load.copying import Copyist, plans
from portal.load.services import write_copy
from portal.load.source import read_source

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("import-region")
@click.argument("file", type=FILE)
@click.option(
    "--accounts", type=FILE, help="Sign-in accounts of a demonstration (never for real use)."
)
@with_appcontext
def import_region(file: Path, accounts: Path | None) -> None:
    """Bring in a region's data from one YAML FILE: all of it or, with any fault, nothing."""
    try:
        content = load(file)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    sections = [each for part in current_app.extensions["parts"] for each in part.sections]
    outcome = import_content(content, sections, now=now())
    tell(outcome)
    if outcome.faults:
        sys.exit(1)
    if accounts is not None:
        added = import_accounts(load(accounts), link_account, now=now())
        click.echo(f"accounts: {added} added")


def tell(outcome: Outcome) -> None:
    for fault in outcome.faults:
        click.echo(str(fault), err=True)
    if outcome.faults:
        click.echo(f"Nothing was imported: {len(outcome.faults)} faults.", err=True)
        return
    for kind, count in outcome.added:
        click.echo(f"{kind}: {count} added")
    if not outcome.added:
        click.echo("Nothing to add: everything in the file is there already.")
    for place in outcome.passed_over:
        click.echo(f"passed over: {place}")


@click.command("make-load")
@click.option("--regions", type=click.IntRange(1, 1000), required=True, help="How many regions.")
@click.option("--years", type=click.IntRange(1, 40), default=10, help="At least so many years.")
@with_appcontext
def make_load(regions: int, years: int) -> None:
    """Fill a demonstration with copies of its region, to measure how pages grow. Never for use."""
    if not current_app.config["SETTINGS"].demo:
        raise click.ClickException("Only a demonstration may be filled: set DEMO=1.")
    copyist = Copyist(read_source())
    if not any(copied.rows for copied in copyist.source):
        raise click.ClickException("There is no region to copy. Import one first.")
    db.session.rollback()
    written = sum(
        write_copy(copyist, plan, actor=Viewer(name="operator"), now=now())
        for plan in plans(regions, years)
    )
    click.echo(f"{regions} regions, {years} years or more: {written} rows added")
