"""Languages: catalogues of each slice merged into one, the reader's choice, values in words.

Russian is the default; message ids are English. Each slice keeps `translations/ru/<slice>.po`;
`translations/en` has words of enum members whose value alone does not say enough.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, has_request_context, request
from flask_babel import Babel, get_locale, gettext, pgettext

from core.adapters.cookies import read_cookie
from core.kernel.errors import Refusal
from core.kernel.language import formats_for
from core.kernel.workdays import Deadline

LANGUAGES = ("ru", "en")
COOKIE = "language"
# Some public pages have an address for each language; the English one begins so (ADR 0010).
ENGLISH = "/en"
OF_ADDRESS = "address_language"
V = TypeVar("V", bound=Callable[..., Any])


def init_language(app: Flask, sources: Path, target: Path) -> None:
    """Compile the catalogues if they changed and let each request choose its language."""
    for each in LANGUAGES:
        compile_catalogues(sources / each, target / each / "LC_MESSAGES" / "messages.mo")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(target)
    app.config["BABEL_DEFAULT_LOCALE"] = "ru"
    Babel(app, locale_selector=chosen_language, default_timezone="UTC")

    @app.url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if app.url_map.is_endpoint_expecting(endpoint, OF_ADDRESS):
            values.setdefault(OF_ADDRESS, language())

    @app.url_value_preprocessor
    def spare_views(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values:
            values.pop(OF_ADDRESS, None)


def in_both_languages(blueprint: Blueprint, rule: str, method: str = "GET") -> Callable[[V], V]:
    """Serve a page at its address and, in English, at the same address under /en."""

    def add(view: V) -> V:
        english = {OF_ADDRESS: "en"}
        view = blueprint.route(f"{ENGLISH}{rule}", methods=[method], defaults=english)(view)
        return blueprint.route(rule, methods=[method], defaults={OF_ADDRESS: "ru"})(view)

    return add


def chosen_language() -> str:
    """That of the address if it names one, else what the reader chose before."""
    if has_request_context():
        if request.path.startswith(f"{ENGLISH}/"):
            return "en"
        asked = read_cookie(COOKIE)
        return asked if asked in LANGUAGES else "ru"
    return "ru"


def under_language(path: str) -> str:
    """A path as it stands for readers of this page's language."""
    return f"{ENGLISH}{path}" if language() == "en" else path


def language() -> str:
    """`ru` or `en`: the language of the page being made."""
    return str(get_locale() or "ru")


def merged(folder: Path) -> Catalog:
    """All catalogues of a folder as one; two different translations of one message are an error."""
    whole = Catalog(locale=folder.name)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file, locale=folder.name)
        for message in part:
            if not message.id:
                continue
            known = whole.get(message.id, context=message.context)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path.name}: {message.id!r} is translated differently elsewhere")
            whole.add(message.id, message.string, context=message.context, flags=message.flags)
    return whole


def compile_catalogues(folder: Path, target: Path) -> None:
    """Write the .mo file unless it is newer than every catalogue; safe beside other processes."""
    newest = max((path.stat().st_mtime for path in folder.glob("*.po")), default=0.0)
    if target.exists() and target.stat().st_mtime > newest:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(f".{id(folder)}.tmp")
    with draft.open("wb") as file:
        write_mo(file, merged(folder))
    draft.replace(target)


def label(member: StrEnum) -> str:
    """An enum member in words: message id is its value, context its class."""
    return pgettext(type(member).__name__, member.value.replace("_", " "))


def shown(value: object) -> object:
    """A value as it stands inside a sentence; a refusal as its own sentence."""
    if isinstance(value, Refusal):
        return sentence(value)
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, Deadline):
        return provisionally(str(shown(value.day)), is_so=value.provisional)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return formats_for(language()).date_long(value)
    return value


def provisionally(text: str, *, is_so: bool) -> str:
    """A last day in words; says so where a year's work calendar is not verified yet."""
    return gettext("%(day)s (provisionally)", day=text) if is_so else text


def sentence(refusal: Refusal) -> str:
    """A refusal in the reader's language."""
    text = gettext(refusal.message)
    return text % words(refusal.values) if refusal.values else text


def words(values: Mapping[str, object]) -> dict[str, object]:
    return {name: shown(value) for name, value in values.items()}
