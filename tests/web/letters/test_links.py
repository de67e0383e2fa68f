"""One-time links go by letter where there is a mail server; the links of letters lead on."""

from dataclasses import replace

import pytest

from core.config import MailServer
from council.membership.models import Person
from tests.builders_assignments import AssignmentBuilder
from tests.builders_minutes import MinutesBuilder
from tests.builders_reports import Reports
from tests.calendars import letters, notified


@pytest.fixture
def settings(app):
    """`settings(**changes)` for the length of a test."""
    before = app.config["SETTINGS"]

    def change(**changes):
        app.config["SETTINGS"] = replace(before, **changes)

    yield change
    app.config["SETTINGS"] = before


def new_link(sign_in, council, person):
    page = f"/desk/membership/people/{person.id}/"
    return sign_in(council.secretary).submit(page, {}, to=page + "link").text


def test_without_a_mail_server_the_secretary_hands_the_link_over(sign_in, council):
    text = new_link(sign_in, council, council.member)
    assert "http://localhost/link/" in text
    assert letters() == []


def test_with_a_mail_server_only_the_owner_sees_the_link(sign_in, council, settings):
    settings(mail_server=MailServer("mail.example", 25), mail_from="s@region.example")
    text = new_link(sign_in, council, council.member)
    assert "/link/" not in text.split("<main", 1)[1].replace(f"{council.member.id}/link", "")
    assert f"Письмо со ссылкой отправлено на {council.member.email}" in text
    (letter,) = letters("account.invitation") + letters("account.password_reset")
    assert letter.email == council.member.email
    assert "/link/" in str(letter.body)
    assert letter.body_id is None, "no secretary reads it on the desk"


def test_in_a_demonstration_the_link_is_shown_and_the_letter_written(sign_in, council, settings):
    settings(demo=True)
    assert "http://localhost/link/" in new_link(sign_in, council, council.member)
    assert len(letters()) == 1


def test_every_link_of_a_letter_opens_for_its_reader(app, sign_in, build, council, session):
    reports, minutes = Reports(build, council), MinutesBuilder(build, council)
    for make in ("presented", "returned", "approved", "submitted"):
        getattr(reports, make)()
    notified(build, council)
    minutes.published()
    minutes.to_sign()
    AssignmentBuilder(build, council).reported(council.coordinator)
    wrong, kinds = [], set()
    for letter in letters():
        person = session.get(Person, letter.person_id)
        if letter.kind in kinds or person.account_id is None:
            continue
        kinds.add(letter.kind)
        urls = [each["url"] for block in letter.body for each in block.get("actions", ())]
        client = sign_in(person)
        wrong += [(letter.kind, url) for url in urls if client.get(url).status_code != 200]
    assert len(kinds) >= 10
    assert wrong == []
