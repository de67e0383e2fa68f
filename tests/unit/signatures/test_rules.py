"""What a signature is bound to, the agreement's pinned text, the mark, files made outside."""

from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.papers.rules.detached import LARGEST, is_detached_signature, named
from core.signatures.documents import agreement_paper
from core.signatures.rules import FIRST, Act, agreement, chained
from core.signatures.rules.marks import mark

ACT = Act("report.decision", "report", UUID(int=1), 2, "a" * 64)
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
COUNCIL = "Экспортный совет при Губернаторе Заречинской области"
DER = bytes.fromhex("308006092a864886f70d010702a080") + b"signed"


@pytest.mark.parametrize(
    "other",
    (
        {"name": "minutes.signature"},
        {"object_type": "minutes"},
        {"object_id": UUID(int=2)},
        {"version": 3},
        {"sha256": "b" * 64},
    ),
)
def test_fresh_factors_are_for_one_act_on_one_version_with_one_sum(other):
    assert replace(ACT, **other).purpose != ACT.purpose
    assert replace(ACT).purpose == ACT.purpose


def test_each_field_and_the_signature_before_change_the_hash():
    fields = {"act": "report.decision", "number": 1}
    first = chained(fields, FIRST)
    assert first == "9a4c292c425ada17d904e2e7bb90f5b7cff5fd6a784c63513ae96d16a29cc66c"
    assert chained({**fields, "number": 2}, FIRST) != first
    assert chained(fields, first) != first


def test_the_text_of_a_version_that_was_accepted_never_changes():
    text = agreement(COUNCIL)
    assert text.version == "2026-1"
    assert text.sha256 == "da6a4b1ce6e28d8666320f490e20bded102986c5446561625ef0654f381692bd"
    assert len(text.clauses) == 10


def test_the_agreement_says_who_signs_how_and_that_the_key_is_secret():
    """63-ФЗ, art. 9, part 2: the two things that it has to say."""
    words = " ".join(agreement(COUNCIL).clauses)
    assert "определяется по учётной записи" in words
    assert "обязан хранить ключ в тайне" in words
    assert "не является усиленной" in words
    assert "{" not in words


def test_the_paper_of_the_agreement_holds_every_clause_and_its_sum():
    text = agreement(COUNCIL)
    paper = agreement_paper(text, "И.С. Долматова", "заместитель председателя", at=NOON, zone="UTC")
    words = repr(paper.blocks)
    assert words.count("Entry(") == len(text.clauses)
    assert text.sha256 in words


def test_the_mark_says_simple_and_never_more():
    lines = mark("И.С. Долматова", NOON, "Asia/Yekaterinburg", "2026-1")
    assert lines[0] == "Подписано простой электронной подписью"
    assert lines[1].startswith("И.С. Долматова, 21\u00a0ноября 2026")
    assert lines[2].endswith("редакция 2026-1")
    assert "квалифицирован" not in " ".join(lines)
    assert "сертификат" not in " ".join(lines)


def pem(content):
    return b"-----BEGIN PKCS7-----\r\n" + b64encode(content) + b"\r\n-----END PKCS7-----\r\n"


@pytest.mark.parametrize("content", (DER, b64encode(DER), pem(DER)))
def test_a_detached_signature_is_known_by_its_content(content):
    assert is_detached_signature(content)


@pytest.mark.parametrize(
    "content",
    (
        b"",
        b"MZ\x90\x00",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7",
        b"\x30\x80" + b"\x00" * 40,
        b"\x31" + DER[1:],
        b64encode(b"nothing signed here at all, really"),
        DER + b"\x00" * LARGEST,
    ),
)
def test_nothing_else_is_taken_for_one(content):
    assert not is_detached_signature(content)


@pytest.mark.parametrize(
    ("name", "kept"),
    (("a.sig", "a.sig"), ("a.P7S", "a.P7S"), ("a.pdf", "a.pdf.sig"), ("file", "file.sig")),
)
def test_its_name_ends_as_such_a_file_does(name, kept):
    assert named(name) == kept
