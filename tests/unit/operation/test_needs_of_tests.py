"""Where PostgreSQL or another system package is missing, the tests say what to install.

Nothing is started or installed here: the programs that would be are put in place.
"""

import shutil
import stat

import pytest

from tests import postgres
from tools import system

COMMAND = "sudo apt-get install --no-install-recommends"


@pytest.fixture
def installed(monkeypatch):
    """The machine lacks poppler-utils and postgresql; what is installed is noted, not done."""
    done = []
    needs = {"poppler-utils": False, "postgresql": False, "nginx": True}
    monkeypatch.setattr(
        system, "NEEDS", {name: lambda is_here=is_here: is_here for name, is_here in needs.items()}
    )
    monkeypatch.setattr(system, "install", done.append)
    return done


def lacks_programs(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "Path", lambda _folder: tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_missing_postgresql_leaves_its_tests_out_with_the_package_named(monkeypatch, tmp_path):
    lacks_programs(monkeypatch, tmp_path)
    monkeypatch.delenv("REQUIRE_POSTGRES", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"left out: .*apt-get install postgresql"):
        postgres.start()


def test_a_missing_postgresql_fails_where_it_is_required(monkeypatch, tmp_path):
    lacks_programs(monkeypatch, tmp_path)
    monkeypatch.setenv("REQUIRE_POSTGRES", "1")
    with pytest.raises((postgres.NoPostgres, pytest.skip.Exception)) as refused:
        postgres.start()
    assert refused.type is postgres.NoPostgres


@pytest.mark.parametrize(
    ("initdb", "server", "said"),
    (
        ("echo 'no space left' >&2; exit 1", "exit 0", "initdb failed: no space left"),
        ("exit 0", "echo 'port is taken'; exit 1", "did not answer within 30 s: port is taken"),
    ),
)
def test_a_failing_start_tells_the_words_of_the_program_and_leaves_nothing(
    monkeypatch, tmp_path, initdb, server, said
):
    programs, folders = tmp_path / "bin", tmp_path / "clusters"
    for folder in (programs, folders):
        folder.mkdir()
    for name, does in (("initdb", initdb), ("postgres", server)):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n", encoding="ascii")
        (programs / name).chmod(stat.S_IRWXU)
    monkeypatch.setattr(postgres, "find_programs", lambda: programs)
    monkeypatch.setattr(postgres, "account_to_run_as", lambda: None)
    monkeypatch.setattr(postgres.tempfile, "tempdir", str(folders))
    with pytest.raises(postgres.NoPostgres, match=said):
        postgres.launch()
    assert not list(folders.iterdir())


def test_who_may_not_install_reads_the_command_that_does(monkeypatch, installed):
    monkeypatch.setattr(system.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit, match=f"\n  {COMMAND} poppler-utils postgresql$"):
        system.provide()
    assert not installed


def test_what_installing_did_not_bring_is_named(monkeypatch, installed):
    monkeypatch.setattr(system.os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit, match=r"missing here.*\n.*postgresql"):
        system.provide()
    assert installed == [["poppler-utils", "postgresql"]]


def test_papers_name_the_libraries_that_they_lack(monkeypatch):
    monkeypatch.setattr(system.ctypes.util, "find_library", lambda _name: None)
    assert system.papers_need().endswith(f"{COMMAND} {' '.join(system.PAPERS)}\n")
    monkeypatch.setattr(system.ctypes.util, "find_library", lambda name: name)
    assert not system.papers_need()
