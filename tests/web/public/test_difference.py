"""What changed between two texts, as a page tells it."""

from flask import get_template_attribute
from flask_babel import force_locale

from core.kernel.difference import difference


def shown(app, old, new):
    runs = [run for paragraph in difference(old, new) for run in paragraph.runs]
    with app.test_request_context("/"), force_locale("ru"):
        return str(get_template_attribute("components/diff.html", "difference")(runs))


def test_a_line_that_has_only_white_space_is_named_when_it_goes_or_comes(app):
    text = "Первый абзац\n\nВторой абзац"
    gone = shown(app, text, text.replace("\n\n", "\n"))
    assert "[удалено: </span><i>[пустая строка]</i>\n<span" in gone
    come = shown(app, text, text.replace(" абзац\n", "  абзац\n"))
    assert "[добавлено: </span><i>[пробел]</i> <span" in come
    assert "[пустая строка]" not in come
