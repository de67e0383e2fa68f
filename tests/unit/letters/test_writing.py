"""A letter as text, HTML and message: nothing that people typed becomes a link or a header."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import pytest

from core.letters.messages import Envelope, compose, message_id
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Attachment,
    Facts,
    Heading,
    Listing,
    Paragraph,
    calendar_part,
)
from core.letters.rules.keeping import kept, read, without_secrets
from core.letters.rules.letter import one_line
from core.letters.writing import Frame, Written, defused, html_of, text_of

HOSTILE = (
    "x\r\nBcc: victim@example.org",
    "x\nSubject: other",
    "x\r\n\r\n<html>",
    "x\x0bBcc: a@b.ru",
    "x\u2028Bcc: a@b.ru",
    "x\x85Bcc: a@b.ru",
    "x\x00y",
    "Срочно http://evil.example/pay",
    "Срочно https://evil.example",
    "HTTP://EVIL.EXAMPLE",
    "www.evil.example",
    "evil.com/pay",
    "оплата.рф",
    "ftp://evil.example",
    "//evil.example/x",
    "javascript:alert(1)",
    "data:text/html,<b>",
    "mailto:a@evil.example",
    "tel:+79990000000",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='http://evil.example'>x</a>",
    '"><svg onload=alert(1)>',
    "</title><script>1</script>",
    "</style><script>1</script>",
    "]]>",
    "&lt;script&gt;",
    "[нажмите](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "{{7*7}}",
    "{{config}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{0.__class__}",
    "{% include '/etc/passwd' %}",
    "%(name)s %s %n",
    "\u202egpj.exe",
    "=?utf-8?q?=0d=0aBcc:_a@b.ru?=",
    "Иванов <boss@evil.example>",
    "a, b; c@d.ru",
    '"; DROP TABLE letters; --',
)
FRAME = Frame("https://sovet.example", "Экспортный совет", ("Контакт",), Action("Выбор", "/l/c"))
ENVELOPE = Envelope(
    sender="Совет <sovet@region.example>",
    reply_to="secretary@region.example",
    name="Иванов Иван",
    email="ivanov@example.ru",
    posted_at=datetime(2026, 11, 21, 5, tzinfo=UTC),
    message_id="<abc@sovet.example>",
    one_click="https://sovet.example/letters/choice/k/one-click",
)
# What a mail program makes a link of, be it only by its look.
LOOKS_LIKE_A_LINK = re.compile(
    r"(?i)\b[a-z][a-z0-9+.-]*://?\S|\bwww\.\S|\b(?:mailto|javascript|data|tel):\S"
    r"|\b[a-z0-9-]+\.(?:com|ru|example|org)\b|\w\.рф\b"
)


ALLOWED = set(
    re.findall(
        r"\w+",
        "html head meta title style body main h1 h2 p blockquote table tr th td ul li a footer br",
    )
)


class Reader(HTMLParser):
    """The elements of a document, and where its links lead."""

    def __init__(self, text):
        super().__init__()
        self.links, self.tags, self.handlers, self.data = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data):
        self.data.append(data)


def written(text):
    body = (
        Heading(text),
        Paragraph(text),
        Paragraph(text, quoted=True),
        Facts(((text, text),)),
        Listing((text,)),
        Actions((Action(text, "/desk/reports/1/"),)),
    )
    return Written("ru", one_line(text), text, read(kept(body)))


def sent(text, **changes):
    envelope = replace(ENVELOPE, name=text, **changes)
    raw = compose(written(text), FRAME, envelope, ()).as_bytes()
    return message_from_bytes(raw, policy=default)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_what_is_typed_adds_no_header_and_no_addressee(text):
    message = sent(text)
    assert message.defects == []
    assert set(message.keys()) == {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "Content-Language",
        "Auto-Submitted",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Reply-To",
        "MIME-Version",
        "Content-Type",
    }
    assert [each.addr_spec for each in message["To"].addresses] == ["ivanov@example.ru"]
    assert [each.addr_spec for each in message["From"].addresses] == ["sovet@region.example"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_the_name_of_an_attachment_adds_nothing_either(text):
    attachment = Attachment(one_line(text), "application/pdf", b"%PDF")
    raw = compose(written("О"), FRAME, ENVELOPE, (attachment,)).as_bytes()
    message = message_from_bytes(raw, policy=default)
    assert "Bcc" not in message
    assert [part.get_content_type() for part in message.iter_parts()] == [
        "multipart/alternative",
        "application/pdf",
    ]
    assert set(list(message.iter_parts())[1].keys()) == {
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "MIME-Version",
    }


@pytest.mark.parametrize("email", ("=?utf-8?q?a=0d=0aBcc:b?=@c.ru", "a@b.ru\r\nBcc: c@d.ru"))
def test_an_address_is_not_decoded_either(email):
    assert Addressee("Имя", email).address == ""


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_the_text_only_our_own_links_look_like_links(text):
    found = text_of(written(text), FRAME).splitlines()
    ours = {"https://sovet.example/desk/reports/1/", "https://sovet.example/l/c"}
    assert ours <= set(found)
    assert [line for line in found if line not in ours and LOOKS_LIKE_A_LINK.search(line)] == []


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_in_html_the_same_and_no_element_of_anybody_else(text):
    html = Reader(html_of(written(text), FRAME))
    assert set(html.links) == {"https://sovet.example/desk/reports/1/", "https://sovet.example/l/c"}
    assert html.tags <= ALLOWED
    assert html.handlers == []
    assert not any(LOOKS_LIKE_A_LINK.search(each) for each in html.data if "{margin" not in each)


@pytest.mark.parametrize("text", [each for each in HOSTILE if "{" in each or "%" in each])
def test_templates_and_formats_stay_as_they_are_typed(text):
    assert text in defused(text).replace(". ", ".")
    assert defused(text) in text_of(written(text), FRAME)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_link_is_only_what_an_address_looks_like(text):
    if Action("x", text).is_address:
        assert text.startswith("https://")
    else:
        with pytest.raises(ValueError, match="link"):
            kept([Actions((Action("x", text),))])


@pytest.mark.parametrize("email", HOSTILE, ids=ascii)
def test_no_letter_goes_to_an_address_that_is_none(email):
    assert Addressee("Иванов", email).address == ""


@pytest.mark.parametrize(
    "text",
    (
        "г. Заречинск, ул. Мира, д. 1",
        "А.Н. Ветлугин",
        "11:00 (МСК+2)",
        "Приказ от 01.12.2026 № 5-п",
        "Итого 1,5 млн. руб.",
        "п.2.1 повестки",
    ),
)
def test_what_is_no_address_stays_untouched(text):
    assert defused(text) == text


def test_both_versions_say_the_same():
    letter = Written(
        "ru",
        "Извещение",
        "Здравствуйте!",
        (
            Paragraph("Приглашаем.\nЖдём."),
            Heading("Повестка"),
            Listing(("1. О плане", "2. Разное")),
            Facts((("Когда", "четверг, 17 декабря 2026 г., 11:00 (МСК+2)"),)),
        ),
    )
    said = re.compile(r"\w+")
    text = {word.casefold() for word in said.findall(text_of(letter, FRAME))}
    html = {w.casefold() for w in said.findall(" ".join(Reader(html_of(letter, FRAME)).data))}
    assert text - html <= {"https", "sovet", "example", "l", "c"}
    assert "2026" in html


def test_the_text_has_short_lines_and_no_word_is_cut():
    words = " ".join(["предпринимательского"] * 30)
    text = text_of(Written("ru", "", "", (Paragraph(words),)), FRAME)
    lines = [line for line in text.splitlines() if "предприним" in line]
    assert max(map(len, lines)) <= 76
    assert " ".join(lines) == words


def test_an_invitation_stands_beside_the_texts_byte_for_byte():
    calendar = b"BEGIN:VCALENDAR\r\nSUMMARY:" + "Заседание".encode() + b"\r\nEND:VCALENDAR\r\n"
    files = (calendar_part(calendar, "REQUEST"), Attachment("П.pdf", "application/pdf", b"%PDF"))
    raw = compose(written("О"), FRAME, ENVELOPE, files).as_bytes()
    message = message_from_bytes(raw, policy=default)
    assert raw.isascii()
    assert message.get_content_type() == "multipart/mixed"
    alternative, pdf = message.iter_parts()
    kinds = [part.get_content_type() for part in alternative.iter_parts()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    part = list(alternative.iter_parts())[-1]
    assert part.get_payload(decode=True) == calendar
    assert part.get_param("method") == "REQUEST"
    assert part.get_param("charset") == "UTF-8"
    assert (pdf.get_filename(), pdf.get_content()) == ("П.pdf", b"%PDF")


def test_the_same_letter_makes_the_same_message_id_for_ever():
    first = message_id("meeting.notified:1", "a@b.ru", "mail", "sovet.example")
    assert first == message_id("meeting.notified:1", "a@b.ru", "mail", "sovet.example")
    assert first != message_id("meeting.notified:1", "c@b.ru", "mail", "sovet.example")
    assert re.fullmatch(r"<[0-9a-f]{40}@sovet\.example>", first)


def test_one_click_and_automatic_sending_stand_in_the_headers():
    message = sent("О заседании")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == f"<{ENVELOPE.one_click}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_cyrillic_host_is_written_as_servers_know_it():
    message = sent("Иванов", email="ivanov@почта.рф")
    assert message["To"].addresses[0].addr_spec == "ivanov@xn--80a1acny.xn--p1ai"


def test_a_secret_link_is_forgotten_and_nothing_else():
    body = kept([Actions((Action("Пароль", "/link/abc", is_secret=True), Action("Стр.", "/d/")))])
    left = read(without_secrets(body))
    assert left == (Actions((Action("Пароль", "", is_secret=True), Action("Стр.", "/d/"))),)
    text = text_of(Written("ru", "", "", left), FRAME)
    assert "Пароль: […]" in text
    assert "/link" not in text


def test_the_kept_blocks_are_the_blocks():
    body = (
        Heading("З"),
        Paragraph("а\nб", quoted=True),
        Facts((("к", "з"),)),
        Listing(("1. а",)),
        Actions((Action("к", "https://video.example/room?id=1"),)),
    )
    assert read(kept(body)) == body


def test_an_invitation_has_a_method_that_calendars_know():
    with pytest.raises(ValueError, match="PUBLISH"):
        calendar_part(b"", "PUBLISH")


def test_the_operators_contact_stays_whole_in_both_parts():
    contact = "Секретариат <1>: sovet@example.org, https://example.org/sovet"
    frame = replace(FRAME, footing=(contact,))
    assert contact in text_of(written("О"), frame)
    assert contact in "".join(Reader(html_of(written("О"), frame)).data)
