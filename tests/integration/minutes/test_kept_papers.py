"""Signed and published minutes become papers in the same transaction as the fact, once for ever."""

import json
from datetime import UTC

import pytest
from sqlalchemy import select

from core.kernel.errors import Refused, Stale
from core.papers.models import KeptPaper, Rendering
from core.papers.rules.source import from_json
from council.meetings.queries.meetings import get_meeting
from council.minutes import aftermath, services
from council.minutes.queries.published import find_published
from council.minutes.services.papers import (
    SIGNED,
    find_public_code,
    keep_public_now,
    keep_signed,
    renew_public,
)
from tests.signing import add_signature


def kept(session, kind=None):
    session.expire_all()
    papers = session.scalars(select(KeptPaper).order_by(KeptPaper.code)).all()
    return [paper for paper in papers if kind is None or paper.kind.startswith(kind)]


def text_of(session, paper):
    return session.get(Rendering, paper.rendering_key).source


def test_the_second_signature_keeps_the_paper_with_both_signers(minutes, session):
    edition = minutes.signed()
    [paper] = kept(session)

    assert (paper.kind, paper.subject_id, paper.edition) == (SIGNED, edition.id, 1)
    assert [one["office"] for one in json.loads(paper.signers)] == [
        "Председательствующий",
        "Секретарь",
    ]
    assert not paper.is_published
    assert paper.registered_at.astimezone(UTC) == minutes.now


def test_the_paper_carries_its_own_code_and_address(minutes, session):
    minutes.signed()
    [paper] = kept(session)
    value = from_json(text_of(session, paper))

    assert value.code == paper.code
    assert value.address.endswith(f"/documents/{paper.code}/")
    assert edition_words(value) >= {"Подписано простой электронной подписью"}


def edition_words(paper):
    return {
        line for block in paper.blocks for each in getattr(block, "lines", ()) for line in each.mark
    }


def test_one_signature_keeps_nothing(minutes, session):
    edition = minutes.to_sign()
    add_signature(edition.id, edition.sha256, actor=minutes.secretary, now=minutes.now)
    assert kept(session) == []


def test_a_refused_signature_keeps_nothing(minutes, session):
    edition = minutes.to_sign()
    add_signature(edition.id, edition.sha256, actor=minutes.secretary, now=minutes.now)
    with pytest.raises(Stale):
        add_signature(edition.id, "0" * 64, actor=minutes.chair, now=minutes.now)
    assert kept(session) == []


def test_what_fails_after_the_signature_leaves_no_paper(minutes, session, monkeypatch):
    def fail(_signed):
        raise RuntimeError("the last step fails")

    edition = minutes.to_sign()
    monkeypatch.setattr(aftermath, "steps", [*aftermath.steps, fail])
    with pytest.raises(RuntimeError):
        minutes.sign_both(edition)
    assert kept(session) == []


def test_signed_minutes_are_kept_once_however_often_it_is_asked(minutes, session):
    edition = minutes.signed()
    [first] = kept(session)
    meeting = get_meeting(edition.meeting_id)
    assert keep_signed(meeting, edition.id, now=minutes.now) == first.code
    assert len(kept(session)) == 1


def test_publication_keeps_a_public_paper_of_its_own(minutes, session):
    minutes.published()
    [public] = kept(session, "public:")
    [signed] = kept(session, SIGNED)

    assert public.is_published
    assert not signed.is_published
    assert public.code != signed.code


def test_a_refused_publication_keeps_nothing(minutes, session):
    edition = minutes.signed()
    with pytest.raises(Stale):
        services.publish_minutes(edition.id, "0" * 64, actor=minutes.secretary, now=minutes.now)
    assert kept(session, "public:") == []


def test_a_publication_asked_for_twice_keeps_one_paper(minutes, session):
    edition = minutes.published()
    with pytest.raises(Refused):
        minutes.publish(edition)
    assert len(kept(session, "public:")) == 1


def test_each_signed_edition_has_its_paper(minutes, session):
    edition = minutes.published()
    by = {"actor": minutes.secretary, "now": minutes.now}
    correction = services.start_correction(edition.meeting_id, "Описка", **by)
    services.send_to_sign(correction.id, revision=correction.revision, **by)
    minutes.sign_both(correction)

    papers = kept(session, SIGNED)
    assert [paper.edition for paper in papers] == [1, 2]
    assert "в редакции от" in text_of(session, papers[1])


def test_what_is_not_public_has_no_public_paper(minutes, session):
    hall = minutes.hall()
    minutes.signed(hall)
    assert keep_public_now(hall.meeting.id, 1, now=minutes.now) is None
    assert kept(session, "public:") == []


def test_the_public_paper_is_found_by_its_text_and_kept_once(minutes, session):
    hall = minutes.hall()
    minutes.published(hall)
    code = find_public_code(find_published(hall.meeting.id))
    assert keep_public_now(hall.meeting.id, 1, now=minutes.now) == code
    assert [paper.code for paper in kept(session, "public:")] == [code]


def test_renewing_papers_whose_text_is_the_same_makes_none(minutes, session):
    minutes.published()
    renew_public(minutes.now)
    assert len(kept(session, "public:")) == 1
