"""The child process: warm between papers, ended when it hangs or grows, ignorant of secrets."""

import os
import resource
import signal
import threading
import time
from pathlib import Path

import pytest

from core.papers import frames, worker
from core.papers.renderer import LARGEST_PEAK, Busy, Renderer, RenderingFailed
from core.papers.rules import source
from core.papers.rules.life import Work
from tests.papers import MADE_AT, WORDS, long_paper, plain_paper
from tests.rendering.test_pack import PACK_WORDS, part

JOB = {"do": Work.PDF, "words": WORDS}
PAPER = source.to_json(plain_paper()).encode()


@pytest.fixture
def own(tmp_path):
    renderer = Renderer(str(tmp_path))
    yield renderer
    renderer.end()


def render(renderer, content=PAPER, **kwargs):
    with renderer.taken():
        return renderer.render(JOB, content, **kwargs)


@pytest.mark.parametrize("hears", (False, True))
def test_a_child_whose_application_has_gone_ends_without_a_word(hears):
    """Before it is ready, or while it waits: whoever stops the demonstration reads no traceback."""
    jobs, ours = os.pipe()
    theirs, answers = os.pipe()
    os.close(ours)
    if not hears:
        os.close(theirs)
    worker.serve(jobs, answers)
    if hears:
        assert frames.read(theirs) == (worker.READY, b"")
        os.close(theirs)
    os.close(jobs)
    os.close(answers)


def test_the_child_stays_warm_between_papers(own):
    render(own)
    first = own.child.pid
    render(own)
    assert own.child.pid == first


def test_a_paper_that_takes_too_long_ends_the_child_and_the_next_one_is_made(own):
    render(own)
    hung = own.child.pid
    started = time.monotonic()
    with pytest.raises(RenderingFailed, match="too long") as caught:
        render(own, source.to_json(long_paper(300)).encode(), seconds=1)
    assert caught.value.is_lasting
    assert time.monotonic() - started < 10  # seconds, on a busy machine
    with pytest.raises(ProcessLookupError):
        os.kill(hung, 0)
    assert render(own)[0].startswith(b"%PDF-")


def test_what_a_library_remarks_about_a_file_stands_in_no_log(own, tmp_path, capfd):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 nonsense")
    pack = {
        "title": "Заседание № 4",
        "language": "ru",
        "made_at": MADE_AT.isoformat(),
        "words": PACK_WORDS,
        "parts": [part("Испорченный", tmp_path / "bad.pdf")],
    }
    with own.taken():
        _, told = own.render({"do": Work.PACK, "pack": pack}, b"", seconds=60)
    assert told["left_out"] == ["Испорченный"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("by", (signal.SIGKILL, signal.SIGTERM))
def test_a_child_that_was_killed_is_an_error_and_the_next_paper_gets_another(own, by):
    render(own)
    child = own.child.pid
    threading.Timer(0.3, os.kill, (child, by)).start()
    with pytest.raises(RenderingFailed) as caught:
        render(own, source.to_json(long_paper(200)).encode())
    assert not caught.value.is_lasting
    assert render(own)[0].startswith(b"%PDF-")


def test_a_stopped_child_does_not_hold_the_application(own):
    render(own)
    os.kill(own.child.pid, signal.SIGSTOP)
    with pytest.raises(RenderingFailed, match="too long"):
        render(own, b" " * 5_000_000, seconds=1)
    assert own.child is None


def test_nonsense_is_an_error_of_the_paper_and_not_of_the_child(own):
    render(own)
    first = own.child.pid
    for nonsense in (b"", b"{}", b'{"is":"Nothing"}', b"\xff\xfe"):
        with pytest.raises(RenderingFailed) as caught:
            render(own, nonsense)
        assert not caught.value.is_lasting
    assert own.child.pid == first


def test_the_child_may_use_so_much_memory_and_no_more(own):
    render(own)
    limits = Path(f"/proc/{own.child.pid}/limits").read_text(encoding="ascii")
    row = next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert row.split()[3:5] == [str(worker.MEMORY)] * 2


def test_the_child_sees_no_secret_and_no_database(own, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s" * 40)
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    render(own)
    told = Path(f"/proc/{own.child.pid}/environ").read_bytes()
    assert b"SECRET" not in told
    assert b"DATABASE" not in told


def test_the_child_inherits_no_open_file_of_the_application(own, tmp_path):
    with (tmp_path / "open.txt").open("w") as file:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003
        render(own)
        files = Path(f"/proc/{own.child.pid}/fd").iterdir()
        opened = {str(each.readlink()) for each in files}
    assert str(tmp_path / "open.txt") not in opened


def test_the_child_ends_when_the_application_has_gone(own):
    render(own)
    child = own.child
    child.stdin.close()
    assert child.wait(timeout=5) == 0


def test_two_at_once_do_not_mix_their_papers(own):
    with own.taken(), pytest.raises(Busy), own.taken():
        pass
    with own.taken(wait=0.1):
        pass


def test_a_child_that_grew_large_is_replaced(own):
    render(own)
    own.note({"peak": LARGEST_PEAK + 1})
    assert own.child is None
    render(own)
    assert own.papers == 1


def test_the_renderer_tells_its_peak_memory(own):
    _, told = render(own)
    assert 20 * 1024 < told["peak"] < LARGEST_PEAK


def test_a_child_that_hangs_ends_itself_when_nobody_is_left_to_end_it(own):
    render(own)
    child = own.child
    content = source.to_json(long_paper(400)).encode()
    frames.write(child.stdin.fileno(), {**JOB, "seconds": 0}, content, until=time.monotonic() + 5)
    assert child.wait(timeout=worker.GRACE + 10) == -signal.SIGALRM


def test_a_paper_that_wants_too_much_memory_fails_and_the_next_one_is_made(own):
    render(own)
    told = Path(f"/proc/{own.child.pid}/status").read_text(encoding="ascii")
    size = int(told.split("VmSize:")[1].split()[0]) * 1024 + 2 * 1024 * 1024
    resource.prlimit(own.child.pid, resource.RLIMIT_AS, (size, size))
    with pytest.raises(RenderingFailed):
        render(own, source.to_json(long_paper(60)).encode(), seconds=60)
    own.end()
    assert render(own)[0].startswith(b"%PDF-")
