"""Counting a request against its limits; whom it counts for is told to no store.

An account counts by itself wherever it sits; visitors count by their network.
"""

import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256

from flask import Blueprint, Flask, current_app, request

from core.access import viewer
from core.adapters.limits import Store, make_store
from core.config import Settings
from core.kernel.errors import N_, Refusal
from core.kernel.networks import network_of
from core.limits.rules import EXPORTS_AT_ONCE, FORMS, LONGEST_EXPORT, Asked, Rate, limits_of

SECONDS = N_("You did this too often. Try again in %(seconds)s s.")
MINUTES = N_("You did this too often. Try again in %(minutes)s min.")
AT_ONCE = N_("Other files are being made for you. Wait until they are done, then try again.")
LONG = 120
SECONDS_OF_A_FILE = 10


class TooOften(Exception):
    """It was done too often; pages answer 429 and say when to come back."""

    def __init__(self, seconds: int, *refusals: Refusal) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds, self.refusals = seconds, refusals or (wait_of(seconds),)


def wait_of(seconds: int) -> Refusal:
    if seconds < LONG:
        return Refusal("too_often", SECONDS, {"seconds": seconds})
    return Refusal("too_often", MINUTES, {"minutes": -(-seconds // 60)})


def init_limits(app: Flask, settings: Settings) -> None:
    """After the token of the form was checked: what another site sends counts for nobody."""
    app.extensions["limits"] = make_store(settings.rate_limits_url)
    app.before_request(count_request)


def store() -> Store:
    found: Store = current_app.extensions["limits"]
    return found


def count_request() -> None:
    """Count what the shape of a request tells; most requests have no limit and ask nothing."""
    for rate, cost in limits_of(asked()) if request.url_rule else ():
        count(rate, cost=cost)


def asked() -> Asked:
    sent: Sequence[object] = ()
    if request.method == "POST" and request.mimetype == "multipart/form-data":
        sent = [file for file in request.files.values() if file.filename]
    return Asked(
        method=request.method,
        path=request.path,
        searches_for=request.args.get("q", ""),
        files=len(sent),
        length=request.content_length or 0,
    )


def count(rate: Rate, whom: str = "", *, cost: int = 1) -> None:
    """Count it for whoever asks, or for `whom`; raises `TooOften`.

    A transaction of its own: call it before the service, never inside.
    """
    wait = store().hit(rate.name, rate.times, rate.seconds, hidden(whom or who_asks()), cost)
    if wait:
        raise TooOften(wait)


def limit_forms(blueprint: Blueprint, rate: Rate = FORMS) -> None:
    """Count whatever is sent to these pages, found or not: nobody signs in there."""

    def count_form() -> None:
        if request.method == "POST":
            count(rate)

    blueprint.before_request(count_form)


@contextmanager
def few_at_once() -> Iterator[None]:
    """Let one person have few files made at a time; raises `TooOften`."""
    with store().seat("exports", EXPORTS_AT_ONCE, LONGEST_EXPORT, hidden(who_asks())) as is_free:
        if not is_free:
            raise TooOften(SECONDS_OF_A_FILE, Refusal("too_many_at_once", AT_ONCE))
        yield


def who_asks() -> str:
    account = viewer().account_id
    return f"account {account}" if account else f"network {network_of(request.remote_addr or '')}"


def hidden(whom: str) -> str:
    """What stands for a person in the store: nobody without the secret can tell who it is."""
    secret = current_app.config["SETTINGS"].secret_key
    return hmac.new(secret.encode(), f"limit\n{whom}".encode(), sha256).hexdigest()
