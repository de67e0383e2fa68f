"""The small Markdown of reports as blocks of a paper: the same words, no marks left over."""

import pytest

from core.kernel.papers import Align, Entry, Heading, Listing, Paragraph, Table
from core.papers.prose import blocks_of

TABLE = "| Показатель | План | Факт |\n|---|---|---|\n| Экспорт | 12 | **14** |\n"


def test_headings_stand_under_the_title_and_no_deeper_than_papers_have_them():
    assert blocks_of("# Первый\n\n## Второй\n\n#### Четвёртый") == (
        Heading("Первый", 2),
        Heading("Второй", 3),
        Heading("Четвёртый", 3),
    )


def test_each_line_is_a_paragraph_without_marks_of_emphasis():
    assert blocks_of("1) Проведено **два** *заседания*.\nДано 19 поручений.\n\nИтоги.") == (
        Listing((Entry("1.", "Проведено два заседания.\nДано 19 поручений."),)),
        Paragraph("Итоги."),
    )


def test_lists_keep_their_numbers_and_depth():
    text = "3. третье\n4. четвёртое\n   - внутри\n\n- отдельно"
    assert blocks_of(text) == (
        Listing((Entry("3.", "третье"), Entry("4.", "четвёртое"), Entry("–", "внутри", 2))),
        Listing((Entry("–", "отдельно"),)),
    )


def test_a_table_has_the_whole_width_and_its_words():
    (table,) = blocks_of(TABLE)
    assert isinstance(table, Table)
    assert [(column.title, column.share) for column in table.columns] == [
        ("Показатель", 34),
        ("План", 33),
        ("Факт", 33),
    ]
    assert [column.align for column in table.columns] == [Align.LEFT, Align.RIGHT, Align.RIGHT]
    assert table.rows == (("Экспорт", "12", "14"),)


def test_a_column_of_long_texts_is_wider_within_bounds():
    long = "Количество компаний, получивших поддержку центра поддержки экспорта"
    (table,) = blocks_of(f"| Показатель | Ед. | План |\n|---|---|---|\n| {long} | ед. | 310 |\n")
    assert [column.share for column in table.columns] == [64, 18, 18]


@pytest.mark.parametrize("text", ("", "   ", "---", "\n\n"))
def test_nothing_gives_nothing(text):
    assert blocks_of(text) == ()


def test_markup_stays_text():
    assert blocks_of("<b>жирно</b> [ссылка](http://example.ru)") == (
        Paragraph("<b>жирно</b> [ссылка](http://example.ru)"),
    )


def test_a_quotation_is_read_like_the_rest():
    assert blocks_of("> По мероприятию 3.4 нет результата.") == (
        Paragraph("По мероприятию 3.4 нет результата."),
    )
