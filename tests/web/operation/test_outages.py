"""What visitors meet while the database is away or a disk is full; what they typed is not lost."""

import errno
import sqlite3

import psycopg
import pytest
from flask import has_request_context
from sqlalchemy.exc import OperationalError

from core.adapters import files
from core.adapters.database import db
from tests.conftest import NOW
from tests.web.reports.test_happy_path import NEW
from tests.web.walk import Page

TEXT = "О мерах поддержки <b>экспорта</b>\n" * 5
GONE = OperationalError("SELECT", {}, psycopg.errors.AdminShutdown("terminating connection"))


def full():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return OperationalError("INSERT", {}, error)


def failing(error):
    def fail(*_args, **_kwargs):
        raise error

    return fail


def failing_requests(error):
    """A commit that fails inside requests; the test's own goes through."""
    commit = db.session.commit
    return lambda: failing(error)() if has_request_context() else commit()


@pytest.fixture
def live(app, monkeypatch):
    """As in an installation: failures become pages."""
    monkeypatch.setattr(app, "testing", False)


@pytest.mark.usefixtures("live")
def test_f25_a_database_that_is_gone_is_a_page_that_says_when_to_come_back(client, monkeypatch):
    with monkeypatch.context() as gone:
        gone.setattr(db.session, "execute", failing(GONE))
        answer = client.get("/meetings/")
        assert client.get("/healthz").status_code == 200
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<h1>На сайте идут технические работы</h1>" in answer.text
    assert "terminating" not in answer.text
    assert "<form" not in answer.text
    assert client.get("/meetings/").status_code == 200


@pytest.mark.usefixtures("live")
def test_f25_whoever_is_signed_in_meets_the_same_page(sign_in, council, monkeypatch):
    secretary = sign_in(council.secretary)
    with monkeypatch.context() as gone:
        gone.setattr(db.session, "execute", failing(GONE))
        answer = secretary.get("/desk/meetings/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert secretary.get("/desk/meetings/").status_code == 200


@pytest.mark.usefixtures("live")
@pytest.mark.parametrize(("error", "status"), ((GONE, 503), (full(), 507)))
def test_f07_what_was_typed_stands_on_the_page_and_can_be_sent_again(
    sign_in, council, monkeypatch, error, status
):
    author, page = sign_in(council.coordinator), "/desk/reports/new"
    form = next(f for f in Page(page, author.get(page).text).forms if "title" in f.values)
    sent = form.values | NEW | {"text": TEXT, "password": "never shown"}
    with monkeypatch.context() as broken:
        broken.setattr(db.session, "commit", failing_requests(error))
        answer = author.post("/desk/reports/new?year=2026", data=sent)
    assert answer.status_code == status
    assert "Сейчас нельзя сохранить, текст не потерян" in answer.text
    assert "О мерах поддержки &lt;b&gt;экспорта" in answer.text
    assert f'name="csrf_token" value="{sent["csrf_token"]}"' in answer.text
    assert 'action="/desk/reports/new?year=2026"' in answer.text
    assert "never shown" not in answer.text


@pytest.mark.usefixtures("live")
def test_f08_a_full_disk_leaves_neither_file_nor_row(client, app, monkeypatch, tmp_path):
    monkeypatch.setitem(app.extensions, "files", tmp_path)
    monkeypatch.setattr("os.fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    upload = files.checked("a.pdf", b"%PDF-1.7 text")
    with app.app_context(), pytest.raises(OSError, match="No space left"):
        files.store(upload, now=None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    with app.app_context():
        assert db.session.get(files.StoredFile, upload.sha256) is None


def in_place(path, content, _suffix):
    """As nobody should write: under its own name at once, until the disk is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content[: len(content) // 2])
    raise OSError(errno.ENOSPC, "No space left on device")


def test_f08_twin_written_under_its_own_name_half_a_file_is_taken_for_the_whole(
    app, session, monkeypatch, tmp_path
):
    monkeypatch.setitem(app.extensions, "files", tmp_path)
    upload = files.checked("a.pdf", b"%PDF-1.7 text")
    with monkeypatch.context() as careless:
        careless.setattr(files, "written_whole", in_place)
        with pytest.raises(OSError, match="No space left"):
            files.store(upload, now=NOW)
    files.store(upload, now=NOW)  # there is room again
    assert files.path_of(upload.sha256).read_bytes() == b"%PDF-1"


@pytest.mark.usefixtures("live")
def test_a_statement_that_is_wrong_stays_a_fault_of_the_program(client, monkeypatch):
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorcode = sqlite3.SQLITE_ERROR
    wrong = OperationalError("SELECT", {}, error)
    monkeypatch.setattr(db.session, "execute", failing(wrong))
    assert client.get("/meetings/").status_code == 500
