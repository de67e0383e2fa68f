"""Handing out papers: pages, files, the word that one is being made, and the bounded queue."""

import pytest

from core.papers import work
from core.papers.renderer import RenderingFailed
from core.papers.rules import life
from core.papers.rules.formats import Format
from core.papers.serving import named, serve_kept, serve_paper
from tests.conftest import NOW
from tests.integration.papers.conftest import asked, keep
from tests.papers import plain_paper, whole_paper

MADE = b"%PDF-1.7 made"


@pytest.fixture
def answers(app, session):
    """`answers(paper, form)` -> what a view that serves the paper would answer."""

    def answer(paper=None, form=Format.PDF, **request):
        with app.test_request_context("/desk/paper.pdf?x=1", **request):
            response = app.make_response(serve_paper(paper or plain_paper(), form))
            return read(response)

    return answer


def read(response):
    """The answer with its words; the file behind it is let go."""
    response.direct_passthrough = False
    response.words = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
    response.get_data()
    response.close()
    return response


@pytest.fixture
def child(app, session, monkeypatch):
    """`child(what it does)` replaces the child process; counts its papers."""
    asked_for = []

    def replace(act=lambda: MADE):
        def render(job, content, **_):
            asked_for.append(job)
            return act(), {"ok": True}

        monkeypatch.setattr(app.extensions["renderer"], "render", render)
        return asked_for

    return replace


def failing(error):
    def act():
        raise error

    return act


def test_a_paper_is_made_at_once_and_then_served_as_stored(answers, child):
    asked_for = child()

    first, again = answers(), answers()

    assert (first.status_code, first.data, first.mimetype) == (200, MADE, "application/pdf")
    assert again.data == MADE
    assert len(asked_for) == 1
    not_changed = answers(headers={"If-None-Match": first.headers["ETag"]})
    assert not_changed.status_code == 304


def test_a_changed_paper_is_another_file(answers, child):
    asked_for = child()
    answers(plain_paper("а"))
    answers(plain_paper("б"))
    answers(plain_paper("а"), Format.DOCX)
    assert [job["do"] for job in asked_for] == ["pdf", "pdf", "docx"]


def test_downloads_are_named_by_the_title(answers, child):
    child()
    for form in (Format.PDF, Format.DOCX):
        name = answers(plain_paper(title="Протокол № 4/а"), form).headers["Content-Disposition"]
        assert name.isascii()
        assert name.endswith(f"-%D0%B0.{form}")
    assert named("а" * 500 + "\r\n<b>", Format.PDF) == "а" * 150 + ".pdf"
    assert named("", Format.PDF) == "file.pdf"


def test_a_paper_as_a_page_is_accessible_and_escaped(answers, child):
    paper = whole_paper(title="<b>Протокол</b>")
    answer = answers(paper, Format.HTML)

    assert answer.status_code == 200
    assert answer.words.count("<h1") == 1
    assert 'lang="ru"' in answer.words
    assert " style=" not in answer.words
    assert "<b>" not in answer.words
    assert '<th scope="col">' in answer.words
    tag = answer.headers["ETag"]
    assert answers(paper, Format.HTML, headers={"If-None-Match": tag}).status_code == 304


def test_while_another_paper_is_being_made_the_page_says_so_and_asks_again(app, answers, child):
    child()
    with app.app_context(), work.renderer().taken():
        waiting = answers()

    assert waiting.status_code == 202
    assert "Документ готовится" in waiting.words
    assert waiting.headers["Refresh"] == str(life.RETRY_SECONDS)
    assert waiting.headers["Retry-After"] == str(life.RETRY_SECONDS)
    assert waiting.headers["Cache-Control"] == "no-store"
    assert 'href="/desk/paper.pdf?x=1"' in waiting.words
    assert answers().status_code == 200


def test_a_full_queue_answers_429_with_a_plain_page(app, answers, child):
    asked_for = child()
    for number in range(life.MOST_WAITING):
        asked(plain_paper(f"ждёт {number}"))

    full = answers()

    assert full.status_code == 429
    assert full.headers["Retry-After"] == str(life.FULL_SECONDS)
    assert "Готовится много документов" in full.words
    assert asked_for == []


def test_a_failure_is_tried_again_by_the_page_and_told_after_the_third(answers, child):
    asked_for = child(failing(RenderingFailed("the renderer has ended")))

    assert [answers().status_code for _ in range(4)] == [202, 202, 422, 422]
    assert len(asked_for) == 3
    assert "Документ не удалось подготовить" in answers().words


def test_a_paper_that_takes_too_long_is_called_too_complex(answers, child):
    child(failing(RenderingFailed("it took too long", is_lasting=True)))
    answer = answers()
    assert answer.status_code == 422
    assert "слишком сложен" in answer.words


@pytest.mark.parametrize("form", Format)
def test_a_paper_beyond_the_limits_is_refused_before_anything_is_asked(answers, child, form):
    asked_for = child()
    answer = answers(plain_paper("а" * 20_001), form)
    assert answer.status_code == 422
    assert "слишком много текста в одном абзаце" in answer.words
    assert asked_for == []


def test_a_kept_paper_that_nobody_rendered_yet_is_made_at_the_first_request(app, child):
    asked_for = child()
    code = keep()
    with app.test_request_context("/"):
        for _ in range(2):
            response = app.make_response(serve_kept(code))
            assert read(response).data == MADE
    assert len(asked_for) == 1


def test_f27_a_storm_of_requests_keeps_the_queue_bounded(app, child):
    """A hundred different papers at once while one is being made: none is lost silently."""
    child()
    statuses = []
    with work.renderer().taken():
        for number in range(100):
            visitor = {"REMOTE_ADDR": f"192.0.2.{number}"}
            with app.test_request_context("/", environ_base=visitor):
                answer = app.make_response(serve_paper(plain_paper(str(number)), Format.PDF))
            statuses.append(answer.status_code)

    assert statuses.count(202) == life.MOST_WAITING
    assert statuses.count(429) == 100 - life.MOST_WAITING
    assert work.render_waiting(lambda: NOW) == life.MOST_WAITING
