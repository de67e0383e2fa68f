"""How minutes stand on the sheet, read from their lines alone."""

import pytest

from council.minutes.rules.layout import laid_out

HEADING = """ЭКСПОРТНЫЙ СОВЕТ ПРИ ГУБЕРНАТОРЕ ОБЛАСТИ

ПРОТОКОЛ
заседания Экспортного совета

25 июня 2026 г.    № 2
г. Заречинск

Место проведения: г. Заречинск, зал 301."""


def kinds(text):
    return [[line.kind.value for line in block] for block in laid_out(text)]


def test_the_heading_is_centred_and_the_number_stands_at_the_right_edge():
    assert kinds(HEADING) == [["title"], ["title", "centred"], ["apart", "centred"], ["text"]]
    day = laid_out(HEADING)[2][0]
    assert (day.text, day.right) == ("25 июня 2026 г.", "№ 2")


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("1. СЛУШАЛИ:", "heading"),
        ("II. РЕШИЛИ:", "heading"),
        ("ПОВЕСТКА ДНЯ:", "heading"),
        ("1. ВОПРОС, ВЫНЕСЕННЫЙ НА ЗАОЧНОЕ ГОЛОСОВАНИЕ:", "heading"),
        ("1.1. Снять с контроля поручения.", "text"),
        ("РЕШИЛИ: принять к сведению", "text"),
        ("Приложения:", "text"),
    ),
)
def test_a_line_is_a_heading_when_it_is_in_capitals_and_opens_a_list(text, kind):
    assert kinds(text) == [[kind]]


def test_the_first_line_of_a_list_is_its_caption():
    assert kinds("Приглашённые:\nРубежной К.И. – начальник таможни\nДалее:") == [
        ["caption", "text", "text"]
    ]


def test_signatures_stand_at_both_edges():
    (block,) = laid_out("Председательствующий    А.Н. Ветлугин\nСекретарь    М.О. Кузнечихина")
    assert [(line.text, line.right) for line in block] == [
        ("Председательствующий", "А.Н. Ветлугин"),
        ("Секретарь", "М.О. Кузнечихина"),
    ]


def test_capitals_inside_a_block_are_text():
    assert kinds("1. СЛУШАЛИ:\nПРИНЯТЬ К СВЕДЕНИЮ") == [["heading", "text"]]


def test_empty_lines_divide_blocks_and_leave_nothing_behind():
    assert kinds("\n\nОдин\n \n\nДва\n") == [["text"], ["text"]]
