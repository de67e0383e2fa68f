"""Commands of the core for whoever operates the site: `flask --app wsgi ...`."""

import signal
from threading import Event
from uuid import UUID

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from core.accounts import services
from core.accounts.pages import IssuedLink
from core.accounts.queries import accounts
from core.accounts.rules.accounts import purpose_for, sign_in_name
from core.accounts.rules.links import LinkPurpose
from core.accounts.services import recoveries
from core.adapters import jobs, migrations
from core.adapters.clock import now
from core.adapters.language import sentence
from core.audit.commands import audit
from core.audit.services.noting import note
from core.audit.services.verifying import WHOLE
from core.config import BadSettings
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.services import dispatch
from core.operation.starting import demand_current
from core.signatures.commands import verify_all

# Whoever may run commands on the machine may do everything; the journal says it was done there.
OPERATOR = Viewer(name="operator", is_administrator=True)


@click.command("upgrade-database")
@with_appcontext
def upgrade_database() -> None:
    """Bring the database to the schema of this version; the journal keeps from which to which."""
    before = migrations.revision()
    migrations.upgrade_database()
    if before != migrations.head():
        details = {"from": before, "to": migrations.head()}
        note("database.migrated", WHOLE, actor=OPERATOR, now=now(), details=details)


@click.command("create-administrator")
@click.argument("email")
@click.argument("name")
@with_appcontext
def create_administrator(email: str, name: str) -> None:
    """Make an administrator's account and print the one-time link that sets its password."""
    moment = now()
    try:
        new = services.NewAccount(email, name, is_administrator=True)
        _, token = services.invite_account(new, actor=OPERATOR, now=moment)
    except Refused as refused:
        raise told_refusal(refused) from None
    show_link(token, LinkPurpose.INVITATION)


@click.command("make-link")
@click.argument("email")
@with_appcontext
def make_link(email: str) -> None:
    """Print a one-time link that sets a new password, for whoever is locked out."""
    moment, account_id = now(), account_of(email)
    try:
        purpose = purpose_for(accounts.get_account_row(account_id).state)
        token = services.issue_link(account_id, purpose, actor=OPERATOR, now=moment)
    except Refused as refused:
        raise told_refusal(refused) from None
    show_link(token, purpose)


@click.command("reset-factors")
@click.argument("email")
@click.option("--reason", required=True, help="How it was made sure that it is the owner.")
@click.option(
    "--at-once",
    is_flag=True,
    help="Drop the factors now, without a second person and a day of delay: nobody else is left.",
)
@with_appcontext
def reset_factors(email: str, reason: str, *, at_once: bool) -> None:
    """For whoever lost every second factor and has no administrator to ask.

    It asks for a recovery, as an administrator would: another administrator, the secretary or the
    deputy chair confirms it on the site, a day later it works. --at-once takes the place of both.
    """
    moment, account_id = now(), account_of(email)
    try:
        if at_once:
            recoveries.reset_factors(account_id, reason, actor=OPERATOR, now=moment)
            told = "No second factor is left. The password alone lets in; set up a new one."
        else:
            recoveries.ask_recovery(account_id, reason, actor=OPERATOR, now=moment)
            told = "Asked for. Somebody else confirms it under /desk/recoveries/; see --help."
    except Refused as refused:
        raise told_refusal(refused) from None
    click.echo(told)


def account_of(email: str) -> UUID:
    try:
        found = accounts.find_account_id(sign_in_name(email))
    except Refused as refused:
        raise told_refusal(refused) from None
    if found is None:
        raise click.ClickException(f"Nobody signs in as {email}.")
    return found


@click.command("run-jobs")
@click.option("--once", is_flag=True, help="Run what is due once and end; for a timer or a try.")
@click.option(
    "--only",
    type=click.Choice(["worker", "scheduler"]),
    help="worker: letters and papers, by any number of processes; scheduler: all else, by one.",
)
@with_appcontext
def run_jobs(*, once: bool, only: str | None) -> None:
    """Do what is done by itself: letters, reminders, papers. One process leads, others stand by."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    settings = app.config["SETTINGS"]
    declared = [j for j in app.extensions["jobs"] if only in {None, kind_of(j)}]
    refuse_other_schema(app)
    if once:
        if not jobs.run_all(app, declared):
            raise click.ClickException("Not every job went well, see above.")
        return
    stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    lock: jobs.Leadership = jobs.NoElection()
    if only != "worker":
        where = (settings.database_url, settings.direct_database_url, settings.data_dir)
        lock = jobs.leadership_of(*where)
    jobs.work(app, declared, lock, stop)


def kind_of(job: jobs.Job) -> str:
    return "worker" if job.is_shared else "scheduler"


def refuse_other_schema(app: Flask) -> None:
    """A process of another release would write what the tables do not take."""
    try:
        demand_current(app)
    except BadSettings as error:
        raise click.ClickException(str(error)) from error


def told_refusal(refused: Refused) -> click.ClickException:
    return click.ClickException(" ".join(sentence(refusal) for refusal in refused.refusals))


def show_link(token: str, purpose: LinkPurpose) -> None:
    link = IssuedLink.of(current_app.config["SETTINGS"].base_url, token, purpose, now())
    click.echo(link.url)


@click.command("send-letters")
@with_appcontext
def send_letters() -> None:
    """Send every letter that is due, once. The scheduler does the same by itself."""
    tally = dispatch(now())
    click.echo(f"sent {tally.sent}, put off {tally.put_off}, failed {tally.failed}")


COMMANDS: tuple[click.Command, ...] = (
    upgrade_database,
    create_administrator,
    make_link,
    reset_factors,
    run_jobs,
    send_letters,
    verify_all,
    audit,
)
