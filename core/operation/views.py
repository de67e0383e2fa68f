"""Addresses for programs that watch: is it alive, is it ready, what are its figures.

They read no session and set no cookie; /healthz touches no database.
"""

import hmac
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from core.adapters import metrics
from core.config import Settings
from core.kernel.errors import NotFound
from core.operation.access import Permission
from core.operation.figures import registry_of
from core.operation.readiness import present_faults

blueprint = Blueprint("operation", __name__)
View = Callable[[], ResponseReturnValue]


def for_programs(permission: Permission) -> Callable[[View], View]:
    """Name the permission without asking who the viewer is: that would read the database."""

    def mark(view: View) -> View:
        cast("Any", view).permission = permission
        return view

    return mark


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def is_operator() -> bool:
    """An address of the operator, or the token of the program that collects figures."""
    installation = settings().installation
    sent = request.headers.get("Authorization", "")
    wanted = f"Bearer {installation.metrics_token}"
    if installation.metrics_token and hmac.compare_digest(sent.encode(), wanted.encode()):
        return True
    return installation.is_operator(request.remote_addr)


def unstored(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/healthz")
@for_programs(Permission.ASK_LIFE)
def life() -> ResponseReturnValue:
    return unstored(Response("ok\n", mimetype="text/plain"))


@blueprint.get("/readyz")
@for_programs(Permission.ASK_LIFE)
def readiness() -> ResponseReturnValue:
    faults = present_faults(settings())
    told: dict[str, object] = {"ready": not faults}
    if is_operator():
        told["faults"] = {fault.piece: fault.told for fault in faults}
        told["malware_scanner"] = "set up" if settings().installation.clamd else "off"
    answer = unstored(jsonify(told))
    answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK
    return answer


@blueprint.get("/metrics")
@for_programs(Permission.READ_METRICS)
def figures() -> ResponseReturnValue:
    if not is_operator():
        raise NotFound("there are no figures for this address")
    text = generate_latest(metrics.whole_registry()) + generate_latest(registry_of(settings()))
    return unstored(Response(text, content_type=CONTENT_TYPE_LATEST))
