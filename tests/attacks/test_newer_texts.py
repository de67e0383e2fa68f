"""A01, A12, A36, A37, A40: hostile words in papers, letters and files of the newer slices.

Every text of a record is made hostile, whatever its field is called: a field that is added later
is tried too. Pages are walked in test_newer_pages.py.
"""

import csv
import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default
from io import BytesIO, StringIO
from types import SimpleNamespace
from uuid import UUID

import pytest
from openpyxl import load_workbook

from core.adapters import spreadsheets
from core.adapters.files import IN_A_SANDBOX
from core.kernel.calendars import feed_text
from core.letters.messages import Envelope, compose
from core.letters.rules import Addressee, keeping
from core.letters.rules.letter import one_line
from core.letters.writing import Frame, Written
from core.papers import html
from core.privacy.documents import export_json
from council.correspondence.documents import sheet
from events.missions.rules.timetable.problem import Side
from events.negotiations.documents.schedules import ScheduleRecord, schedule_paper
from events.negotiations.letters import schedules
from events.negotiations.rules.slots import Slot
from events.plan.documents import plan_paper, report_paper
from events.plan.queries.sheet import TableRow
from events.plan.views import files
from events.timetables.documents import feed_of, timetable_paper
from tests.attacks.test_escaping import Read, read_events
from tests.papers import WORDS
from tests.unit.correspondence.test_sheet import SHEET
from tests.unit.plan.test_printed import RECORD as PLAN
from tests.unit.plan.test_report import RECORD as REPORT
from tests.unit.timetables.test_documents import meeting, record

HOSTILE = (
    "\"'><img src=x onerror=alert(1)></title></style><script>alert(1)</script><!--",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    '@SUM(A1);"x',
    "\t=1+1",
    "a\r\nBcc: x@evil.example\r\nATTENDEE:mailto:x@evil.example\r\nEND:VEVENT\r\nBEGIN:VALARM",
    "\u202etxt.exe\u2066 \x00\x1b[2J http://evil.example www.evil.example",
    "{{ 7 * 7191 }}{% x %}${7*7191}{0.__class__} %(name)s %s",
)
each_text = pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
# What programs choose: no field of a form leads there.
CHOSEN = {"zone", "language", "page", "email"}
DAY, AT = date(2027, 2, 8), datetime(2026, 11, 21, 6, tzinfo=UTC)
SLOT = Slot(0, DAY, time(9), time(9, 25), 0)
ID = UUID(int=1)


def harmless(typed):
    """As many words that mean nothing: a title is parted behind its first."""
    return " ".join("а" for _word in typed.split())


def soiled(value, typed):
    """The same value with `typed` for every text that people may have entered."""
    if type(value) is str:
        return value and typed
    if type(value) is tuple:
        return tuple(soiled(each, typed) for each in value)
    if type(value) is dict:
        return {soiled(key, typed): soiled(each, typed) for key, each in value.items()}
    if is_dataclass(value):
        names = [each.name for each in fields(value) if each.name not in CHOSEN]
        return replace(value, **{name: soiled(getattr(value, name), typed) for name in names})
    return value


SCHEDULE = ScheduleRecord(
    "Совет", "Миссия", "Алматы", "Asia/Almaty", 2, AT, Side.EXPORTER, (SLOT,),
    ((1, "Зал А"), (2, "Зал Б")), ((1, "Завод"),), ((0, 1, 101, "Завод", "Buyer", 1, 3),),
)  # fmt: skip
TIMETABLE = record(meeting(country="Казахстан", interpreter="Сафина"))
PAPERS = {
    "letter": (sheet, SHEET),
    "schedule": (schedule_paper, SCHEDULE),
    "timetable": (timetable_paper, TIMETABLE),
    "plan": (plan_paper, PLAN),
    "report on the plan": (report_paper, REPORT),
}


def printed(name, typed):
    make, told = PAPERS[name]
    return Read(html.print_page(make(soiled(told, typed)), WORDS))


def tags(page):
    return [tag for tag in page.tags if tag != ("br", ())]  # a new line is one


@each_text
@pytest.mark.parametrize("name", PAPERS)
def test_a40_in_a_paper_no_text_adds_a_tag_or_an_attribute(name, typed):
    shown, plain = printed(name, typed), printed(name, harmless(typed))

    assert tags(shown) == tags(plain)
    assert str(7 * 7191) not in shown.text
    assert typed.split()[0][:9].casefold() in shown.text.casefold()


def letters_of(typed, language="ru"):
    """Each letter about negotiations, whose partners, halls, events and reasons are hostile."""
    to = Addressee(typed, "buyer@example.org", language=language)
    occasion = schedules.Occasion(
        ID, ID, ID, typed, "Asia/Almaty", "1", DAY, typed, event_english=typed
    )
    one = schedules.Appointment(SLOT, typed, typed, 3)
    turned = tuple(schedules.Turn(typed, *each) for each in ((one, one), (None, one), (one, None)))
    reader = schedules.Reader(ID, typed, "/n/secret/", (one,), turned)
    for make in (schedules.wishes_letter, schedules.timetable_letter, schedules.change_letter):
        yield make(occasion, reader, to)


def sent(letter):
    body = keeping.read(keeping.kept(letter.body))  # as the table holds it until it is sent
    written = Written("ru", one_line(letter.subject), one_line(letter.greeting), body)
    envelope = Envelope(
        "Совет <sovet@example.org>", "", letter.addressee.name, letter.addressee.address, AT,
        "<1@example.org>", "https://council.example/off",
    )  # fmt: skip
    made = compose(written, Frame("https://council.example", "Совет", ("Настройка",)), envelope)
    return message_from_bytes(made.as_bytes(), policy=default)


@each_text
def test_a37_in_letters_about_negotiations_no_name_is_a_header_a_tag_or_a_link(app, typed):
    with app.test_request_context("/"):
        pairs = list(zip(letters_of(typed), letters_of(harmless(typed)), strict=True))
        told = [(sent(one), sent(other)) for one, other in pairs]
    for message, plain in told:
        page, usual = (Read(each.get_body(("html",)).get_content()) for each in (message, plain))
        text = message.get_body(("plain",)).get_content()

        assert message.keys() == plain.keys()
        assert [each.addr_spec for each in message["To"].addresses] == ["buyer@example.org"]
        assert tags(page) == tags(usual)
        assert not re.search("[\\x00\\x1b\u202e\u2066]", message["Subject"] + text + page.text)
        for place in (page.text, text.replace("https://council.example", "")):
            assert "://" not in place
            assert "www.evil" not in place


@each_text
def test_a12_in_the_calendar_of_negotiations_a_name_stays_in_its_property(typed):
    made, plain = (
        feed_text(feed_of(soiled(TIMETABLE, each), "https://council.example/n/"))
        for each in (typed, harmless(typed))
    )
    (found,), (usual,) = read_events(made), read_events(plain)

    assert set(found) == set(usual)
    assert found.subcomponents == usual.subcomponents == []
    assert str(found["URL"]) == "https://council.example/n/"
    assert not re.search(b"[\\x00\\x1b]", made)
    assert [line for line in made.splitlines() if line.startswith((b"ATTENDEE", b"Bcc"))] == []


def row(typed):
    texts = {each.name: typed for each in fields(TableRow)}
    given = {"type": 1, "participants": 6, "thousands": 1, "starts_on": DAY, "ends_on": DAY}
    return TableRow(**{**texts, **given})


@each_text
def test_a12_in_the_table_of_the_plan_no_text_is_a_formula(typed):
    comma = files.comma_table([row(typed)]).decode("utf-8-sig")
    (_, cells) = csv.reader(StringIO(comma, newline=""), delimiter=";")
    book = load_workbook(BytesIO(files.workbook("План", [row(typed)]))).active
    written = [cell for line in book.iter_rows(min_row=4) for cell in line]

    assert len(cells) == len(written) == len(files.COLUMNS)
    assert not [cell for cell in cells if cell.startswith(spreadsheets.FORMULA_STARTS)]
    assert {cell.data_type for cell in written} == {"s", "n", "d"}
    texts = [cell.value for cell in written if cell.data_type == "s"]
    assert not [text for text in texts if text.startswith(spreadsheets.FORMULA_STARTS)]
    assert not [cell for cell in written if cell.hyperlink]
    assert not re.search("[\x00\x1b]", comma)


@each_text
def test_a12_the_title_of_a_plan_names_its_file_and_no_header(app, typed):
    with app.test_request_context("/"):
        answer = files.download(b"", f"{typed}.csv", "text/csv")

    usual = {"Content-Type", "Content-Length", "Content-Disposition", "ETag", "Date"}
    assert set(answer.headers.keys()) <= usual | {"Accept-Ranges", "Content-Security-Policy"}
    assert answer.headers["Content-Security-Policy"] == IN_A_SANDBOX
    (named,) = answer.headers.getlist("Content-Disposition")
    assert re.fullmatch(r"attachment; filename\*=UTF-8''[\w.%~/-]+", named, re.ASCII)


@each_text
def test_a01_in_the_export_of_personal_data_each_text_is_one_value(typed):
    record = SimpleNamespace(
        table="t", title=typed, purpose=typed, ground="law", term=SimpleNamespace(days=1)
    )
    block = SimpleNamespace(record=record, rows=[[("full_name", typed), ("made_at", AT)]])
    consent = SimpleNamespace(title=typed, about=typed, version=typed, given_at=AT, revoked_at=None)
    made = export_json([block], [consent], operator=typed, made_at=AT)
    whole = json.loads(made)

    (one,) = whole["records"]
    assert one["rows"] == [{"full_name": typed, "made_at": AT.isoformat()}]
    assert (one["title"], one["purpose"], whole["operator"]) == (typed, typed, typed)
    assert whole["consents"][0]["about"] == typed
    assert not re.search("[\x00-\x09\x0b-\x1f]", made)  # new lines lay it out
