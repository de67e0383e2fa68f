import pytest

from core.papers.renderer import Renderer
from core.papers.rules import source
from core.papers.rules.life import Work
from tests.papers import WORDS


@pytest.fixture(scope="session")
def renderer(tmp_path_factory):
    """One warm child for all tests of this folder."""
    renderer = Renderer(str(tmp_path_factory.mktemp("renderer")))
    yield renderer
    renderer.end()


@pytest.fixture
def made(renderer):
    """`made(paper)` -> the bytes of its PDF, `made(paper, Work.DOCX)` of its Word file."""

    def make(paper, work=Work.PDF, words=WORDS):
        with renderer.taken():
            job = {"do": work, "words": words}
            return renderer.render(job, source.to_json(paper).encode())[0]

    return make


@pytest.fixture(scope="session")
def printed(renderer):
    """`printed(paper)` -> its PDF, laid out once for all tests that look at it."""
    known = {}

    def find(paper):
        text = source.to_json(paper)
        if text not in known:
            with renderer.taken():
                job = {"do": Work.PDF, "words": WORDS}
                known[text] = renderer.render(job, text.encode())[0]
        return known[text]

    return find
