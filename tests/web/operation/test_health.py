"""Signs of life and figures: what each fault answers, and who is told more."""

import shutil
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from prometheus_client.parser import text_string_to_metric_families as parsed
from sqlalchemy import text, update

from core.adapters import metrics
from core.adapters.database import db
from core.adapters.jobs.models import note_run
from core.adapters.migrations import head
from core.letters.models import OutgoingLetter
from core.letters.services import post
from core.operation import figures as operation_figures
from core.operation import readiness
from core.operation.requests import METHODS
from core.operation.rules import BACKUP_JOB, VERIFY_JOB, WORKER_JOB
from tests.conftest import NOW
from tests.integration.letters.conftest import letter_to
from tests.web.operation.test_outages import GONE, failing

STRANGER = {"REMOTE_ADDR": "203.0.113.7"}
TOKEN = "t" * 20


@pytest.fixture
def working(session):
    """A worker that has just shown itself."""
    note_run(WORKER_JOB, error="", process="test:1", now=NOW)


def test_the_process_lives_without_any_database(client, monkeypatch):
    monkeypatch.setattr(db.session, "execute", None)
    client.set_cookie("session", "whatever")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.usefixtures("working")
def test_a_site_at_work_is_ready(client):
    answer = client.get("/readyz")
    told = {"ready": True, "faults": {}, "malware_scanner": "off"}
    assert (answer.status_code, answer.json) == (200, told)


def no_answer():
    raise OSError("no connection")


def break_database(monkeypatch, _session):
    monkeypatch.setattr(readiness, "read_life", no_answer)


def break_schema(_monkeypatch, session):
    session.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def break_disk(monkeypatch, _session):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 0))  # noqa: SLF001


def break_worker(_monkeypatch, _session):
    note_run(WORKER_JOB, error="", process="test:1", now=NOW - timedelta(minutes=2))


@pytest.mark.usefixtures("working")
@pytest.mark.parametrize(
    ("break_it", "piece"),
    (
        (break_database, "database"),
        (break_schema, "schema"),
        (break_disk, "disk"),
        (break_worker, "worker"),
    ),
)
def test_each_fault_is_503_and_names_the_part(client, session, monkeypatch, break_it, piece):
    break_it(monkeypatch, session)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert list(answer.json["faults"]) == [piece]
    stranger = client.get("/readyz", environ_base=STRANGER)
    assert (stranger.status_code, stranger.json) == (503, {"ready": False})
    assert figures(client)["council_ready",] == 0


def test_a_database_that_is_slow_is_not_waited_for(client, monkeypatch):
    never = Event()
    monkeypatch.setattr(readiness, "DATABASE_SECONDS", 0.05)
    monkeypatch.setattr(readiness, "read_life", lambda: never.wait(5))
    answer = client.get("/readyz")
    never.set()
    assert (answer.status_code, list(answer.json["faults"])) == (503, ["database"])


def figures(client, **kwargs):
    answer = client.get("/metrics", **kwargs)
    assert answer.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in parsed(answer.text)
        for sample in family.samples
    }


@pytest.mark.usefixtures("working")
def test_figures_tell_of_requests_by_template_and_of_the_database(client):
    client.get("/meetings/2026/")
    client.get("/meetings/1997/")
    client.get("/no/such/page")
    found = figures(client)
    assert found["council_database_up",] == 1
    assert found["council_ready",] == 1
    assert found["council_letters_waiting",] == 0
    assert found["council_job_age_seconds", WORKER_JOB] == 0
    assert found["council_requests_total", "404", "GET", "none"] >= 1
    routes = {key[-1] for key in found if key[0] == "council_request_seconds_count"}
    assert not {route for route in routes if "1997" in route or "such" in route}
    known = {rule.rule for rule in client.application.url_map.iter_rules()} | {"none"}
    assert routes <= known


# What an operator is promised, by the names that Prometheus knows; docs/operation.md.
PROMISED = {
    "council_requests_total",
    "council_request_seconds_bucket",
    "council_database_errors_total",
    "council_letters_oldest_seconds",
    "council_letters_waiting",
    "council_letters_failed",
    "council_papers_waiting",
    "council_papers_oldest_seconds",
    "council_paper_seconds_bucket",
    "council_sign_ins_failed_total",
    "council_too_many_requests_total",
    "council_journal_seq",
    "council_backup_age_seconds",
    "council_journal_verified",
    "council_reminders_late",
}
LABELS = {"method", "route", "status", "le", "work", "job"}


def test_every_figure_that_was_promised_is_told_and_no_label_grows_with_the_data(client):
    note_run(BACKUP_JOB, error="", process="test:1", now=NOW - timedelta(hours=27))
    note_run(VERIFY_JOB, error="entry 7 differs", process="test:1", now=NOW)
    metrics.PAPER_SECONDS.labels("render").observe(0.1)
    client.open("/meetings/2026/", method="BREW")
    found = figures(client)
    assert {key[0] for key in found} >= PROMISED
    assert found["council_backup_age_seconds",] == 27 * 3600
    assert found["council_journal_verified",] == 0
    families = parsed(client.get("/metrics").text)
    labels = [sample.labels for family in families for sample in family.samples]
    ours = {name for each in labels for name in each} - {"generation", "implementation"}
    assert ours <= LABELS | {"major", "minor", "patchlevel", "version"}
    assert {each["method"] for each in labels if "method" in each} <= {*METHODS, "other"}


def test_letters_that_are_put_off_count_as_waiting_from_their_first_try(client, session):
    """With the mail server away each try puts them off: the longest wait goes on all the same."""
    post(letter_to("a"), now=NOW - timedelta(minutes=40))
    put_off = {"attempts": 5, "due_at": NOW + timedelta(minutes=12)}
    session.execute(update(OutgoingLetter).values(**put_off))
    found = figures(client)
    assert found["council_letters_waiting",] == 1
    assert found["council_letters_oldest_seconds",] == 40 * 60


def test_answers_429_and_requests_that_the_database_did_not_serve_are_counted(
    app, client, monkeypatch
):
    before = figures(client)
    for _ in range(32):
        last = client.get("/meetings/?q=x")
    assert last.status_code == 429
    monkeypatch.setattr(app, "testing", False)
    with monkeypatch.context() as gone:
        gone.setattr(db.session, "execute", failing(GONE))
        assert client.get("/assignments/").status_code == 503
    after = figures(client)
    for name in ("council_too_many_requests_total", "council_database_errors_total"):
        assert after[name,] > before[name,], name


@pytest.mark.parametrize("sent", ("0" * 15, "0" * 65, "A" * 16, "0123456789abcdeg", "<b>" * 6))
def test_a_number_of_a_request_that_is_not_like_ours_is_not_taken(client, sent):
    answer = client.get("/healthz", headers={"X-Request-ID": sent})
    given = answer.headers["X-Request-ID"]
    assert (given == sent, len(given)) == (False, 16)
    mine = client.get("/healthz", headers={"X-Request-ID": "0123456789abcdef"})
    assert mine.headers["X-Request-ID"] == "0123456789abcdef"


def test_figures_are_told_to_the_operator_only(client, app, monkeypatch):
    stranger = client.get("/metrics", environ_base=STRANGER)
    missing = client.get("/metricz", environ_base=STRANGER)
    assert (stranger.status_code, len(stranger.text)) == (404, len(missing.text))
    forged = {"X-Forwarded-For": "127.0.0.1"}
    assert client.get("/metrics", environ_base=STRANGER, headers=forged).status_code == 404
    before = app.config["SETTINGS"]
    installation = replace(before.installation, metrics_token=TOKEN)
    monkeypatch.setitem(app.config, "SETTINGS", replace(before, installation=installation))
    wrong = {"Authorization": f"Bearer {TOKEN}x"}
    right = {"Authorization": f"Bearer {TOKEN}"}
    assert client.get("/metrics", environ_base=STRANGER, headers=wrong).status_code == 404
    assert client.get("/metrics", environ_base=STRANGER, headers=right).status_code == 200


def test_without_a_database_the_other_figures_are_told(client, monkeypatch):
    monkeypatch.setattr(operation_figures, "read_all", no_answer)
    found = figures(client)
    assert (found["council_database_up",], found["council_ready",]) == (0, 0)
    assert ("council_letters_waiting",) not in found
    assert found["council_disk_free_bytes",] > 0


def test_a_wrong_password_is_counted(client):
    before = figures(client)
    client.submit("/sign-in", {"email": "nobody@region.example", "password": "wrong"})
    after = figures(client)
    assert after["council_sign_ins_failed_total",] == before["council_sign_ins_failed_total",] + 1


def test_the_head_of_the_code_is_one_number():
    assert head().isdigit()
