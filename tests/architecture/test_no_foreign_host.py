"""Personal data never leave the installation: nothing here calls, loads or names a foreign host.

What pages load is walked in tests/web/test_bad_input.py, the policy that browsers hold to in
tests/web/test_headers.py. Here is the code: who may open a connection, and by which setting.
"""

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from core.config import Settings
from core.installation import Installation

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path for part in ("core", "council", "events", "portal") for path in (ROOT / part).rglob("*.py")
)
# Libraries that open connections; whoever needs another one explains it here.
CALLING = {
    "aiohttp", "boto3", "ftplib", "http.client", "httpx", "imapclient", "imaplib", "poplib",
    "psycopg", "redis", "requests", "smtplib", "socket", "telnetlib", "urllib.request", "urllib3",
    "websockets", "xmlrpc",
}  # fmt: skip
# Who may, and which setting of the operator says where to; empty without it.
ALLOWED = {
    "core/adapters/mail.py": {"smtplib", "socket"},  # SMTP_URL
    "core/adapters/mailboxes.py": {"imapclient"},  # IMAP_URL
    "core/adapters/buckets.py": {"boto3"},  # S3_BUCKET
    "core/adapters/clamd.py": {"socket"},  # CLAMD_URL
    "core/adapters/database.py": {"psycopg"},  # DATABASE_URL
    "core/adapters/outages.py": {"psycopg"},
    "core/adapters/pulse.py": {"psycopg"},
    "core/adapters/jobs/leader.py": {"psycopg"},
    "core/adapters/jobs/scheduler.py": {"socket"},  # the machine's own name
    "core/operation/backup/databases.py": {"psycopg"},
}
# Names of formats, fetched by nobody.
FORMATS = re.compile(
    r"https?://(www\.)?(w3\.org|sitemaps\.org|purl\.org|schemas?\.[a-z.]+|schema\.org)"
)
HOST = re.compile(r"(?:https?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}", re.IGNORECASE)
TEXTS = sorted(
    path
    for folder in ("static", "templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".css", ".html", ".js", ".svg", ".txt", ".xml"}
)


def name_of(path):
    return str(path.relative_to(ROOT))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def calling(path):
    found = set()
    for module in imported(path):
        found |= {each for each in CALLING if module == each or module.startswith(f"{each}.")}
    return found


def test_only_adapters_open_connections_and_only_where_a_setting_says():
    found = {name_of(path): calling(path) for path in SOURCES}
    assert {name: modules for name, modules in found.items() if modules} == {
        name: modules for name, modules in ALLOWED.items() if (ROOT / name).exists()
    }


def foreign_hosts(text):
    return [found[0] for found in HOST.finditer(text) if not FORMATS.match(found[0])]


def test_no_page_style_or_script_names_a_foreign_host():
    found = {name_of(path): foreign_hosts(path.read_text(encoding="utf-8")) for path in TEXTS}
    assert len(found) > 100
    assert {name: hosts for name, hosts in found.items() if hosts} == {}


@pytest.mark.parametrize(
    "text",
    (
        '<script src="https://cdn.example.com/a.js">',
        '<img src="//evil.example/a.png">',
        "@import url(https://fonts.example.org/css)",
        'fetch("HTTPS://api.example.net")',
    ),
)
def test_the_check_itself_sees_foreign_hosts(text):
    assert foreign_hosts(text)


def test_without_settings_nothing_leaves():
    """Mail, the reply box, the store of files and the scanner are off until they are named."""
    unsaid = {field.name: field.default for field in fields(Settings)}
    assert unsaid["mail_server"] is None
    assert unsaid["reply_box"] is None
    assert unsaid["rate_limits_url"] == ""
    assert Installation().bucket is None
