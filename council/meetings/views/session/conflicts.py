"""The 409 page when somebody saved another text first: both texts and three ways on.

The form chooses: `mine` keeps the typed text, `theirs` the saved one, `edit` one made of both.
"""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.kernel.difference import Run, difference
from core.kernel.errors import Stale

KEPT = "mine"
FIELD = "text"
OWN = frozenset({"csrf_token", "version", "choice", KEPT, FIELD})


def show_conflict(stale: Stale, *, url: str, version: int, title: str) -> ResponseReturnValue:
    """`version` is the revision that stands now: the next save builds on it."""
    page = render_template(
        "meetings/session/conflict.html",
        url=url,
        title=title,
        version=version,
        mine=stale.mine,
        theirs=stale.theirs,
        runs=flat(stale),
        kept={**others(request.form), KEPT: stale.mine},
    )
    return page, 409


def flat(stale: Stale) -> list[Run]:
    return [run for paragraph in difference(stale.theirs, stale.mine) for run in paragraph.runs]


def others(form: Mapping[str, str]) -> dict[str, str]:
    """The other fields of the form, so that they are not lost."""
    return {name: value for name, value in form.items() if name not in OWN}


def keeps_theirs() -> bool:
    return request.form.get("choice") == "theirs"


def text_to_save(typed: str) -> str:
    """The text that the person chose on the conflict page, or the one of the form."""
    if request.form.get("choice") == "mine":
        return request.form.get(KEPT, typed).strip()
    return typed
