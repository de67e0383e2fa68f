"""Reports of mail servers: only a lasting failure of a letter that is named is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.bounces import read_bounce

REPORT = """From: MAILER-DAEMON@mail.example
To: s@region.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: {kind}

Message-ID: {message_id}
To: "Reader" <Reader@example.ru>
Subject: x

--b--
"""
NAMED = {
    "recipient": "reader@mail.example.ru",
    "action": "failed",
    "kind": "message/rfc822",
    "message_id": "<abc@council.example>",
}


def report(**changed):
    return REPORT.format(**{**NAMED, **changed}).replace("\n", "\r\n").encode()


@pytest.mark.parametrize("kind", ("message/rfc822", "text/rfc822-headers"))
def test_a_lasting_failure_names_the_letter_its_readers_and_the_words(kind):
    bounce = read_bounce(report(kind=kind))
    assert bounce.message_id == "<abc@council.example>"
    assert bounce.recipients == {"reader@mail.example.ru", "reader@example.ru"}
    assert bounce.words == "smtp; 550 5.1.1 no such user"


@pytest.mark.parametrize(
    "content",
    (
        report(action="delayed"),
        report(action="delivered"),
        report(message_id=""),
        report().replace(b"multipart/report", b"multipart/mixed"),
        report().replace(b"message/delivery-status", b"text/plain"),
        b"From: a@example.org\r\n\r\nYour letter did not arrive <abc@council.example>",
        b"",
    ),
)
def test_anything_else_is_no_failure(content):
    assert read_bounce(content) is None


@given(st.binary(max_size=200), st.integers(0, 900))
def test_no_bytes_break_the_reader(noise, place):
    whole = report()
    read_bounce(whole[:place] + noise + whole[place:])
