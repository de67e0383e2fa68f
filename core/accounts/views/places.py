"""Where to go on after signing in or choosing a language: pages of this very site only."""

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from core.accounts.rules.paths import own_path

DESK = "/desk/"


def next_place(asked: str | None, otherwise: str) -> str:
    """The asked path if it is a page here that can be opened, else the other one."""
    path = own_path(asked)
    return path if path and is_page(path) else otherwise


def is_page(path: str) -> bool:
    """Whether some view answers a GET of the path; addresses that only take POST do not."""
    adapter = current_app.url_map.bind(request.host)
    try:
        adapter.match(path.partition("?")[0].partition("#")[0], method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
