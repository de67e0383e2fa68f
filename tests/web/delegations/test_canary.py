"""Nothing of a passport stands anywhere but on the page of whom it was opened for.

Values that stand nowhere else go through the whole life of a passport on a database whose
transactions last; then every byte of its files, its rows, its log and its answers is searched.
"""

import logging
from dataclasses import replace

import pytest
from sqlalchemy import text

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.letters.models import OutgoingLetter
from events.missions.delegations import services
from events.missions.delegations.jobs import forget
from tests.builders import Builder
from tests.builders_delegations import DelegationsBuilder, typed_passport
from tests.conftest import NOW
from tests.races import committed_app

CANARY = {
    "number": "KN7790113355",
    "citizenship": "Канарейкия",
    "latin_name": "CANARYSURNAME CANARYNAME",
    "born_on": "29.02.1908",
    "valid_until": "31.12.2098",
}
WORDS = ("KN7790113355", "Канарейкия", "CANARYSURNAME", "CANARYNAME", "29.02.1908", "1908-02-29")
WORDS += ("31.12.2098", "2098-12-31")


@pytest.fixture(scope="module")
def live_app(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("canary")
    with committed_app("sqlite", request, folder) as app:
        app.config["FOLDER"] = folder
        yield app


def signed_in(app, build, person):
    client = app.test_client()
    token = build.signed_in_session(person.account_id)
    with client.session_transaction() as cookie:
        cookie["sid"] = token
    return client


def found_in(texts):
    return [(name, word) for name, content in texts for word in WORDS if word in content]


def rows():
    """Every value of every table, as text."""
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(text(f"SELECT * FROM {table.name}")):  # noqa: S608
            yield table.name, " ".join(map(str, row))


def files(folder):
    """Every byte under the data: the database, its journal of writing, stored papers."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes().decode("utf-8", "ignore")
            yield path.name, path.read_bytes().decode("utf-16-le", "ignore")


def lived_through(app, build, built, council):
    """Given twice, refused, read, asked for, listed, sealed anew; returns the other answers."""
    event, members = built.asked(council.secretary)
    member_id = members[0].id
    own, desk = services.traveller_path(member_id), f"/desk/events/{event.number}/delegation/"
    visitor, coordinator = app.test_client(), signed_in(app, build, council.coordinator)
    reader = signed_in(app, build, council.secretary)
    form = f"{own}passport/"
    refused = visitor.submit(form, typed_passport(**CANARY, consent_text="passport-0/ru"))
    assert refused.status_code == 422
    for _ in range(2):
        assert visitor.submit(form, typed_passport(**CANARY, handing_on="y")).status_code == 303
    services.ask_for_passports(event.id, **built.by)
    shown = reader.submit(f"{desk}members/{member_id}/passport/", {"purpose": "visa"})
    assert all(word in shown.text for word in WORDS[:4])
    keys = ("z" * 40, *app.config["SETTINGS"].passport_keys)
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], passport_keys=keys)
    assert forget(NOW) == 1
    pages = (own, form, f"{own}passport/withdraw/")
    answers = [visitor.get(each) for each in pages]
    answers += [
        coordinator.get(f"{desk}{part}", buffered=True)
        for part in ("", "list.html", "list.docx", f"members/{member_id}/", "passports/")
    ]
    answers += [coordinator.get(f"/desk/events/{event.number}/"), reader.get(desk)]
    return [(each.request.path, each.data.decode("utf-8", "ignore")) for each in answers]


def test_no_value_of_a_passport_stands_in_database_journal_letters_logs_or_pages(live_app, caplog):
    caplog.set_level(logging.DEBUG)
    with live_app.app_context():
        build = Builder(db.session, NOW)
        council = build.council()
        built = DelegationsBuilder(build, council)
        answers = lived_through(live_app, build, built, council)
        assert found_in(answers) == []
        assert any("Мороз" in content for _, content in rows())  # the search finds what is there
        assert any("Мороз" in content for _, content in files(live_app.config["FOLDER"]))
        assert found_in(rows()) == []
        assert found_in(files(live_app.config["FOLDER"])) == []
        assert found_in([("log", caplog.text)]) == []
        assert db.session.query(JournalEntry).filter_by(what="passport.read").count() == 1
        assert db.session.query(OutgoingLetter).filter_by(kind="delegation.passport").count() == 1
