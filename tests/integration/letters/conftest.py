"""An application that sends letters to a server of the test, on a database that keeps changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from core.adapters.database import command, db
from core.config import MailServer
from core.letters.models import LetterAttachment, LetterChoice, OutgoingLetter, PaperLetter
from core.letters.rules import Addressee, Letter, Paragraph, Urgency
from core.letters.services import dispatch, post
from tests.conftest import NOW
from tests.mail import Sink, free_port
from tests.races import committed_app


@pytest.fixture
def sink():
    return Sink()


class Office:
    """Posts letters and runs the dispatcher at a moment of its own."""

    def __init__(self, app):
        self.app, self.now = app, NOW
        self.port = free_port()
        self.serve_at(self.port)

    def serve_at(self, port, **options):
        server = MailServer("127.0.0.1", port, **options)
        self.app.config["SETTINGS"] = replace(
            self.app.config["SETTINGS"], mail_server=server, mail_from="Совет <s@region.example>"
        )

    def post(self, *names, **changes):
        """A letter to each of these at example.ru."""
        with self.app.app_context():
            command(lambda: [post(letter_to(each, **changes), now=self.now) for each in names])()

    def dispatch(self):
        with self.app.app_context():
            return dispatch(self.now)

    def later(self, **passed):
        self.now += timedelta(**passed)

    def states(self):
        o = OutgoingLetter
        with self.app.app_context():
            rows = db.session.execute(select(o.state, func.count()).group_by(o.state))
            return {state.value: count for state, count in rows}

    def one(self, name):
        """The columns of one letter."""
        with self.app.app_context():
            query = select(OutgoingLetter).where(OutgoingLetter.email == f"{name}@example.ru")
            found = db.session.scalars(query).one()
            db.session.expunge(found)
            return found


def letter_to(name, **changes):
    letter = Letter(
        fact="fact:1",
        kind="test",
        addressee=Addressee(f"Имя {name}", f"{name}@example.ru"),
        urgency=Urgency.TELLS,
        subject="О заседании",
        greeting="Здравствуйте!",
        body=(Paragraph("Текст"),),
    )
    return replace(letter, **changes)


@pytest.fixture(scope="module")
def letters_app(database, request, tmp_path_factory):
    with committed_app(database, request, tmp_path_factory.mktemp("letters")) as app:
        yield app


@pytest.fixture
def office(letters_app):
    """An office whose outbox is empty."""
    before = letters_app.config["SETTINGS"]
    with letters_app.app_context():
        for table in (LetterAttachment, PaperLetter, OutgoingLetter, LetterChoice):
            db.session.execute(delete(table))
        db.session.commit()
    yield Office(letters_app)
    letters_app.config["SETTINGS"] = before
