"""A01, A12, A36, A37: any text stays a text in HTML, papers, CSV, iCalendar and mail."""

import csv
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser
from io import BytesIO, StringIO

from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from core.adapters import spreadsheets
from core.adapters.calendars import Invite, invitation
from core.adapters.markdown import ATTRIBUTES, TAGS, to_html
from core.adapters.spreadsheets import SheetColumn
from core.kernel.calendars import CalendarEvent, Feed, Mailbox, Method, feed_text
from core.letters.messages import Envelope, compose
from core.letters.rules import Action, Actions, Facts, Heading, Listing, Paragraph
from core.letters.writing import Frame, Written
from core.papers import html
from tests.papers import WORDS, plain_paper

PIECES = (
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg onload=1>", "</title>"),
    *('">', "'>", "<!--", "-->", "]]>", "<![CDATA[", "</style>", "</textarea>", "&lt;", "&#60;"),
    *(
        "javascript:",
        "data:text/html,",
        "http://evil.example",
        "//evil.example",
        "www.evil.example",
    ),
    *("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\t", "\x00", "\x1b"),
    *(
        "Bcc: a@b.ru",
        "BEGIN:VALARM",
        "END:VEVENT",
        "ATTENDEE:mailto:a@b.ru",
        ";X=",
        ",",
        "\\n",
        "\\",
    ),
    *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "=HYPERLINK(1)", ";", '"', "'", "`"),
    *("{{7*7}}", "{%", "${7*7}", "{0.__class__}", "%s", "%(x)s", "#{7}", "<%= 7 %>"),
    *("\u202e", "\u200b", "\ufeff", "\u0301", "💥", "я", " ", "a", "|", "* ", "# ", "- ", "[x](y)"),
    *("=?utf-8?q?=0d=0aBcc:_a@b.ru?=", "a" * 80),
)
HOSTILE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
FEW = settings(max_examples=60)
STARTS = datetime(2026, 12, 17, 6, 0, tzinfo=UTC)


class Read(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.text = [], ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data):
        self.text += data


@given(HOSTILE)
@FEW
def test_a01_in_a_page_any_text_is_that_text_and_adds_no_tag(app, typed):
    template = app.jinja_env.from_string(
        '{% from "components/form.html" import hidden %}'
        '<p title="{{ typed }}">{{ typed }}</p>{{ hidden("x", typed) }}'
    )
    with app.test_request_context("/"):
        page = Read(template.render(typed=typed))

    assert page.tags == [("p", ("title",)), ("input", ("type", "name", "value"))]
    assert page.text == typed


@given(HOSTILE)
@FEW
def test_a02_a_formatted_text_has_only_the_tags_of_the_list(typed):
    page = Read(str(to_html(typed)))

    for tag, attributes in page.tags:
        region = tag == "div" and attributes == ("class", "role", "aria-label", "tabindex")
        assert region or (tag in TAGS and set(attributes) <= ATTRIBUTES.get(tag, set()))


@given(HOSTILE)
@FEW
def test_a40_in_a_paper_any_text_adds_no_tag_and_no_attribute(typed):
    named = ("title", "note", "author", "name", "code")
    shown = html.print_page(plain_paper(typed, **dict.fromkeys(named, typed)), WORDS)
    plain = html.print_page(plain_paper("а", **dict.fromkeys(named, "а")), WORDS)

    added = [tag for tag in Read(shown).tags if tag != ("br", ())]  # a new line is one
    assert added == Read(plain).tags


@given(st.lists(HOSTILE, min_size=1, max_size=4))
@FEW
def test_a12_in_csv_any_text_is_one_cell_and_no_formula(typed):
    made = spreadsheets.write_csv(["a"] * len(typed), [typed]).decode("utf-8-sig")
    (_, row) = csv.reader(StringIO(made, newline=""), delimiter=";")

    written = [ILLEGAL_CHARACTERS_RE.sub("", each) for each in typed]
    assert [cell.removeprefix("'") for cell in row] == [each.removeprefix("'") for each in written]
    assert not [cell for cell in row if cell.startswith(spreadsheets.FORMULA_STARTS)]


@given(HOSTILE)
@settings(max_examples=25)
def test_a12_in_a_workbook_any_text_is_text(typed):
    columns = (SheetColumn("Текст", 20),)
    made = spreadsheets.write_sheet("Лист", "Название", columns, [(typed,)])
    cells = [cell for row in load_workbook(BytesIO(made)).active.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def event(typed):
    return CalendarEvent(
        uid="1@localhost",
        title=typed,
        starts=STARTS,
        ends=STARTS + timedelta(hours=2),
        zone="Asia/Yekaterinburg",
        stamp=STARTS,
        place=typed,
        text=typed,
    )


def read_events(made):
    calendar = Calendar.from_ical(made)
    return [each for each in calendar.walk() if each.name == "VEVENT"]


@given(HOSTILE)
@FEW
def test_a12_in_a_calendar_any_text_stays_in_its_property(typed):
    made = feed_text(Feed("feed@localhost", typed, (event(typed),)))
    plain = feed_text(Feed("feed@localhost", "а", (event("а"),)))
    (found,), (usual,) = read_events(made), read_events(plain)

    assert set(found) <= set(usual)
    assert found.subcomponents == []
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    assert b"\x00" not in made


@given(HOSTILE)
@FEW
def test_a37_in_an_invitation_any_name_stays_a_name(typed):
    people = (Mailbox(typed, "sovet@example.org"), Mailbox(typed, "member@example.org"))
    made = invitation(Invite(Method.REQUEST, event(typed), *people))
    (found,) = read_events(made)

    assert str(found["ATTENDEE"]) == "mailto:member@example.org"
    assert str(found["ORGANIZER"]) == "mailto:sovet@example.org"
    assert {each.name for each in found.subcomponents} == {"VALARM"}
    assert not set(found) & {"ATTACH", "BCC"}


def composed(typed):
    told = (Heading(typed), Paragraph(typed), Facts(((typed, typed),)), Listing((typed,)))
    body = (*told, Actions((Action(typed, "/desk/"),)))
    letter = Written(subject=typed, greeting=typed, body=body, language="ru")
    envelope = Envelope(
        "Совет <sovet@example.org>", "", typed, "member@example.org", STARTS,
        "<1@example.org>", "https://council.example/off",
    )  # fmt: skip
    made = compose(letter, Frame("https://council.example", "Совет", ("Настройка",)), envelope)
    return message_from_bytes(made.as_bytes(), policy=default)


@given(HOSTILE)
@example("=1+1http://evil.example")
@example("a" * 80 + ">" + "a" * 80)
@FEW
def test_a37_in_a_letter_any_text_is_no_header_no_tag_and_no_link(typed):
    message, plain = composed(typed), composed("а")
    page = Read(message.get_body(("html",)).get_content())
    usual = Read(plain.get_body(("html",)).get_content())
    links = [tag for tag in page.tags if tag[0] == "a"]

    assert message.keys() == plain.keys()
    assert [each.addr_spec for each in message["To"].addresses] == ["member@example.org"]
    assert set(page.tags) == set(usual.tags)  # among them the new line of the footer
    assert len(links) == len([tag for tag in usual.tags if tag[0] == "a"])
    text = message.get_body(("plain",)).get_content()
    for place in (page.text, text.replace("https://council.example", "")):
        assert "://" not in place
        assert "www.evil" not in place


def test_the_readers_notice_what_is_not_escaped():
    """The twin: text that is put in as it is becomes a tag, a formula, a property, a header."""
    assert Read("<p>" + "<svg onload=1>" + "</p>").tags != Read("<p>а</p>").tags
    assert "=1+1".startswith(spreadsheets.FORMULA_STARTS)
    lines = ("BEGIN:VEVENT", "UID:1", "SUMMARY:a", "ATTENDEE:mailto:a@b.ru", "END:VEVENT", "")
    (found,) = read_events("\r\n".join(lines))
    assert "ATTENDEE" in found
    forged = message_from_bytes(b"Subject: a\r\nBcc: x@b.ru\r\n\r\n", policy=default)
    assert forged.keys() == ["Subject", "Bcc"]
