"""The version of the site for people who see badly: the switch, its panel and what it changes.

The choice is a cookie of its own, set only by whoever asks for it; links work without scripts.
"""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.access import Grants, anyone, requires
from core.accounts.views.places import next_place
from core.adapters.cookies import drop_cookie, keep_cookie, read_cookie
from core.adapters.language import label
from core.kernel.display import KINDS, SPECIAL, Display
from core.kernel.errors import N_

COOKIE = "display"
VERSIONS = {"usual": Display(), "special": SPECIAL}
NAMES = {
    "size": N_("Size of letters"),
    "spacing": N_("Distances"),
    "colours": N_("Colours"),
    "pictures": N_("Pictures"),
}


class Permission(StrEnum):
    """Choosing how pages look is nobody's privilege."""

    CHOOSE_DISPLAY = "display:choose"


GRANTS: Grants = {Permission.CHOOSE_DISPLAY: [[anyone]]}
blueprint = Blueprint("display", __name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of the panel: what it is called, where it leads, whether it is chosen now."""

    word: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """What a layout needs: classes of the page, the switch, and the choices when it is on."""

    is_special: bool
    classes: str
    switch_url: str
    groups: tuple[tuple[str, str, tuple[Choice, ...]], ...]


def chosen_display() -> Display:
    """The reader's choice; the usual look for whoever never chose."""
    return Display.read(read_cookie(COOKIE))


def here() -> str:
    """The page to come back to: this one if it was only read, else the front page."""
    return request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else "/"


def panel() -> Panel:
    display, place = chosen_display(), here()
    words = [f"display-{name}-{getattr(display, name)}" for name, _kind in KINDS]
    return Panel(
        is_special=display.is_special,
        classes=" ".join(words) if display.is_special else "",
        switch_url=url_for(
            "display.choose", version="usual" if display.is_special else "special", next=place
        ),
        groups=tuple(
            (name, NAMES[name], tuple(choice(display, name, each, place) for each in kind))
            for name, kind in KINDS
        ),
    )


def choice(display: Display, name: str, each: StrEnum, place: str) -> Choice:
    words: dict[str, Any] = {"next": place, name: each.value}
    url = url_for("display.choose", **words)
    return Choice(each.value, label(each), url, getattr(display, name) == each)


def asked(display: Display) -> Display | None:
    """The choice after this request; None for a word that no link of ours has."""
    version = request.args.get("version")
    if version in VERSIONS:
        return VERSIONS[version]
    name = next((name for name, _kind in KINDS if name in request.args), "")
    try:
        return display.changed(name, request.args.get(name, ""))
    except ValueError:
        return None


@blueprint.get("/display/")
@requires(Permission.CHOOSE_DISPLAY)
def choose() -> ResponseReturnValue:
    """Set the cookie and go back to the page; a usual look needs no cookie."""
    display = asked(chosen_display())
    if display is None:
        abort(HTTPStatus.NOT_FOUND)
    response = redirect(next_place(request.args.get("next"), "/"), code=HTTPStatus.SEE_OTHER)
    if display.is_special:
        keep_cookie(response, COOKIE, display.written)
    else:
        drop_cookie(response, COOKIE)
    return response


def describe_pictures(response: Response) -> Response:
    """Pictures that may not be loaded show their descriptions, in every browser."""
    if chosen_display().pictures == "described" and response.mimetype == "text/html":
        policy = response.headers.get("Content-Security-Policy", "")
        response.headers["Content-Security-Policy"] = policy.replace(
            "img-src 'self' data:", "img-src 'none'"
        )
    return response


def init_display(app: Flask) -> None:
    """Before `init_security`: what is registered first sees the answer last."""
    app.register_blueprint(blueprint)
    app.after_request(describe_pictures)

    @app.context_processor
    def given() -> dict[str, Any]:
        return {"display": panel()}
