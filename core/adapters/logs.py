"""Log lines: JSON to standard output, one a line, with the number of the request.

Secrets of the installation are blotted out whatever brought them in; what people typed is never
logged by us, nor an address of a page with its secret parts (routes are logged as templates).
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import g, has_request_context

from core.config import Settings

BLOT = "***"
SHORTEST_SECRET = 6
LONGEST_MESSAGE = 20_000
FIELDS = "fields"  # logging.info("…", extra={FIELDS: {...}})
PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
IN_ADDRESS = re.compile(r"(?<=://)[^/\s:@]+:[^/\s@]+(?=@)")


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Every value of the settings that no log may hold, the longest first."""
    installation = settings.installation
    found = [*settings.secret_keys, settings.audit_key, installation.metrics_token]
    found += [*settings.audit_key_fallbacks, *settings.passport_keys]
    found += [settings.mail_server.password] if settings.mail_server else []
    found += [settings.reply_box.password] if settings.reply_box else []
    found += [installation.bucket.secret] if installation.bucket else []
    for url in (settings.database_url, settings.direct_database_url, installation.replica_url):
        if password := urlsplit(url).password:
            found += [password, unquote(password)]
    return tuple(sorted({s for s in found if len(s) >= SHORTEST_SECRET}, key=len, reverse=True))


def blotted(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, BLOT)
    return IN_ADDRESS.sub(BLOT, text)


class LineFormatter(logging.Formatter):
    """`ts, level, logger, message, request_id`, the fields of the event, the traceback."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self.secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage()[:LONGEST_MESSAGE],
            **told_of_request(),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)[-LONGEST_MESSAGE:]
        safe = {name: self.blotted(value) for name, value in line.items()}
        return json.dumps(safe, ensure_ascii=False, default=str)

    def blotted(self, value: Any) -> Any:
        return blotted(value, self.secrets) if isinstance(value, str) else value


class TextFormatter(logging.Formatter):
    """The same for people who watch a demonstration."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__(PLAIN)
        self.secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        return blotted(super().format(record), self.secrets)


def told_of_request() -> dict[str, str]:
    number = g.get("request_id") if has_request_context() else None
    return {"request_id": number} if number else {}


class OwnHandler(logging.StreamHandler[Any]):
    """Ours, so that a second application in the process replaces it instead of adding one."""


def init_logs(settings: Settings) -> None:
    """Send everything that is logged to standard output; tests keep what they have set up."""
    if settings.testing:
        logging.basicConfig(level=settings.log_level)
        return
    formatter = LineFormatter if settings.installation.log_format == "json" else TextFormatter
    handler = OwnHandler(sys.stdout)
    handler.setFormatter(formatter(secrets_of(settings)))
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each, OwnHandler)]
    root.addHandler(handler)
    root.setLevel(settings.log_level)
    logging.captureWarnings(capture=True)
