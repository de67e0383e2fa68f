"""Serve `wsgi:app` by waitress: whole requests only reach the application (ADR 0002).

One process; more of them, TLS and published files are the business of a web server in front.
"""

import argparse
import importlib
from typing import Any

from waitress import serve

THREADS = 8
CONNECTIONS = 1000  # a slow client costs a file descriptor, not a thread
SECONDS_TO_SEND = 60
LARGEST_BODY = 80 * 1024 * 1024  # above what the application takes: its own page explains


def believing(address: str | None) -> dict[str, Any]:
    """The settings that take the visitor's address and scheme from the server in front."""
    if address is None:
        return {}
    headers = {"x-forwarded-for", "x-forwarded-proto"}
    return {"trusted_proxy": address, "trusted_proxy_count": 1, "trusted_proxy_headers": headers}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--app", default="wsgi:app", help="module:name")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--threads", type=int, default=THREADS)
    parser.add_argument("--behind", help="address of the web server in front, if there is one")
    chosen = parser.parse_args()
    module, _colon, name = chosen.app.partition(":")
    serve(
        getattr(importlib.import_module(module), name),
        host=chosen.host,
        port=chosen.port,
        threads=chosen.threads,
        connection_limit=CONNECTIONS,
        channel_timeout=SECONDS_TO_SEND,
        max_request_body_size=LARGEST_BODY,
        asyncore_use_poll=True,
        ident=None,
        **believing(chosen.behind),
    )


if __name__ == "__main__":
    main()
