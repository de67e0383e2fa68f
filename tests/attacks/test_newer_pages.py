"""A01, A12, A36, A37: hostile words typed into the newer slices stay words wherever they come out.

Entered through the forms and the tables themselves; the walk over everything is in
test_poisoned_world.py, papers and files as values are in test_newer_texts.py.
"""

import csv
import json
import re
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select, update

from core.adapters.database import db
from core.adapters.spreadsheets import FORMULA_STARTS
from core.kernel.typography import unturned
from core.kernel.viewers import ANONYMOUS
from core.letters.models import OutgoingLetter
from council.meetings.models import VisitorApplication
from council.meetings.services.visitors import apply_as_visitor
from events.negotiations.models import NegotiationHall, NegotiationInterpreter, Negotiator
from events.negotiations.services.shared import page_of
from events.plan.models import PlanLine
from events.programme.models import Event
from tests.attacks.test_escaping import read_events
from tests.builders_events import EventsBuilder
from tests.builders_meetings import MeetingsBuilder
from tests.builders_negotiations import NegotiationsBuilder
from tests.builders_public import PublicBuilder, draft
from tests.calendars import notified
from tests.conftest import NOW

MARK = "q7z"
TYPED = f"=\"'><{MARK} onerror=alert(1)>\u202e{{{{ 7 * 7191 }}}}${{7*7191}}"
LINES = f"{TYPED}\r\nBcc: x@evil.example\r\nEND:VEVENT"
COMPUTED = str(7 * 7191)
NUL = "Уберите из текста невидимый знак (NUL)"


def is_harmless(page):
    """Shown, and shown as text."""
    return f"&lt;{MARK}" in page and f"<{MARK}" not in page and COMPUTED not in page


@pytest.fixture
def coordinator(build, council, sign_in):
    build.region()
    return sign_in(council.coordinator)


def send(client, page, **typed):
    return client.submit(page, {"key": str(uuid4()), "revision": "0", **typed})


def link(client, page, pattern):
    return re.search(rf'href="({pattern})"', client.get(page).text)[1]


@pytest.fixture
def exchange(coordinator):
    """An agreement with a plan, a measure, a visit and what was agreed on it, all hostile."""
    days = {"signed_on": "12.04.2022"}
    made = send(coordinator, "/desk/exchanges/new", title=TYPED, partner=TYPED, **days)
    page = made.headers["Location"]
    years = {"first_year": "2025", "last_year": "2027"}
    send(coordinator, f"{page}plans/new", title=TYPED, **years)
    adding = link(coordinator, page, rf"{page}plans/[^/]+/measures/new")
    send(coordinator, adding, number="1.3", text=LINES, due_on="30.06.2026")
    visit = {"direction": "in", "starts_on": "14.04.2026", "ends_on": "15.04.2026", "people": "8"}
    send(coordinator, f"{page}visits/new", **visit)
    one = link(coordinator, page, rf"{page}visits/[^/]+/")
    send(coordinator, f"{one}points/new", day="14.04.2026", starts_at="10:00", title=TYPED)
    agreed = {"responsible": TYPED, "due_on": "01.05.2026"}
    send(coordinator, f"{one}follow-ups/new", text=LINES, **agreed)
    opening = {"public": "yes", "revision": "1"}
    coordinator.submit(page, opening, to=f"{page}visibility")
    return page, one


def test_a01_a_hostile_exchange_is_text_on_the_desk_and_on_the_site(coordinator, client, exchange):
    page, visit = exchange
    own = (page, visit, f"{page}edit", "/desk/exchanges/")
    assert [each for each in own if not is_harmless(coordinator.get(each).text)] == []
    public = ("/events/exchanges/1/", "/events/exchanges/")
    assert [each for each in public if not is_harmless(client.get(each).text)] == []


def test_an_exchange_with_a_nul_is_refused(coordinator):
    typed = {"title": "а\x00б", "partner": "в", "signed_on": "12.04.2022"}
    answer = send(coordinator, "/desk/exchanges/new", **typed)
    assert answer.status_code == 422
    assert NUL in answer.text


@pytest.fixture
def schedule(build, council):
    """A published schedule where everybody and everything has a hostile name."""
    frame, ours, theirs = MeetingsBuilder(build, council).published(1, 1)
    for model in (Negotiator, NegotiationHall, NegotiationInterpreter, Event):
        build.session.execute(update(model).values(name=TYPED))
    build.session.commit()
    return frame.id, page_of(ours[0]), page_of(theirs[0])


def test_a01_hostile_negotiators_are_text_on_the_desk_on_paper_and_on_their_own_pages(
    coordinator, client, schedule
):
    schedule_id, *own = schedule
    desk = f"/desk/negotiations/{schedule_id}/"
    parts = ("", "places/", "people/", "grid/", "timetables/", "schedule-exporter.html")
    assert [each for each in parts if not is_harmless(coordinator.get(desk + each).text)] == []
    for address in own:
        for page in ("timetable/", "timetable.html"):
            assert is_harmless(client.get(address + page).text), page


def test_a12_in_their_own_calendar_a_name_is_no_property(client, schedule):
    _, exporter, _ = schedule
    answer = client.get(f"{exporter}timetable.ics")
    (found,) = read_events(answer.data)
    assert answer.mimetype == "text/calendar"
    assert MARK in str(found["SUMMARY"])
    assert "ATTENDEE" not in found
    assert f"<{MARK}" in str(found["SUMMARY"])  # plain text: nothing is lost either


def test_a_buyer_with_hostile_words_is_taken_as_words_and_with_a_nul_refused(
    coordinator, build, council
):
    schedule_id = NegotiationsBuilder(build, council).framed()
    page = f"/desk/negotiations/{schedule_id}/people/"
    typed = {"name": TYPED, "country": "UZ", "contact": TYPED, "goods": LINES, "revision": "1"}
    assert coordinator.submit(f"{page}new/", typed).status_code == 303
    assert is_harmless(coordinator.get(f"{page}?side=buyer").text)
    one = db.session.scalars(select(Negotiator)).one()
    shown = coordinator.get(f"/desk/negotiations/people/{one.id}/").text
    assert is_harmless(shown)
    assert one.name == unturned(TYPED)
    answer = coordinator.submit(f"{page}new/", {**typed, "name": "а\x00б"})
    assert answer.status_code == 422
    assert NUL in answer.text


@pytest.fixture
def letter(build, council):
    """To a member without an e-mail, with a form to put it on paper."""
    council.member.account_id, council.member.email = None, ""
    build.session.flush()
    found = notified(build, council).build.session.query(OutgoingLetter)
    return found.filter_by(kind="meeting.notified", person_id=council.member.id).one()


SHEET = {"number": "12", "dated_on": "21.11.2026", "greeting": TYPED, "signer": TYPED}


def test_a01_a_letter_on_paper_is_text_in_its_form_and_on_the_sheet(sign_in, council, letter):
    keeper, address = sign_in(council.secretary), f"/desk/letters/{letter.id}/on-paper/"
    typed = SHEET | {"addressee": LINES, "office": TYPED, "enclosures": LINES, "contact": TYPED}
    assert keeper.submit(address, typed).status_code == 303
    handed = {"way": "in_person", "day": "21.11.2026", "note": TYPED}
    pages = [keeper.get(address).text, keeper.get(f"{address}letter.html").text]
    assert keeper.submit(address, handed, to=f"{address}handed-over").status_code == 303
    pages.append(keeper.get(address).text)
    assert [is_harmless(page) for page in pages] == [True] * 3
    assert pages[2].count(f"&lt;{MARK}") > pages[0].count(f"&lt;{MARK}")  # the note of handing
    assert pages[1].count(f"&lt;{MARK}") >= 6  # each of the fields stands on the sheet


def test_a_letter_on_paper_with_a_nul_is_refused(sign_in, council, letter):
    keeper, address = sign_in(council.secretary), f"/desk/letters/{letter.id}/on-paper/"
    answer = keeper.submit(address, SHEET | {"addressee": "а\x00б", "office": "в"})
    assert answer.status_code == 422
    assert NUL in answer.text
    assert keeper.get(f"{address}letter.html").status_code == 404


def test_a01_the_export_of_personal_data_is_json_that_no_browser_shows(build, council, sign_in):
    admin = sign_in(build.account("Админова Ольга", administrator=True))
    meeting = PublicBuilder(build, council).open_meeting()
    apply_as_visitor(meeting.id, draft(full_name=TYPED), actor=ANONYMOUS, now=NOW)
    row = db.session.scalars(select(VisitorApplication.id)).one()
    page = f"/desk/personal-data/visitor_applications/{row}/"
    assert is_harmless(admin.get(page).text)
    answer = admin.get(f"{page}personal-data.json")
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "attachment; filename=personal-data.json"
    tables = {each["table"]: each["rows"] for each in json.loads(answer.text)["records"]}
    assert [each["full_name"] for each in tables["visitor_applications"]] == [TYPED]


HEAD = ["№ п/п", "Наименование", "Тип", "Страна", "Город", "Дата начала", "Ответственный"]


def table(*rows):
    """A workbook whose texts are texts, whatever they begin with."""
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    for row in book.active.iter_rows():
        for cell in row:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    stream = BytesIO()
    book.save(stream)
    return {"table": (BytesIO(stream.getvalue()), f"{TYPED}.xlsx")}


@pytest.fixture
def plan(build, coordinator):
    EventsBuilder(build).country()
    typed = {"year": "2026"}
    return coordinator.submit("/desk/plan/new", typed, to="/desk/plan/new").headers["Location"]


def read(client, plan, *row):
    return client.submit(f"{plan}read", table(row), content_type="multipart/form-data")


@pytest.mark.parametrize("sign", ("=", "+", "-", "@"))
def test_a12_hostile_cells_of_a_table_are_text_on_pages_and_in_the_table(coordinator, plan, sign):
    typed = sign + TYPED[1:]
    row = ("1", typed, 1, "Казахстан", typed, "10.02.2026", typed)
    assert read(coordinator, plan, *row).status_code == 303
    assert db.session.scalars(select(PlanLine.number)).one() == "1"
    for page in (plan, f"{plan}plan.html"):
        assert is_harmless(coordinator.get(page).text), page
    with coordinator.get(f"{plan}plan.xlsx") as answer:
        sheet = load_workbook(BytesIO(answer.data)).active
    cells = [cell for line in sheet.iter_rows() for cell in line if MARK in str(cell.value)]
    assert len(cells) == 3
    assert {(cell.data_type, cell.value) for cell in cells} == {("s", f"'{typed}")}


def test_a01_a_fault_names_the_hostile_cell_as_text(coordinator, plan):
    answer = read(coordinator, plan, "1", "Миссия", 1, TYPED, "", "10.02.2026", "ЦПЭ")
    assert answer.status_code == 422
    assert is_harmless(answer.text)


def test_a12_the_public_table_of_the_plan_holds_no_formula(build, council, client):
    events = EventsBuilder(build)
    events.country(name=TYPED)
    events.approved(build.meeting(council.body, number=4), [events.event(name=LINES)])
    assert is_harmless(client.get("/plan/2026/").text)
    with client.get("/plan/2026/plan.csv") as answer:
        rows = list(
            csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline=""), delimiter=";")
        )
    assert len(rows) == 2
    assert [cell for cell in rows[1] if MARK in cell]
    assert not [cell for cell in rows[1] if cell.startswith(FORMULA_STARTS)]
