"""What is asked of the scanner and how its answers are read; it never holds anybody for long."""

import socket
import time
from datetime import timedelta

import pytest

from core.adapters.clamd import CHUNK, Unchecked, find_malware
from core.installation import Clamd
from core.kernel.retrying import LONGEST_WAIT, wait_after
from tests.daemons import EICAR, scanning


def test_a_content_is_sent_whole_whatever_its_size():
    content = [b"a" * (CHUNK * 2 + 1), b"", b"end"]
    with scanning() as daemon:
        assert find_malware(daemon.address, content) == ""
    assert daemon.heard == [b"".join(content)]


def test_what_was_found_is_told_by_name():
    with scanning() as daemon:
        assert find_malware(daemon.address, [b"%PDF-", EICAR]) == "Eicar-Signature"


def test_a_socket_of_the_machine_is_asked_too(tmp_path):
    with pytest.raises(Unchecked, match="FileNotFoundError"):
        find_malware(Clamd(path=str(tmp_path / "none.ctl")), [b"x"])


@pytest.mark.parametrize(
    "manner", ("INSTREAM size limit exceeded. ERROR", "stream: ERROR", "", "OK", " FOUND", "drop")
)
def test_any_other_answer_leaves_the_content_unchecked(manner):
    with scanning(manner) as daemon, pytest.raises(Unchecked):
        find_malware(daemon.address, [b"content"])


def test_a_daemon_that_never_answers_is_left_in_time():
    with scanning("hang") as daemon:
        began = time.monotonic()
        with pytest.raises(Unchecked, match="TimeoutError"):
            find_malware(daemon.address, [b"content" * 200_000], seconds=0.2)
        assert time.monotonic() - began < 2


def test_a_daemon_that_is_gone_is_known_at_once():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(Unchecked, match="ConnectionRefusedError"):
        find_malware(Clamd(host="127.0.0.1", port=port), [b"content"])


def test_tries_are_made_ever_more_rarely_up_to_a_quarter_of_an_hour():
    waits = [wait_after(tries) / timedelta(minutes=1) for tries in (1, 2, 3, 4, 5, 6, 10**9)]
    assert waits == [1, 2, 4, 8, 15, 15, 15]
    assert timedelta(minutes=15) == LONGEST_WAIT
