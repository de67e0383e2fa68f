"""Long titles, hyphenated names, a thousand rows: nothing is wider than a small phone."""

import os
from datetime import UTC

import pytest
from sqlalchemy import String, text
from sqlalchemy.exc import DBAPIError

from core.adapters.clock import clock
from core.adapters.database import db
from core.adapters.migrations import upgrade_database
from council.meetings.rules.kinds import MeetingState
from council.membership.models import Person as Member
from council.membership.rules import Category, Gender
from tests.builders import Builder
from tests.builders_assignments import AssignmentBuilder
from tests.builders_public import PublicBuilder
from tests.builders_reports import Reports
from tests.journeys import rounds
from tests.journeys.people import Person
from tests.journeys.sight import SMALLEST, crowded
from tests.journeys.site import START, make_site, served, session_of
from tests.journeys.walking import fixed_addresses

pytestmark = pytest.mark.skipif(os.environ.get("WALK") != "1", reason="part of make walk")
TITLE = (
    "О подготовке «Международной выставки-ярмарки сельскохозяйственного машиностроения» "
    "и о ходе исполнения плана мероприятий по развитию несырьевого неэнергетического экспорта, "
    "включая экспорт услуг, высокотехнологичного оборудования и продукции "
    "деревообрабатывающей промышленности, объёмом 1 000 000 000,00 рублей в 2026–2027 годах ещё раз"
)
NAME = ("Константинопольская-Преображенская", "Александра-Елизавета", "Ёлкин-Щёголевна")
COMPANY = "ООО «Сельскохозяйственноемашиностроениеимпортэкспорт “Заречинскийстанкостроительный”»"
PUBLIC = ("/", "/meetings/", "/assignments/", "/council/", "/meetings/2026/")
WORKING = ("/desk/", "/desk/reports/", "/desk/meetings/", "/desk/assignments/")
RECORDS = ("/desk/membership/people/", "/desk/membership/organisations/", "/desk/membership/")
ROWS = 1000
# What lists show of records, made as long as its column takes, with all that breaks lines badly.
GROWN = {
    **dict.fromkeys(("title", "subject", "text", "note", "reason", "topic", "theme"), TITLE),
    **dict.fromkeys(("name", "short_name", "company", "organisation", "name_en", "label"), COMPANY),
    **dict.fromkeys(("position", "post", "role", "place", "offer", "products"), TITLE[:150]),
    **dict.fromkeys(("full_name", "fio"), " ".join(NAME)),
    **dict(zip(("surname", "given_name", "patronymic"), NAME, strict=True)),
    "city": "пос. Усть-Среднеканско-Ёлкинский",
}
READERS = ("visitor", "secretary", "coordinator", "administrator")


@pytest.fixture(scope="module")
def long_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    clock.stopped_at = START
    app = make_site(folder, 1)
    with app.app_context():
        upgrade_database()
        build = Builder(db.session, START.astimezone(UTC))
        council = build.council()
        for member in (council.member, council.reporter, council.coordinator):
            member.surname, member.given_name, member.patronymic = NAME
            member.position = TITLE
        build.organisation(COMPANY)
        build.seat(council.body, build.person(NAME, position=TITLE[:150]), Category.EXPORTER)
        names = {"given_name": NAME[1], "patronymic": NAME[2], "position": COMPANY}
        names["gender"] = Gender.FEMALE
        db.session.add_all(Member(surname=f"{NAME[0]}-{n}", **names) for n in range(ROWS))
        meeting = PublicBuilder(build, council).open_meeting(state=MeetingState.AGENDA_OPEN)
        build.item(meeting, TITLE)
        given = AssignmentBuilder(build, council)
        given.give(council.coordinator, council.member, text=TITLE)
        Reports(build, council).draft(title=TITLE[:200])
        email = council.secretary.email
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with served(folder) as (base, app):
        yield base, app, email


def test_nothing_is_wider_than_a_small_phone(long_site, browser, seen):
    base, app, email = long_site
    context = browser.new_context(viewport=SMALLEST, locale="ru-RU")
    context.set_default_timeout(120_000)  # a thousand rows on a busy machine
    person, faults = Person(context.new_page(), base, seen), []
    for path in (*PUBLIC, *WORKING, *RECORDS):
        if path == WORKING[0]:
            person.bring_session(session_of(app, email))
        person.open(path)
        faults += [f"{path}: {fault}" for fault in crowded(person.page)]
    context.close()
    assert faults == []


def overgrow(bind):
    """Every such word of every record; what is kept as it was signed does not let itself be."""
    grown = 0
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if column.name not in GROWN or type(column.type) not in {String, db.Text}:
                continue
            longest = (column.type.length or len(GROWN[column.name]) + 6) - 6
            words = {"words": GROWN[column.name][:longest]}
            change = f"UPDATE {table.name} SET {column.name} = :words || '-' || rowid"  # noqa: S608
            try:
                with bind.begin() as connection:
                    grown += connection.execute(text(change), words).rowcount
            except DBAPIError:
                continue
    return grown


@pytest.fixture(scope="module")
def grown_site(tmp_path_factory, seen):
    """A world that has one of everything, each with the longest names there can be."""
    folder = tmp_path_factory.mktemp("grown")
    clock.stopped_at = START
    tokens, ways = rounds.fill(folder)
    app = make_site(folder, 1)
    with app.app_context():
        assert overgrow(db.engine) > 200
        db.engine.dispose()
    with served(folder) as (base, app):
        yield rounds.Site("grown", seen, base, app, tokens, ways)


def pages_of(site, role):
    """What has one address for all, and the records that the world names."""
    client = site.client(role)
    for path in [*fixed_addresses(site.app.url_map), *site.ways]:
        answer = client.get(path, base_url=site.base)
        is_page = answer.mimetype == "text/html" and answer.status_code == 200
        is_page = is_page and "sandbox" not in answer.headers["Content-Security-Policy"]
        answer.close()
        if is_page:
            yield path


@pytest.mark.parametrize("role", READERS)
def test_no_list_is_wider_than_a_small_phone_whatever_its_records_are_called(
    grown_site, browser, role
):
    context = browser.new_context(viewport=SMALLEST, locale="ru-RU")
    context.set_default_timeout(120_000)
    cookie = grown_site.client(role).get_cookie("session", domain="127.0.0.1")
    if cookie:
        context.add_cookies([{"name": "session", "value": cookie.value, "url": grown_site.base}])
    page, faults, looked = context.new_page(), [], 0
    for path in pages_of(grown_site, role):
        page.goto(grown_site.base + path)
        faults += [f"{path}: {fault}" for fault in crowded(page)]
        looked += 1
    context.close()
    assert faults == []
    assert looked > 10
