"""Reading single variables of the environment: whole numbers, secrets in files, addresses.

What they mean stands in core/config.py and core/installation.py.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

SHORTEST_KEY = 32
EVERYBODY = 0o007
SECRET_FILES = frozenset(
    f"{name}_FILE"
    for name in (
        *("SECRET_KEY", "SECRET_KEY_FALLBACKS", "AUDIT_KEY", "AUDIT_KEY_FALLBACKS"),
        *("PASSPORT_KEY", "RATE_LIMITS_URL", "METRICS_TOKEN", "FILES_SECRET"),
        *("SMTP_URL", "IMAP_URL"),
    )
)


class BadSettings(RuntimeError):
    """The environment does not allow a safe start; the message names the variable."""


def whole_number(environ: Mapping[str, str], name: str, default: int = 0) -> int:
    try:
        return int(environ.get(name, default))
    except ValueError as error:
        raise BadSettings(f"{name} has to be a whole number.") from error


def demand_private(environ: Mapping[str, str]) -> None:
    """Raise `BadSettings` for a file of secrets that everybody on the machine may read."""
    for name, path in environ.items():
        if name in SECRET_FILES and Path(path).is_file() and Path(path).stat().st_mode & EVERYBODY:
            raise BadSettings(
                f"{name}: everybody may read {path}. Close it: chmod 640, and only the group "
                "of the service."
            )


def value_or_file(environ: Mapping[str, str], name: str) -> str:
    """The variable, or what stands in the file that NAME_FILE names: secrets may be kept apart."""
    if path := environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return environ.get(name, "")


def is_set(environ: Mapping[str, str], name: str) -> bool:
    """Whether a switch is on: 1, true, yes or on."""
    return environ.get(name, "").strip().casefold() in {"1", "true", "yes", "on"}


def address_of(text: str) -> tuple[SplitResult, int | None]:
    """The parts of an address with its port; empty parts for what is no address."""
    try:
        url = urlsplit(text)
        port = url.port
    except ValueError:
        return urlsplit(""), None
    return url, port


def driver(url: str) -> str:
    """The same address with psycopg 3 named, as SQLAlchemy wants it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def passport_keys(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The newest first; none means that no passport is taken."""
    keys = tuple(filter(None, map(str.strip, value_or_file(environ, "PASSPORT_KEY").split(","))))
    if any(len(key) < SHORTEST_KEY for key in keys) or len(set(keys)) != len(keys):
        raise BadSettings(
            f"Each key of PASSPORT_KEY or PASSPORT_KEY_FILE has at least {SHORTEST_KEY} random "
            "characters and stands there once; keys are separated by commas, the newest first."
        )
    return keys
