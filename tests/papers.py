"""Papers for tests: one with every kind of block, and papers of a wanted length."""

from dataclasses import replace
from datetime import UTC, datetime

from core.kernel.papers import (
    Align,
    Apart,
    Break,
    Column,
    Corner,
    Entry,
    Heading,
    Listing,
    Margins,
    Pairs,
    Paper,
    Paragraph,
    SignatureLine,
    Signatures,
    Table,
    Title,
)

MADE_AT = datetime(2026, 12, 5, 9, 30, tzinfo=UTC)
WORDS = {"number": "Документ № 2026-00001-4", "check": "Проверка:", "image": "QR-код адреса"}
NAMES = ("Подписано простой электронной подписью", "Ветлугин Андрей Николаевич")
HEARD = "Рябинина Е.П. – представила доклад о развитии экспорта области за полугодие. " * 6


def signatures():
    return Signatures(
        (
            SignatureLine("Председательствующий", "А.Н. Ветлугин", NAMES),
            SignatureLine("Секретарь", "Е.П. Рябинина"),
        )
    )


def ballot(rows=3):
    columns = (
        Column("№", 10, Align.CENTRE),
        Column("Вопрос", 60),
        Column("За", 15, has_boxes=True),
        Column("Против", 15, has_boxes=True),
    )
    lines = tuple((str(n), "О плане\nвыставок", "x", "") for n in range(rows))
    return Table("Опросный лист", columns, (("I. Вопросы",), *lines), is_for_hand=True)


def whole_paper(**changes):
    """One block of each kind, in the order of minutes."""
    blocks = (
        Corner(("УТВЕРЖДАЮ", "Председатель совета")),
        Title("ЭКСПОРТНЫЙ СОВЕТ", "ПРОТОКОЛ", "заседания Экспортного совета"),
        Apart("5 декабря 2026 г.", "№\u00a04"),
        Paragraph("г. Заречинск", Align.CENTRE, indented=False, strong=True),
        Heading("Присутствовали:"),
        Pairs((("Директор завода «Станок»", "Гордеев О.И."), ("Министр", "Мороз Н.И."))),
        Heading("ПОВЕСТКА ДНЯ:", 3),
        Listing((Entry("1.", "О плане выставок на 2027 год"), Entry("–", "о сроках", 2))),
        Paragraph(HEARD, lead="СЛУШАЛИ:", keeps_with_next=True),
        ballot(),
        Break(),
        Paragraph("Приложение на 2 л."),
        signatures(),
    )
    paper = Paper(
        name="minutes-4",
        title="Протокол № 4 от 5 декабря 2026 г.",
        language="ru",
        made_at=MADE_AT,
        blocks=blocks,
        margins=Margins.PERMANENT,
        code="2026-00001-4",
        address="https://export.example.ru/documents/2026-00001-4/",
        note="Проект",
        author="Экспортный совет",
    )
    return replace(paper, **changes)


def long_paper(items=20, name="Протокол"):
    """Minutes of so many items; about three and a half items fill a page."""
    blocks = [Title("ЭКСПОРТНЫЙ СОВЕТ", "ПРОТОКОЛ", "заседания")]
    for number in range(1, items + 1):
        blocks.append(Heading(f"{number}. О мерах поддержки экспорта"))
        blocks.append(Paragraph(HEARD, lead="СЛУШАЛИ:"))
        blocks.append(Listing((Entry(f"{number}.1.", "Принять к сведению. " * 12),)))
    return Paper(name, name, "ru", MADE_AT, (*blocks, signatures()))


def plain_paper(text="Текст", **changes):
    return replace(Paper("paper", "Справка", "ru", MADE_AT, (Paragraph(text),)), **changes)
