"""One log line and one count for each answer: route template, status, time, who and from where.

Never an address with its parts: they may hold the token of a personal link.
"""

import logging
import time
from http import HTTPStatus

from flask import Flask, Response, g, request

from core.adapters import metrics
from core.adapters.logs import FIELDS

log = logging.getLogger("council.requests")
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
NO_ROUTE = "none"
QUIET = frozenset({"static", "operation.life", "operation.readiness", "operation.figures"})


def init_requests(app: Flask) -> None:
    app.before_request(begin)
    app.after_request(end)


def begin() -> None:
    g.began = time.perf_counter()


def end(response: Response) -> Response:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    method = request.method if request.method in METHODS else "other"
    route = request.url_rule.rule if request.url_rule else NO_ROUTE
    metrics.REQUESTS.labels(method, route, str(response.status_code)).inc()
    metrics.REQUEST_SECONDS.labels(route).observe(seconds)
    if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        metrics.TOO_MANY.inc()
    level = logging.DEBUG if request.endpoint in QUIET else logging.INFO
    fields = {
        "method": method,
        "route": route,
        "user": account(),
        "ip": request.remote_addr,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    told = (method, route, response.status_code, fields["ms"])
    log.log(level, "%s %s %s in %s ms", *told, extra={FIELDS: fields})
    return response


def account() -> str | None:
    """The account of the viewer if the request has asked for it; asking may need the database."""
    who = g.get("_login_user")
    found = getattr(who, "account_id", None)
    return str(found) if found else None
