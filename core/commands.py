"""Commands of the core for whoever operates the site: `flask --app wsgi ...`."""

import click
from flask import current_app
from flask.cli import with_appcontext

from core.accounts import services
from core.accounts.pages import IssuedLink
from core.accounts.queries import accounts
from core.accounts.rules.accounts import purpose_for, sign_in_name
from core.accounts.rules.links import LinkPurpose
from core.adapters import migrations
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from core.letters import models as letters  # noqa: F401 - the metadata has to know the table

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
        _, token = services.invite_account(
            email, name, actor=OPERATOR, now=moment, is_administrator=True
        )
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


def told(refused: Refused) -> click.ClickException:
    return click.ClickException(" ".join(sentence(refusal) for refusal in refused.refusals))


def show_link(token: str, purpose: LinkPurpose) -> None:
    link = IssuedLink.of(current_app.config["SETTINGS"].base_url, token, purpose, now())
    click.echo(link.url)


COMMANDS: tuple[click.Command, ...] = (upgrade_database, create_administrator, make_link)
