"""README.md and docs/ say the truth: settings, commands, the map of the code, links, decisions."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from core.config import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FRAGMENT = re.compile(r"\]\(([^)\s#]+)")
COMMAND = re.compile(r"flask --app wsgi ([a-z][a-z-]+)")
TARGET = re.compile(r"`make ([a-z-]+)")
VARIABLE = re.compile(r"`([A-Z][A-Z0-9_]{3,})(?:=[^`]*)?`")
# Read by a library; only ever refused.
NOT_IN_SETTINGS = {"PROMETHEUS_MULTIPROC_DIR"}
ONLY_REFUSED = {"FLASK_DEBUG"}


class Recording(Mapping):
    """An environment that remembers what it was asked for."""

    def __init__(self, values):
        self.values, self.asked = values, set()

    def __getitem__(self, name):
        self.asked.add(name)
        return self.values[name]

    def __iter__(self):
        return iter(self.values)

    def __len__(self):
        return len(self.values)


def variables_read():
    """What an installation that uses everything reads; NAME_FILE stands for NAME."""
    environ = Recording(
        {
            "SECRET_KEY": "s" * 40,
            "SMTP_URL": "smtp://mail.example.org:587",
            "MAIL_FROM": "council@example.org",
            "IMAP_URL": "imaps://reader:secret@mail.example.org",
            "MAIL_REPLY_TO": "council@example.org",
            "FILES_URL": "s3://files/council?endpoint=http://store.example.org&region=ru",
            "FILES_KEY_ID": "key",
            "FILES_SECRET": "secret",
            "FILES_UNENCRYPTED": "1",
        }
    )
    Settings.from_environment(environ)
    return environ.asked - ONLY_REFUSED | NOT_IN_SETTINGS


def table_of_settings():
    rows = README.split("### Settings")[1].split("\n## ")[0].splitlines()
    named = (row.split("|")[1:3] for row in rows if row.startswith("| `"))
    values = {"INFO", "WARNING"}  # what LOG_LEVEL may be
    return {name for cells in named for cell in cells for name in VARIABLE.findall(cell)} - values


def test_every_setting_stands_in_the_table_and_nothing_else():
    told, read = table_of_settings(), variables_read()
    assert read - told - {f"{name}_FILE" for name in told} == set()
    assert told - read - {f"{name}_FILE" for name in read} == set()


@pytest.mark.parametrize("part", ("core", "council", "events", "portal"))
def test_the_map_names_every_slice_of_a_part(part):
    slices = {each.parent.name for each in (ROOT / part).glob("*/__init__.py")}
    text = README.split("## How it is built")[1]
    block = re.search(rf"^{part}/(.*?)(?=^\w+/|^```)", text, re.DOTALL | re.MULTILINE)[1]
    assert slices - set(re.findall(r"\w+", block)) == set()


def test_the_page_of_operation_names_every_job(app):
    table = (ROOT / "docs" / "operation.md").read_text(encoding="utf-8").split("| job |")[1]
    told = set(re.findall(r"`([a-z][a-z_.-]+)`", table.split("\n\n")[0]))
    assert told == {job.name for job in app.extensions["jobs"]}


def test_the_readme_leads_to_every_document():
    linked = {(ROOT / link).resolve() for link in FRAGMENT.findall(README) if "://" not in link}
    assert {page for page in (ROOT / "docs").glob("*.md") if page not in linked} == set()


def test_the_index_of_decisions_is_whole():
    folder = ROOT / "docs" / "adr"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for page in sorted(folder.glob("[0-9]*.md")):
        title = page.read_text(encoding="utf-8").splitlines()[0].split(". ", 1)[1]
        assert f"[{title}]({page.name})" in index


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_commands_and_targets_of_a_document_exist(page, app):
    text = page.read_text(encoding="utf-8")
    links = [link for link in FRAGMENT.findall(text) if "://" not in link and "mailto:" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert set(COMMAND.findall(text)) <= set(app.cli.commands)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(TARGET.findall(text)) <= targets
