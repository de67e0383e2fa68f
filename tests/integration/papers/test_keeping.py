"""Kept papers: numbered without collisions, sealed once, frozen by the database itself."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.papers import queries, version, work
from core.papers.models import KeptPaper
from core.papers.rules.telling import PaperStanding
from core.papers.services.keeping import new_code, publish_kept, withdraw_others
from tests.conftest import NOW
from tests.integration.papers.conftest import keep
from tests.papers import MADE_AT, plain_paper
from tests.races import at_once, committed_app


def test_a_kept_paper_is_sealed_with_its_content_and_found_by_it(session, scripted, moving):
    scripted(b"%PDF-1.7 signed")
    subject = uuid4()
    code = keep(subject_id=subject, edition=2)
    assert queries.get_kept(code).sha256 is None

    work.render_waiting(moving)

    kept = queries.get_kept(code)
    assert kept == queries.find_kept_by_content(kept.sha256)
    assert (kept.number, kept.edition, kept.dated_at) == ("4", 2, MADE_AT)
    assert kept.standing is PaperStanding.NOT_PUBLISHED
    assert [(one.name, one.moment) for one in kept.signers] == [("Ветлугин А.Н.", MADE_AT)]
    assert queries.find_kept_code("minutes", subject) == code


def test_a_paper_that_was_rendered_before_is_sealed_at_once(session, scripted, moving):
    script = scripted()
    first = keep()
    work.render_waiting(moving)
    row = session.get(KeptPaper, first)
    row_source = row.rendering_key

    @command
    def again():
        other = KeptPaper(**{c.name: getattr(row, c.name) for c in KeptPaper.__table__.columns})
        other.code, other.subject_id = "2026-00099-0", uuid4()
        db.session.add(other)

    again()
    assert queries.get_kept("2026-00099-0").sha256 == queries.get_kept(first).sha256
    assert row_source == queries.find_rendering_key("2026-00099-0")
    assert script.asked == 1


def test_changed_templates_do_not_change_what_is_kept(session, scripted, moving, monkeypatch):
    script = scripted(b"%PDF-1.7 signed", b"%PDF-1.7 other look")
    code = keep()
    work.render_waiting(moving)
    before = queries.get_kept(code).sha256

    monkeypatch.setattr(version, "renderer_version", lambda: "another look")
    work.render_waiting(moving)

    assert queries.get_kept(code).sha256 == before
    assert script.asked == 1


def test_publishing_and_withdrawing_change_what_may_be_told_and_not_the_paper(
    session, scripted, moving
):
    scripted()
    subject = uuid4()
    code = keep(subject_id=subject)
    work.render_waiting(moving)
    kept = queries.get_kept(code)

    command(publish_kept)("minutes", subject)
    assert queries.get_kept(code) == replace(kept, standing=PaperStanding.PUBLISHED)
    command(withdraw_others)("minutes", None, now=NOW)
    assert queries.get_kept(code) == replace(kept, standing=PaperStanding.WITHDRAWN)
    command(publish_kept)("minutes", subject)
    assert queries.get_kept(code).standing is PaperStanding.PUBLISHED


def test_one_subject_has_one_kept_paper(session):
    subject = uuid4()
    keep(subject_id=subject)
    with pytest.raises(IntegrityError):
        keep(subject_id=subject)
    keep(subject_id=subject, kind="extract")


def test_a_paper_that_is_too_complex_is_refused_with_the_fact(session):
    with pytest.raises(Refused):
        keep(plain_paper("а" * 20_001))
    assert keep() == "2026-00001-4"  # the number of the refused one was not lost


CHANGES = (
    "UPDATE kept_papers SET sha256 = NULL",
    "UPDATE kept_papers SET sha256 = rendering_key",
    "UPDATE kept_papers SET title = 'иначе'",
    "UPDATE kept_papers SET name = 'иначе'",
    "UPDATE kept_papers SET number = '5'",
    "UPDATE kept_papers SET edition = 9",
    "UPDATE kept_papers SET signers = '[]'",
    "UPDATE kept_papers SET code = '2026-00002-2'",
    "UPDATE kept_papers SET kind = 'extract'",
    "UPDATE kept_papers SET dated_at = registered_at",
    "UPDATE kept_papers SET subject_id = NULL",
    "DELETE FROM kept_papers",
)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_itself_refuses_to_change_a_kept_paper(session, scripted, moving, statement):
    scripted()
    code = keep()
    work.render_waiting(moving)
    before = queries.get_kept(code)

    with pytest.raises(IntegrityError, match="frozen"), session.begin_nested():
        session.execute(text(statement))

    session.expire_all()
    assert queries.get_kept(code) == before


@pytest.fixture(scope="module")
def real_app(database, request, tmp_path_factory):
    with committed_app(database, request, tmp_path_factory.mktemp("papers")) as app:
        yield app


def test_many_papers_registered_at_once_never_share_a_number(real_app):
    codes = at_once(real_app, *(keep for _ in range(12)))
    assert len(set(codes)) == 12
    assert all(isinstance(code, str) for code in codes)
    numbers = sorted(int(code.split("-")[1]) for code in codes)
    assert numbers == list(range(1, 13))


def test_numbers_begin_anew_each_year(session):
    give = command(new_code)
    assert [give(NOW), give(NOW.replace(year=2027)), give(NOW)] == [
        "2026-00001-4",
        "2027-00001-3",
        "2026-00002-2",
    ]
