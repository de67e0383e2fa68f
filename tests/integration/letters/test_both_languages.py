"""Every kind of letter is whole in both languages; a reader whose language is English gets that."""

import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask_babel import force_locale

from core.config import MailServer
from core.kernel.viewers import Viewer
from core.letters.rules import (
    Actions,
    Addressee,
    Facts,
    Frequency,
    Heading,
    Listing,
    Paragraph,
)
from core.letters.services import choose_letters, dispatch
from tests.calendars import letters, notified
from tests.integration.letters.every_kind import GROUPS, KINDS
from tests.mail import Sink, mail_server

CYRILLIC = re.compile(r"[А-Яа-яЁё]+")
READERS = {
    language: Addressee("Smith John", "smith@example.org", called="John", language=language)
    for language in ("ru", "en")
}


def words_of(letter):
    """Everything in a letter that is read."""
    yield letter.subject
    yield letter.greeting
    for block in letter.body:
        match block:
            case Heading(text) | Paragraph(text):
                yield text
            case Facts(pairs):
                yield from (word for pair in pairs for word in pair)
            case Listing(entries):
                yield from entries
            case Actions(entries):
                yield from (entry.label for entry in entries)


@pytest.fixture(scope="module")
def in_language(app):
    """`in_language("en")` -> the letters of every kind as a reader of that language gets them."""

    def made(language, group):
        with app.test_request_context("/"), force_locale(language):
            return list(group(READERS[language]))

    return made


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_in_english_no_word_of_a_letter_is_russian(in_language, group):
    for letter in in_language("en", group):
        text = " ".join(words_of(letter))
        assert CYRILLIC.findall(text) == [], letter.kind


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.__name__)
def test_in_russian_every_sentence_is_another_than_in_english(in_language, group):
    both = zip(in_language("ru", group), in_language("en", group), strict=True)
    for russian, english in both:
        assert russian.kind == english.kind
        assert CYRILLIC.search(russian.subject), russian.kind
        pairs = zip(words_of(russian), words_of(english), strict=True)
        same = {ru for ru, en in pairs if ru == en}
        assert all(len(text.split()) <= LONGEST_DATUM for text in same), (russian.kind, same)


LONGEST_DATUM = 4  # «Exports of the half-year»: what people typed stands in both as it is


def test_every_kind_of_letter_was_read(in_language):
    found = {letter.kind for group in GROUPS for letter in in_language("en", group)}
    expected = KINDS.council | KINDS.accounts | KINDS.events
    assert expected <= found
    steps = ("given", "reported", "accepted", "kept", "returned", "extended", "closed", "reopened")
    turns = ("wishes", "published", "changed", "days", "moved", "cancelled")
    others = {
        *(f"assignment.{each}" for each in steps),
        *(f"negotiations.{each}" for each in turns),
    }
    assert found - expected == others


@pytest.fixture
def story(build, council):
    """A meeting of which one member was notified in English, in a letter that went out."""
    member = council.member
    actor = Viewer(name="reader")
    choose_letters([member.email], Frequency.AT_ONCE, "en", actor=actor, now=build.now)
    told = notified(build, council)
    return SimpleNamespace(told=told, member=member, build=build, council=council)


@pytest.fixture
def message(story, app, monkeypatch):
    """The notice as the mail server got it."""
    sink = Sink()
    with mail_server(sink) as port:
        settings = app.config["SETTINGS"]
        server = MailServer("127.0.0.1", port)
        changed = replace(settings, mail_server=server, mail_from="Council <s@region.example>")
        monkeypatch.setitem(app.config, "SETTINGS", changed)
        dispatch(story.build.now)
    (found,) = [each for each in sink.messages if story.member.email in str(each["To"])]
    return found


def test_a_member_who_reads_english_is_invited_in_english_and_the_others_in_russian(story, message):
    name = f"Meeting No. {story.told.meeting.number} of "
    assert message["Content-Language"] == "en"
    assert message["Subject"].startswith(f"Notice: {name}")
    text = message.get_body(("plain",)).get_content().replace("\xa0", " ")
    assert "You are invited to the meeting. Please answer whether you will come." in text
    assert "Thursday, 17 December 2026, 10:00 (MSK+2)" in text
    assert "How often I get letters" in text
    html = message.get_body(("html",)).get_content()
    assert 'lang="en"' in html
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    assert name in part.get_content().replace("\r\n ", "")
    others = [each for each in letters("meeting.notified") if each.email != story.member.email]
    assert {each.language for each in others} == {"ru"}
    assert all(each.subject.startswith("Уведомление: ") for each in others)
