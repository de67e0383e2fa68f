"""Commands of the core for whoever operates the site: `flask --app wsgi ...`."""

import signal
from threading import Event

import click
from flask import current_app
from flask.cli import with_appcontext

from core.accounts import services
from core.accounts.pages import IssuedLink
from core.accounts.queries import accounts
from core.accounts.rules.accounts import purpose_for, sign_in_name
from core.accounts.rules.links import LinkPurpose
from core.adapters import jobs, migrations
from core.adapters.clock import now
from core.adapters.language import sentence
from core.audit.commands import audit
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters.services import dispatch

# Whoever may run commands on the machine may do everything; the journal says it was done there.
OPERATOR = Viewer(name="operator", is_administrator=True)


@click.command("upgrade-database")
@with_appcontext
def upgrade_database() -> None:
    """Bring the database to the schema of this version."""
    migrations.upgrade_database()


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
        raise told(refused) from None
    show_link(token, LinkPurpose.INVITATION)


@click.command("make-link")
@click.argument("email")
@with_appcontext
def make_link(email: str) -> None:
    """Print a one-time link that sets a new password, for whoever is locked out."""
    moment = now()
    try:
        account_id = accounts.find_account_id(sign_in_name(email))
        if account_id is None:
            raise click.ClickException(f"Nobody signs in as {email}.")
        purpose = purpose_for(accounts.get_account_row(account_id).state)
        token = services.issue_link(account_id, purpose, actor=OPERATOR, now=moment)
    except Refused as refused:
        raise told(refused) from None
    show_link(token, purpose)


@click.command("run-jobs")
@click.option("--once", is_flag=True, help="Run what is due once and end; for a timer or a try.")
@with_appcontext
def run_jobs(*, once: bool) -> None:
    """Do what is done by itself: letters, reminders, papers. One process leads, others stand by."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    settings = app.config["SETTINGS"]
    declared = app.extensions["jobs"]
    if once:
        if not jobs.run_all(app, declared):
            raise click.ClickException("Not every job went well, see above.")
        return
    stop = Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stop.set())
    lock = jobs.leadership_of(
        settings.database_url, settings.direct_database_url, settings.data_dir
    )
    jobs.work(app, declared, lock, stop)


def told(refused: Refused) -> click.ClickException:
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
    run_jobs,
    send_letters,
    audit,
)
