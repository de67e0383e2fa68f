"""A small application that shows every macro and four mock pages, without database or parts.

Run `python -m tests.web.gallery.app` and open /gallery; the tests ask the same pages.
"""

import tempfile
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from types import SimpleNamespace

from flask import Flask, flash, render_template
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from core.adapters.language import init_language
from core.config import ROOT
from core.display import Panel
from core.menu import NavLink
from core.pages import Site, address_in, filters
from tests.web.gallery.forms import SampleForm

HERE = Path(__file__).parent
MOCKS = ("home", "meeting", "approve", "day")
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
SITE = Site(
    name="Экспортный совет при Губернаторе Заречинской области",
    region_genitive="Заречинской области",
    contact="council@example.org, +7 000 000-00-00",
    zone="Asia/Yekaterinburg",
    language="ru",
    other_language="en",
    demo_clock=None,
    base_url="http://localhost",
    request_id="0123456789abcdef",
)
RUNS = (
    SimpleNamespace(kind="same", text="Из 32 мероприятий исполнено "),
    SimpleNamespace(kind="removed", text="29 (90,6 %)"),
    SimpleNamespace(kind="added", text="27 (84,4 %)"),
    SimpleNamespace(kind="same", text=". <b>Без разметки</b>"),
)
USUAL = Panel(is_special=False, classes="", switch_url="#main", groups=())


def links(labels, current):
    return [NavLink(text, "#main", current=text == current) for text in labels]


PUBLIC = ("Главная", "Заседания", "План мероприятий", "Решения", "Экспортёрам", "О совете")
DESK = ("Мой день", "Заседания", "Отчёты", "Поручения", "План мероприятий", "Стандарт", "Состав")
CURRENT = {"home": "Главная", "meeting": "Заседания", "approve": "Отчёты", "day": "Мой день"}


def make_gallery() -> Flask:
    app = Flask(__name__, static_folder=ROOT / "static")
    app.config.from_mapping(SECRET_KEY="g" * 40, TESTING=True)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.undefined = StrictUndefined
    folders = [FileSystemLoader(HERE / "templates"), FileSystemLoader(ROOT / "templates")]
    app.jinja_loader = ChoiceLoader(folders)
    init_language(app, ROOT / "translations", Path(tempfile.mkdtemp()))
    CSRFProtect(app)
    app.jinja_env.filters.update(filters())
    app.jinja_env.globals["address_in"] = address_in
    app.context_processor(lambda: {"site": SITE, "runs": RUNS, "now": NOW, "display": USUAL})
    add_pages(app)
    return app


VIEWER = SimpleNamespace(
    is_authenticated=True, name="Долматова Ирина Сергеевна", role_label="заместитель председателя"
)
VISITOR = SimpleNamespace(is_authenticated=False, name="", role_label="")
PUBLIC_MOCKS = ("home", "meeting")
FILES = (
    SimpleNamespace(
        name="Отчёт", url="#main", kind="PDF", size=1_468_006, note="версия 3", sha256=""
    ),
    SimpleNamespace(name="Проект плана", url="#main", kind="PDF", size=225_280, note="", sha256=""),
)


def add_pages(app: Flask) -> None:
    @app.get("/mock/<name>")
    def mock(name):
        nav = links(PUBLIC, CURRENT[name])
        desk = links(DESK, CURRENT[name])
        form = SampleForm()
        return render_template(
            f"{name}.html",
            viewer=VISITOR if name in PUBLIC_MOCKS else VIEWER,
            nav=nav,
            desk_nav=desk,
            form=form,
            files=FILES,
            day=date(2026, 9, 18),
        )

    @app.get("/gallery")
    def gallery():
        form = SampleForm()
        wrong = SampleForm(MultiDict({"remarks": "начато"}), prefix="wrong-")
        wrong.validate()
        wrong.form_errors.append("Загрузите страницу заново.")
        flash("Сохранено.")
        flash("Письмо не ушло.", "error")
        return render_template(
            "gallery.html",
            viewer=VIEWER,
            form=form,
            wrong=wrong,
            link=SimpleNamespace(
                url="http://localhost/x", expires_at=NOW, is_invitation=True, mailed_to=""
            ),
            cells=SampleForm(prefix="cell-"),
            files=FILES,
            nav=(),
            desk_nav=links(DESK, "Состав"),
        )

    @app.get("/refusal/<int:code>")
    def refusal(code):
        reasons = ["Отчёт ещё не согласован.", "Дата прошла."]
        context = {"reasons": reasons, "mine": "<script>1</script>", "theirs": "иначе"}
        context |= {"nav": links(PUBLIC, ""), "desk_nav": (), "viewer": VISITOR}
        if code == HTTPStatus.SERVICE_UNAVAILABLE:
            context |= {"typed": (), "lost_files": False}
        return render_template(f"errors/{code}.html", **context)


if __name__ == "__main__":
    make_gallery().run(port=5099)
