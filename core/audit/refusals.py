"""Forbidden attempts: a change that was asked for without the right to it stands in the journal.

Bounded, so that nobody fills the disk by knocking: so many an hour from one account or network,
and so many an hour altogether. What is over is answered as ever and not written.
"""

from uuid import UUID

from flask import Flask, Response, current_app, request

from core.access import viewer
from core.adapters.clock import now
from core.audit.services.noting import note
from core.limits import Rate, TooOften, count
from core.security import CHANGING

HOUR = 3600
OF_ONE = Rate("refusal", 20, HOUR)
OF_ALL = Rate("refusals", 500, HOUR)
EVERYBODY = "everybody"
# No token of the form, nobody signed in, no right, or no such record for this person.
REFUSING = frozenset({400, 401, 403, 404})
NOTHING = UUID(int=0)


def init_refusals(app: Flask) -> None:
    app.after_request(note_refusal)


def note_refusal(response: Response) -> Response:
    """Write down what was refused; that this fails is logged and hurts nobody else."""
    is_known = request.url_rule is not None
    if is_known and response.status_code in REFUSING and request.method in CHANGING:
        try:
            write_down(response.status_code)
        except Exception:
            current_app.logger.exception("the journal did not take a refusal")
    return response


def write_down(status: int) -> None:
    try:
        count(OF_ONE)
        count(OF_ALL, EVERYBODY)
    except TooOften:
        return
    details = {"endpoint": request.endpoint, "status": status}
    note("access.refused", named_record(), actor=viewer(), now=now(), details=details)


def named_record() -> UUID:
    """The first record that the address names; nothing where it names none."""
    values = (request.view_args or {}).values()
    return next((value for value in values if isinstance(value, UUID)), NOTHING)
