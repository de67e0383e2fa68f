"""translations/en: words for members that exist, each once, and shown to readers of English."""

from pathlib import Path

import pytest
from flask_babel import force_locale, gettext, ngettext

from core.adapters.language import label, merged
from council.membership.rules import Category, Office

TRANSLATIONS = Path(__file__).parents[2] / "translations"


def test_every_english_word_is_of_a_member_that_has_a_russian_one():
    english, russian = (merged(TRANSLATIONS / each) for each in ("en", "ru"))
    words = [message for message in english if message.id]
    assert len(words) > 50
    assert [m.id for m in words if not m.context or not russian.get(m.id, m.context)] == []


@pytest.mark.parametrize(
    ("member", "english"),
    ((Category.REC, "Russian Export Centre"), (Office.CHAIR, "chair")),
)
def test_a_member_is_told_in_english(app, member, english):
    with app.app_context(), force_locale("en"):
        assert label(member) == english


def test_other_words_of_english_are_the_message_ids(app):
    with app.app_context(), force_locale("en"):
        assert gettext("Membership") == "Membership"
        assert ngettext("%(num)s member", "%(num)s members", 2) == "2 members"
