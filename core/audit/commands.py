"""Commands on the journal: `flask --app wsgi audit head|verify`."""

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from core.adapters.chain import head
from core.adapters.clock import now
from core.audit.papers import text_of_pdf
from core.audit.rules.anchors import read_anchors
from core.audit.services.verifying import Verdict, note_verdict, verify
from core.kernel.chain import Head
from core.kernel.viewers import Viewer

OPERATOR = Viewer(name="operator", is_administrator=True)


@click.group("audit")
def audit() -> None:
    """The journal of what was done: its head, its verification."""


@audit.command("head")
@with_appcontext
def show_head() -> None:
    """Print the number and the hash of the last entry, to be kept outside."""
    found = head()
    click.echo(json.dumps({"seq": found.seq, "hash": found.hash}))


@audit.command("verify")
@click.option(
    "--anchors",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A text or a published PDF with heads that were kept outside; may be given again.",
)
@click.option("--no-files", is_flag=True, help="Do not read the content of stored files.")
@click.option("--quiet", is_flag=True, help="Do not note the result in the journal.")
@with_appcontext
def verify_journal(files: tuple[Path, ...], *, no_files: bool, quiet: bool) -> None:
    """Walk through the whole journal and name the first entry that was tampered with."""
    anchors = [each for file in files for each in anchors_in(file)]
    verdict = verify(anchors, with_files=not no_files)
    if not quiet:
        note_verdict(verdict, actor=OPERATOR, now=now())
    show(verdict, anchors)


def anchors_in(file: Path) -> tuple[Head, ...]:
    """The anchors of a file; a file without any is a mistake of whoever named it."""
    content = file.read_bytes()
    text = (
        text_of_pdf(content) if content.startswith(b"%PDF-") else content.decode("utf-8", "replace")
    )
    found = read_anchors(text)
    if not found:
        raise click.ClickException(f"{file} holds no anchor: a number and 64 hexadecimal signs.")
    return found


def show(verdict: Verdict, anchors: list[Head]) -> None:
    """The result in words; ends with 1 if anything was found."""
    told = f"{verdict.head.seq} entries, {verdict.files} files, {len(anchors)} anchors from outside"
    if verdict.erased:
        told += f", {verdict.erased} personal values erased by order"
    for finding in verdict.findings:
        click.echo(str(finding))
    if verdict.first is not None:
        raise click.ClickException(f"Not whole; the first is entry {verdict.first.seq}. {told}.")
    click.echo(f"Whole: {told}. Head: {verdict.head.seq} {verdict.head.hash}")
