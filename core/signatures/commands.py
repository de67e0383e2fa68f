"""The command on signatures: `flask --app wsgi verify-signatures`."""

import click
from flask.cli import with_appcontext

from core.signatures.services import verify_signatures

WORDS = {
    "chain": "it does not follow the one before",
    "hash": "its record was changed",
    "bytes": "the signed bytes are missing or were changed",
}


@click.command("verify-signatures")
@with_appcontext
def verify_all() -> None:
    """Walk through all simple signatures and name the first that is not as it was given."""
    if fault := verify_signatures():
        raise click.ClickException(f"Signature No. {fault.number}: {WORDS[fault.what]}.")
    click.echo("Every signature is as it was given.")
