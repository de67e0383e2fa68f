"""F24: `audit verify` names the first bad entry for each way of tampering, on both databases.

The tampering drops the triggers first: that is what whoever has the file can do.
"""

import json

import pytest

from core.adapters.anchors import anchor_head
from core.adapters.chain import chain_key, head
from core.adapters.files import checked, path_of, store
from core.audit.rules.verification import FindingKind
from core.audit.services.verifying import verify
from core.kernel.chain import Head
from tests.conftest import NOW
from tests.integration.audit.conftest import note, run

K = FindingKind
COLUMNS = (
    "subject_id, subject_version, actor_id, actor_name, what, at, request_id, details, private, "
    "key_id"
)


def insert_in_the_middle():
    run("DELETE FROM journal_values WHERE seq > 5")
    for seq in range(10, 5, -1):
        run("UPDATE journal SET seq = :new WHERE seq = :seq", new=seq + 1, seq=seq)
    row = f"SELECT 6, :id, {COLUMNS}, :free, :hash, mac FROM journal"  # noqa: S608 - our words
    run(
        f"INSERT INTO journal (seq, id, {COLUMNS}, prev_hash, hash, mac) {row} WHERE seq = 2",
        id="0" * 32,
        free="e" * 64,
        hash="f" * 64,
    )


def reorder():
    run("DELETE FROM journal_values WHERE seq IN (4, 5)")
    for old, new in ((4, 99), (5, 4), (99, 5)):
        run("UPDATE journal SET seq = :new WHERE seq = :old", old=old, new=new)


def swap_hashes():
    found = dict(row for row in run("SELECT seq, hash FROM journal WHERE seq IN (4, 8)"))
    run("UPDATE journal SET hash = 'x' WHERE seq = 4")
    run("UPDATE journal SET hash = :hash WHERE seq = 8", hash=found[4])
    run("UPDATE journal SET hash = :hash WHERE seq = 4", hash=found[8])


def delete(seq):
    run("DELETE FROM journal_values WHERE seq = :seq", seq=seq)
    run("DELETE FROM journal WHERE seq = :seq", seq=seq)


WAYS = {
    "the action": (
        lambda: run("UPDATE journal SET what = 'meeting.held' WHERE seq = 4"),
        (4, K.CHANGED),
    ),
    "the details": (
        lambda: run("UPDATE journal SET details = '{\"number\": 9}' WHERE seq = 4"),
        (4, K.CHANGED),
    ),
    "the actor": (
        lambda: run("UPDATE journal SET actor_id = NULL WHERE seq = 4"),
        (4, K.CHANGED),
    ),
    "the moment": (
        lambda: run("UPDATE journal SET at = '2020-01-01 00:00:00' WHERE seq = 4"),
        (4, K.CHANGED),
    ),
    "the mark of the key": (
        lambda: run("UPDATE journal SET mac = :mac WHERE seq = 4", mac="a" * 64),
        (4, K.FORGED),
    ),
    "one in the middle removed": (lambda: delete(4), (4, K.MISSING)),
    "the first removed": (lambda: delete(1), (1, K.MISSING)),
    "one inserted": (insert_in_the_middle, (6, K.UNHINGED)),
    "two in another order": (reorder, (4, K.UNHINGED)),
    "two hashes in each other's place": (swap_hashes, (4, K.CHANGED)),
    "a personal value": (
        lambda: run(
            "UPDATE journal_values SET value = '\"чужой\"' WHERE seq = 4 AND name = 'actor_name'"
        ),
        (4, K.VALUE),
    ),
    "a personal value removed": (
        lambda: run("DELETE FROM journal_values WHERE seq = 4 AND name = 'details.email'"),
        (4, K.VALUE_GONE),
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_first_entry_that_was_tampered_with_is_named(session, entries, unlocked, way):
    assert verify().is_whole
    tamper, expected = WAYS[way]
    tamper()
    first = verify().first
    assert (first.seq, first.kind) == expected


def test_a_cut_tail_is_seen_by_an_anchor_from_outside(session, entries, unlocked):
    kept_outside = head()
    for seq in (10, 9, 8):
        delete(seq)
    assert verify().is_whole
    first = verify([kept_outside]).first
    assert (first.seq, first.kind) == (8, K.CUT)


def test_an_anchor_of_the_database_is_looked_at_as_well(session, entries, unlocked):
    anchor_head("проба", now=NOW)
    delete(10)
    assert verify().first.kind is K.CUT


def test_a_journal_written_anew_without_the_key_is_seen_at_its_first_entry(
    session, entries, unlocked, monkeypatch
):
    run("DELETE FROM journal_values")
    run("DELETE FROM journal")
    session.commit()
    monkeypatch.setattr("core.adapters.chain.chain_key", lambda: b"guessed" * 5)
    note()
    monkeypatch.undo()
    first = verify().first
    assert (first.seq, first.kind) == (1, K.UNKNOWN_KEY)
    assert len(chain_key()) == 32


def test_a_document_whose_file_was_edited_is_named_with_its_entry(session, entries):
    upload = checked("протокол.pdf", b"%PDF-1.7 words")
    sha256 = store(upload, now=NOW)
    session.commit()
    note("paper.kept", details={"sha256": sha256})
    assert verify().is_whole
    path_of(sha256).write_bytes(b"%PDF-1.7 other words")
    first = verify().first
    assert (first.seq, first.kind, first.told) == (11, K.FILE, sha256)
    path_of(sha256).unlink()
    assert verify().first.kind is K.FILE
    assert verify(with_files=False).is_whole


def verify_by_command(app, *arguments):
    return app.test_cli_runner().invoke(args=["audit", "verify", *arguments])


def test_the_command_says_whole_or_names_the_entry_and_fails(
    app, session, entries, unlocked, tmp_path
):
    anchors = tmp_path / "anchors.txt"
    anchors.write_text(json.dumps({"seq": head().seq, "hash": head().hash}), encoding="utf-8")
    done = verify_by_command(app, "--anchors", str(anchors), "--no-files")
    assert done.exit_code == 0, done.output
    assert "Whole: 10 entries" in done.output
    assert "1 anchors from outside" in done.output

    run("UPDATE journal SET what = 'meeting.held' WHERE seq = 4")
    session.commit()
    done = verify_by_command(app, "--no-files")
    assert done.exit_code == 1
    assert "entry 4: the entry or its hash was changed" in done.output
    assert "Not whole; the first is entry 4" in done.output
    told = run("SELECT what, details FROM journal ORDER BY seq DESC LIMIT 1").one()
    assert told.what == "journal.found_broken"

    anchors.write_text("nothing", encoding="utf-8")
    assert "holds no anchor" in verify_by_command(app, "--anchors", str(anchors)).output


def test_an_anchor_typed_from_a_letter_that_differs_is_named(session, entries):
    first = verify([Head(5, "0" * 64)]).first
    assert (first.seq, first.kind) == (5, K.ANCHOR)
