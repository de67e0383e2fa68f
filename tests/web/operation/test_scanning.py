"""Uploads that wait for the scanner for malware, are clean, or are not handed out any more."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from core.adapters import clamd, files
from core.adapters.file_checks import CheckState, FileCheck
from core.adapters.journal import JournalEntry
from core.operation.scanning import check_stored, check_waiting, list_unasked, note_checked
from core.papers.packs import Pack, PackFile, pack_source
from council.reports import queries
from tests.conftest import NOW
from tests.daemons import EICAR, scanning
from tests.statements import selects_of

CONTENT = b"%PDF-1.7 what a member sent"


@pytest.fixture
def with_daemon(app, monkeypatch):
    """`with_daemon(daemon)`: this installation has a scanner."""
    return lambda daemon: monkeypatch.setitem(app.extensions, "clamd", daemon.address)


def sent_in(reports, content=CONTENT):
    """A submitted report with the file; the address of the download."""
    report_id = reports.submitted(uploads=[files.checked("Расчёт.pdf", content)])
    file = next(f for f in queries.list_files(report_id) if f.version == 1)
    return f"/desk/reports/{report_id}/files/{file.id}"


def states(session):
    return session.scalars(select(FileCheck.state)).all()


def test_what_waits_for_the_scanner_is_not_handed_out(
    council, reports, sign_in, with_daemon, session
):
    with scanning() as daemon:
        with_daemon(daemon)
        path, client = sent_in(reports), sign_in(council.member)
        waits = client.get(path)
        assert (waits.status_code, "на проверке" in waits.text) == (409, True)
        assert check_waiting(NOW) == 1
        assert daemon.heard == [CONTENT]
    assert states(session) == [CheckState.CLEAN]
    answer = client.get(path, buffered=True)
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert check_waiting(NOW) == 0


def test_malware_stays_shut_and_is_written_down(council, reports, sign_in, with_daemon, session):
    with scanning() as daemon:
        with_daemon(daemon)
        path = sent_in(reports, CONTENT + EICAR)
        check_waiting(NOW)
    for _ in range(2):
        answer = sign_in(council.member).get(path)
        assert (answer.status_code, "вредоносная" in answer.text) == (409, True)
    entry = session.scalars(
        select(JournalEntry).where(JournalEntry.what == "file.found_infected")
    ).one()
    assert entry.details["found"] == "Eicar-Signature"


def test_f09_a_scanner_that_never_answers_keeps_nobody_waiting(
    council, reports, sign_in, with_daemon, session
):
    with scanning("hang") as daemon:
        with_daemon(daemon)
        path, client = sent_in(reports), sign_in(council.member)
        hangs = Thread(target=ask, args=(daemon.address,))
        hangs.start()
        assert client.get("/desk/").status_code == 200
        assert client.get(path).status_code == 409
        assert hangs.is_alive()  # pages were answered while it still waits
        daemon.over.set()
        hangs.join()
    assert states(session) == [CheckState.WAITING]


def ask(address):
    with pytest.raises(clamd.Unchecked):
        clamd.find_malware(address, [CONTENT])


def test_f09_what_could_not_be_checked_waits_and_is_tried_again(
    reports, with_daemon, session, monkeypatch, stopped_clock
):
    with scanning("hang") as daemon:
        with_daemon(daemon)
        sent_in(reports)
        monkeypatch.setitem(clamd.find_malware.__kwdefaults__, "seconds", 0.1)
        assert check_waiting(NOW) == 0
    assert states(session) == [CheckState.WAITING]
    assert session.scalars(select(FileCheck.due_at)).one() == NOW + timedelta(minutes=1)
    monkeypatch.undo()
    with scanning() as daemon:
        with_daemon(daemon)
        assert check_waiting(NOW) == 0
        stopped_clock.stopped_at = NOW + timedelta(minutes=1)
        assert check_waiting(NOW) == 1
    assert states(session) == [CheckState.CLEAN]


def test_only_what_people_send_for_the_first_time_waits(app, session, with_daemon):
    """Whoever sends a published paper once more does not take it away from its readers."""
    mine = files.Upload("протокол.pdf", CONTENT, "application/pdf")
    files.store(mine, now=NOW)
    with scanning() as daemon:
        with_daemon(daemon)
        files.store(files.checked("копия.pdf", CONTENT), now=NOW)
        files.store(files.Upload("made.pdf", b"%PDF-1.7 made here", "application/pdf"), now=NOW)
        assert states(session) == []
        files.store(files.checked("новый.pdf", b"%PDF-1.7 new"), now=NOW)
        assert states(session) == [CheckState.WAITING]


def test_a_pack_leaves_out_what_was_not_found_clean(app, session, with_daemon):
    upload = files.checked("новый.pdf", CONTENT)
    pack = Pack("Материалы", "ru", NOW, (PackFile("Новый", upload.sha256, upload.media_type),))
    with scanning() as daemon:
        with_daemon(daemon)
        files.store(upload, now=NOW)
        assert '"withheld": "unchecked"' in pack_source(pack)
        session.commit()
        check_waiting(NOW)
        assert "withheld" not in pack_source(pack)


def test_lists_say_what_is_being_checked_and_what_was_found(council, reports, sign_in, with_daemon):
    with scanning() as daemon:
        with_daemon(daemon)
        page, client = page_of(sent_in(reports, CONTENT + EICAR)), sign_in(council.member)
        assert "проверяется на вредоносные программы" in client.get(page).text
        check_waiting(NOW)
        assert "вредоносная программа, файл не выдаётся" in client.get(page).text
        clean = page_of(sent_in(reports))
        check_waiting(NOW)
        assert "вредоносн" not in client.get(clean).text


def page_of(download):
    return download.partition("files/")[0]


def test_lists_ask_once_a_page_and_not_at_all_without_a_scanner(
    council, reports, sign_in, with_daemon, session
):
    with scanning() as daemon:
        with_daemon(daemon)
        uploads = [files.checked(f"{n}.pdf", CONTENT + bytes([n])) for n in range(3)]
        report_id = reports.submitted(uploads=uploads)
        client = sign_in(council.member)
        asked = selects_of(session, client, f"/desk/reports/{report_id}/")
    assert sum("file_checks" in each for each in asked) == 1


def test_what_was_here_before_the_scanner_is_checked_and_stays_open_meanwhile(
    council, reports, sign_in, with_daemon, session
):
    left = list_unasked()  # by tests whose changes last
    for sha256 in left:
        note_checked(sha256, "", now=NOW)
    path, bad = sent_in(reports), sent_in(reports, CONTENT + EICAR)
    client = sign_in(council.member)
    with scanning() as daemon:
        with_daemon(daemon)
        assert client.get(path, buffered=True).status_code == 200
        assert (check_stored(NOW), check_stored(NOW)) == (2, 0)
    assert sorted(states(session)) == [CheckState.CLEAN] * (len(left) + 1) + [CheckState.INFECTED]
    assert client.get(path, buffered=True).status_code == 200
    assert client.get(bad).status_code == 409
    found = select(JournalEntry).where(JournalEntry.what == "file.found_infected")
    assert len(session.scalars(found).all()) == 1


def test_a_scanner_that_does_not_answer_leaves_what_was_here_for_later(
    reports, with_daemon, session, monkeypatch
):
    sent_in(reports)
    with scanning("hang") as daemon:
        with_daemon(daemon)
        monkeypatch.setitem(clamd.find_malware.__kwdefaults__, "seconds", 0.1)
        assert check_stored(NOW) == 0
    assert states(session) == []


def test_without_a_scanner_nothing_waits(app, council, reports, sign_in, with_daemon):
    with scanning() as daemon:
        with_daemon(daemon)
        path = sent_in(reports)
    app.extensions["clamd"] = None
    assert (check_waiting(NOW), check_stored(NOW)) == (0, 0)
    assert sign_in(council.member).get(path, buffered=True).status_code == 200
