"""A page with one form: shown, sent, shown again with reasons, or left for where it leads.

Forms say in `OPTIONAL` which of their fields may stay empty.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from core.adapters.belonging import Spot
from core.adapters.language import sentence
from core.kernel.errors import Refused, Stale

BOTH = ["GET", "POST"]
SHORT = {
    **dict.fromkeys(("day", "signed_on", "starts_on", "ends_on", "due_on", "number"), 10),
    **dict.fromkeys(("starts_at", "ends_at", "people", "published", "regions", "countries"), 5),
    **dict.fromkeys(("document_number",), 10),
    **dict.fromkeys(("first_year", "last_year"), 4),
    "companies": 5,
}
SAVED, WRONG, STALE = 303, 422, 409
DIGITS = frozenset({"people", "published", "first_year", "last_year", "regions", "countries"})


@dataclass(frozen=True, slots=True)
class Asking:
    """What the page says above its form, and where it leads back to."""

    title: str
    back: str
    about: str = ""
    way: tuple[tuple[str, str], ...] = ()
    has_file: bool = False


def answered(
    form: Any,
    asking: Asking,
    save: Callable[[], object],
    done: Callable[[], ResponseReturnValue],
    beside: Mapping[str, str],
) -> ResponseReturnValue:
    """The form itself, or what became of it once it was sent; `beside`: field by refusal code."""
    if request.method == "GET":
        return shown(form, asking)
    status = sent(form, save, beside)
    return done() if status == SAVED else shown(form, asking, status)


def sent(
    form: Any, save: Callable[[], object], beside: Mapping[str, str], refused: int = WRONG
) -> int:
    """What became of a form that was sent: `SAVED`, else the reasons stand in the form.

    `refused` is the status where a rule says no; a page that was overtaken is `STALE`.
    """
    if not form.validate():
        return WRONG
    try:
        save()
    except Refused as why:
        names = {code: name for code, name in beside.items() if name in form}
        form.refuse(why, sentence, **names)
        return refused
    except Stale as stale:
        form.form_errors.append(sentence(stale.refusal))
        return STALE
    return SAVED


def shown(form: Any, asking: Asking, status: int = 200) -> ResponseReturnValue:
    text = render_template(
        "events/asking.html",
        form=form,
        asking=asking,
        action=request.path,
        short=SHORT,
        digits=DIGITS,
    )
    return text, status


def typed() -> Any:
    """What was sent, or nothing on a first visit."""
    return request.form if request.method == "POST" else None


def spot_of(form: Any, root_id: UUID, key: UUID | None, owner: UUID | None = None) -> Spot:
    """Which record the form is about; a new one has the identity that came with the form."""
    return Spot(root_id, key or form.key.key, owner, (form.revision.data or 0) if key else 0)
