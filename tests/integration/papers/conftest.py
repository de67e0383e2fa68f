from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from core.adapters.database import command
from core.papers import work
from core.papers.rules import source
from core.papers.rules.life import Work
from core.papers.rules.telling import Signer
from core.papers.services.keeping import Registered, address_of, new_code, register_paper
from core.papers.services.rendering import ask_rendering
from core.papers.version import key_of
from tests.conftest import NOW
from tests.papers import MADE_AT, WORDS, plain_paper, whole_paper


@command
def keep(paper=None, *, now=NOW, **about):
    """A fact whose paper is kept, as a slice does it."""
    code = new_code(now)
    paper = replace(paper or whole_paper(), code=code, address=address_of(code))
    signer = Signer("Ветлугин А.Н.", "Председатель", MADE_AT)
    given = {"kind": "minutes", "subject_id": uuid4(), "number": "4", "dated_at": MADE_AT}
    register_paper(paper, Registered(**{**given, "signers": (signer,), **about}), now=now)
    return code


def asked(paper=None, wanted=Work.PDF, now=NOW):
    """The key of a paper that waits."""
    text = source.to_json(paper or plain_paper())
    key = key_of(text, wanted)
    ask_rendering(key, wanted, text, words=WORDS, now=now)
    return key


class Moving:
    """A clock that tests set."""

    def __init__(self, moment=NOW):
        self.moment = moment

    def __call__(self):
        return self.moment

    def pass_by(self, **time):
        self.moment += timedelta(**time)


@pytest.fixture
def moving():
    return Moving()


class Scripted:
    """A renderer whose child does as the test says; counts what it is asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), 0

    def __call__(self, *_asked, **_limits):
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else b"%PDF-1.7 made"
        if isinstance(answer, Exception):
            raise answer
        return answer, {"ok": True}


@pytest.fixture
def scripted(session, monkeypatch):
    """`scripted(answer, …)` replaces the child process."""

    def replaced(*answers):
        script = Scripted(*answers)
        monkeypatch.setattr(work.renderer(), "render", script)
        return script

    return replaced
