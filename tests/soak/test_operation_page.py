"""docs/operation.md word for word on a fresh Debian 12: installing, backups, the past, an upgrade.

The commands are read from the page itself. Three things are not: the certificate, the region's
file, and what a person types in the editor.
"""

import http.client
import re
import secrets
import shutil
import socket
import ssl
import subprocess
import time
from datetime import UTC, datetime
from shlex import quote
from urllib.parse import urlencode, urlsplit

import pyotp
import pytest

from tests.mail import Sink, mail_server
from tests.serving import HOST
from tests.soak.machine import ROOT, Machine, missing
from tests.web.walk import Page

NAME = "council.region.ru"
PAGE = ROOT / "docs" / "operation.md"
MAIL = "mail@region.ru"
MOST_EXPOSED = 5.0  # of ten; above, systemd speaks of a medium exposure
EDITOR = """#!/bin/sh
sed -i 's#^SMTP_URL=.*#SMTP_URL=smtp://127.0.0.1:{mail}#' "$1"
"""
# The state of the product before several migrations, and its schema.
EARLIER, SCHEMA_BEFORE = "3ccc088a0957fc192edc016245b6c99113baa580", "0030"
EMPTIED = (
    "DROP DATABASE council",
    "CREATE DATABASE council OWNER council TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
)
UNITS = ("council-web@8001", "council-web@8002", "council-worker@1", "council-scheduler")


def section(title):
    """The lines of the blocks of code below a heading; a line that goes on is one command."""
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(rf"(?ms)^## {re.escape(title)}\n(.*?)^## ", text)[1]
    blocks = re.findall(r"(?ms)^```\n(.*?)^```", found)
    return [block.strip().splitlines() for block in blocks]


def cloned(machine):
    """The source as a clone, the region's file, a certificate, a person at the editor."""
    place = machine.path("/srv/council")
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, place], check=True)
    shutil.copyfile(ROOT / "sample" / "zarechye.yaml", place / "region.yaml")
    folder = machine.path(f"/etc/letsencrypt/live/{NAME}")
    folder.mkdir(parents=True)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "fullchain.pem"


def at_the_editor(machine, mail):
    editor = machine.path("/usr/local/bin/editor")
    editor.write_text(EDITOR.format(mail=mail), encoding="ascii")
    editor.chmod(0o755)


class Site:
    """The site over TLS by its name, as a browser on this machine; keeps cookies."""

    def __init__(self, certificate):
        self.context = ssl.create_default_context(cafile=certificate)
        self.cookies = {}

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection(HOST, timeout=60)
        plain = socket.create_connection((HOST, 443), timeout=60)
        connection.sock = self.context.wrap_socket(plain, server_hostname=NAME)
        headers = {"Host": NAME, "Origin": f"https://{NAME}", "Cookie": header_of(self.cookies)}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, fields and urlencode(fields), headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        connection.close()
        return answer, text


def header_of(cookies):
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


class Person(Site):
    """Fills in forms as they stand on the page."""

    def see(self, path):
        answer, text = self.ask("GET", path)
        assert answer.status == http.client.OK, (path, answer.status)
        return text

    def fill(self, path, mark, **typed):
        """Send the form of a page that has a field `mark`; where it leads, or what it says."""
        forms = Page(path, self.see(path)).forms
        form = next(form for form in forms if mark in form.values)
        answer, text = self.ask("POST", urlsplit(form.action).path, form.values | typed)
        assert answer.status in {http.client.OK, http.client.SEE_OTHER, http.client.FOUND}, text
        return answer.headers.get("Location") or text


def first_administrator(person, link):
    """As the page says: password, then a second factor, before anything else opens."""
    path, password = urlsplit(link).path, secrets.token_urlsafe(24)
    [form] = [form for form in Page(path, person.see(path)).forms if "new_password" in form.values]
    led = person.fill(path, "new_password", **dict.fromkeys(form.typed, password))
    assert led.endswith("/desk/")
    answer, _ = person.ask("GET", "/desk/accounts/")
    assert answer.headers["Location"].endswith("/desk/account/factors/")
    path = "/desk/account/factors/codes"
    page = person.see(path)
    code = pyotp.TOTP(re.search(r'data-copy="([A-Z2-7]+)"', page)[1]).now()
    [form] = [form for form in Page(path, page).forms if "offer" in form.values]
    typed = {"new_code": code, "confirmation": password}
    answer, _ = person.ask("POST", path, form.values | typed)
    assert answer.status == http.client.OK
    assert MAIL in person.see("/desk/accounts/")


@pytest.fixture(scope="module")
def sink():
    return Sink()


@pytest.fixture(scope="module")
def installed(tmp_path_factory, sink):
    """The machine after the commands of the first section; what `create-administrator` said."""
    if why := missing():
        pytest.skip(f"no fresh machine can be made here: {why}")
    with Machine(tmp_path_factory.mktemp("fresh")) as machine, mail_server(sink) as mail:
        machine.certificate = cloned(machine)
        at_the_editor(machine, mail)
        machine.took, machine.told = {}, ""
        for line in section("Installing on Debian 12")[0]:
            started = time.monotonic()
            told = machine.run(line)
            machine.took[line[:40]] = round(time.monotonic() - started, 1)
            machine.told += told if "create-administrator" in line else ""
        yield machine


@pytest.fixture
def person(installed):
    return Person(installed.certificate)


def is_ready(person):
    try:
        return person.ask("GET", "/readyz")[0].status == http.client.OK
    except OSError:
        return False


def test_what_was_installed_runs(installed, person, figure):
    installed.wait_for(lambda: is_ready(person), 120)
    for unit in (*UNITS, "council-backup.timer", "council-verify.timer", "nginx", "postgresql"):
        assert installed.run(f"systemctl is-active {unit}").strip() == "active", unit
    assert "Экспортный совет" in person.see("/")
    assert "no-store" not in person.ask("GET", "/meetings/")[0].headers["Cache-Control"]
    exposure = {
        unit: float(re.search(r"level for \S+: ([\d.]+)", told)[1])
        for unit in UNITS
        if (told := installed.run(f"systemd-analyze security --no-pager {unit}.service"))
    }
    figure(seconds=installed.took, exposure=exposure)
    assert max(exposure.values()) < MOST_EXPOSED


def test_the_first_administrator_gets_in_with_a_second_factor(installed, person):
    first_administrator(person, re.search(r"https://\S+", installed.told)[0])


def test_a_process_that_is_killed_is_started_again_and_nobody_notices(installed, person):
    installed.run("systemctl kill --signal=KILL council-web@8001")
    assert {person.ask("GET", "/meetings/?q=1")[0].status for _ in range(10)} == {http.client.OK}
    installed.wait_for(
        lambda: "active" in installed.run("systemctl is-active council-web@8001", is_checked=False)
    )


def test_backups_are_made_checked_and_restored_as_the_page_says(installed):
    blocks = section("Backups")
    for line in blocks[0]:
        told = installed.run(line)
    assert "is whole" in told
    for unit in ("council-backup", "council-verify"):
        installed.run(f"systemctl start {unit}.service")
    for line in blocks[1]:
        told = installed.run(line)
    assert "Restored" in told
    assert rows(installed, "council_restored") == rows(installed)
    installed.run("council audit verify")


def asked_of(machine, statement, database="council", port=5432, **options):
    """What PostgreSQL says, as its superuser."""
    line = f"runuser -u postgres -- psql -At --port={port} {database} --command='{statement}'"
    return machine.run(line, **options).strip()


def rows(machine, database="council", port=5432):
    return int(asked_of(machine, "SELECT count(*) FROM people", database, port))


def test_any_second_of_the_past_can_be_had_as_the_page_says(installed):
    begin, weekly, again = section("Any second of the past (PostgreSQL)")
    for line in (*begin, *weekly):
        installed.run(line)
    before = rows(installed)
    time.sleep(1)
    moment = datetime.now(UTC).isoformat(sep=" ", timespec="seconds")
    time.sleep(2)
    asked_of(installed, "CREATE TABLE mistake AS SELECT * FROM people")
    asked_of(installed, "SELECT pg_switch_wal()")
    kept = "SELECT archived_count > 2 AND failed_count = 0 FROM pg_stat_archiver"
    installed.wait_for(lambda: asked_of(installed, kept) == "t")
    day = datetime.now(UTC).date().isoformat()
    for line in again:
        installed.run(line.replace("2026-11-15", day).replace("2026-11-21 14:59:00+05", moment))
    assert rows(installed, port=5433) == before
    told = asked_of(installed, "TABLE mistake", port=5433, is_checked=False)
    assert "does not exist" in told
    asked_of(installed, "DROP TABLE mistake")


@pytest.fixture
def earlier(installed):
    """The machine with source, libraries and data of an earlier state of the product."""
    here = installed.run("git -C /srv/council rev-parse HEAD").strip()
    services = " ".join(UNITS)
    emptied = " ".join(f"--command={quote(each)}" for each in EMPTIED)
    for line in (
        f"systemctl stop {services}",
        f"git -C /srv/council checkout --quiet {EARLIER}",
        "/srv/council/.venv/bin/pip install --require-hashes -r /srv/council/requirements.lock",
        f"runuser -u postgres -- psql {emptied} postgres",
        "council upgrade-database",
        "council import-region /srv/council/sample/zarechye.yaml",
        f"systemctl start {services}",
        f"git -C /srv/council tag RELEASE {here}",
    ):
        installed.run(line)
    return installed


def schema(machine):
    return asked_of(machine, "SELECT version_num FROM alembic_version")


def test_an_upgrade_of_an_earlier_state_goes_as_the_page_says(earlier, person, figure):
    earlier.wait_for(lambda: is_ready(person), 120)
    people, before = rows(earlier), schema(earlier)
    started = time.monotonic()
    for line in section("Upgrade and going back")[0]:
        earlier.run(line)
    earlier.wait_for(lambda: is_ready(person), 120)
    figure(seconds=round(time.monotonic() - started, 1), schemas=(before, schema(earlier)))
    assert before == SCHEMA_BEFORE
    assert schema(earlier) > before
    assert rows(earlier) == people
    assert "Экспортный совет" in person.see("/")
    assert earlier.run("council audit verify")
