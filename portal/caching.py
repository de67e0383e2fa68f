"""Conditional answers for visitors: a weak ETag made from a version, 304 before anything is loaded.

Only for visitors without a session: whoever is signed in gets a page of their own, never stored.
What was made for a version is kept in the process, since it can only be made the same again: whole
pages, and values that many pages share.
"""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Generic, TypeVar

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from core.access import viewer
from core.adapters.clock import now
from core.adapters.cookies import brings_session
from core.adapters.language import language
from core.adapters.release import code_version
from core.display import chosen_display

POLICY = "public, max-age=0, must-revalidate"
MOST_PAGES = 128
MOST_VALUES = 8
V = TypeVar("V")


class Kept(Generic[V]):
    """The last things made, by the tag of what they were made from."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[str, V] = OrderedDict()
        self._lock = Lock()

    def find(self, tag: str) -> V | None:
        with self._lock:
            if tag in self._things:
                self._things.move_to_end(tag)
            return self._things.get(tag)

    def keep(self, tag: str, thing: V) -> None:
        with self._lock:
            self._things[tag] = thing
            while len(self._things) > self._most:
                self._things.popitem(last=False)


class KeptPages(Kept[bytes]):
    """The last pages made; some tens of kilobytes each."""

    def __init__(self, most: int = MOST_PAGES) -> None:
        super().__init__(most)


def is_shared() -> bool:
    """Whether the answer is the same for everybody."""
    return not brings_session() and viewer().is_anonymous


def tag_of(version: str) -> str:
    shows_clock = current_app.config["SETTINGS"].demo
    minute = now().isoformat(timespec="minutes") if shows_clock else ""
    look = chosen_display().written
    # The query too: links of the page lead back to what was asked, which is nobody else's matter.
    text = f"{code_version()}\n{language()}\n{look}\n{request.full_path}\n{minute}\n{version}"
    return sha256(text.encode()).hexdigest()[:32]


def kept_pages() -> KeptPages | None:
    """The pages of this process; none in tests, whose versions repeat when they roll back."""
    if current_app.testing:
        return None
    kept: KeptPages = current_app.extensions.setdefault("kept_pages", KeptPages())
    return kept


def made_once(name: str, version: str, make: Callable[[], V]) -> V:
    """What many pages of a version share and is dear to make, such as counts for filters.

    `version` has to hold the day where the day matters; the value is the same for every reader.
    """
    if current_app.testing:
        return make()
    kept: Kept[V] = current_app.extensions.setdefault("kept_values", Kept(MOST_VALUES))
    tag = f"{name}\n{version}"
    found = kept.find(tag)
    if found is None:
        found = make()
        kept.keep(tag, found)
    return found


def conditional(version: str, make: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """The page, or 304 if the visitor has this very version; `make` runs only when needed."""
    if not is_shared():
        return make()
    tag = tag_of(version)
    if request.if_none_match.contains_weak(tag):
        return marked(Response(status=HTTPStatus.NOT_MODIFIED), tag)
    kept = kept_pages()
    if kept is not None and (page := kept.find(tag)):
        return marked(Response(page, mimetype="text/html"), tag)
    response = make_response(make())
    if response.status_code != HTTPStatus.OK:
        return response
    if kept is not None:
        kept.keep(tag, response.get_data())
    return marked(response, tag)


def marked(response: Response, tag: str) -> Response:
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = POLICY
    response.vary.add("Cookie")
    return response
