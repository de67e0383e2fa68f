"""Settings: the only reader of the environment. Fails at start and names what is missing.

Every variable is documented in README.md, section "Settings".
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parent.parent
SHORTEST_SECRET = 32


class BadSettings(RuntimeError):
    """The environment does not allow a safe start; the message names the variable."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation chooses. Paths are absolute."""

    secret_key: str
    data_dir: Path
    database_url: str
    base_url: str = "http://127.0.0.1:8000"
    trusted_hosts: tuple[str, ...] = ()
    clock_offset: timedelta = timedelta()
    session_idle_minutes: int = 30
    session_hours: int = 12
    demo: bool = False
    testing: bool = False
    log_level: str = "INFO"

    @property
    def hosts(self) -> list[str]:
        """Host names that a request may name; all others are refused."""
        own = urlsplit(self.base_url).hostname or ""
        return sorted({own, "127.0.0.1", "localhost", *self.trusted_hosts} - {""})

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check the environment; raises `BadSettings`."""
        data_dir = Path(environ.get("DATA_DIR", ROOT / "var")).resolve()
        hosts = environ.get("TRUSTED_HOSTS", "")
        return cls(
            secret_key=read_secret(environ),
            data_dir=data_dir,
            database_url=driver(environ.get("DATABASE_URL") or f"sqlite:///{data_dir}/council.db"),
            base_url=environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
            trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
            clock_offset=timedelta(seconds=whole_number(environ, "CLOCK_OFFSET_SECONDS")),
            session_idle_minutes=whole_number(environ, "SESSION_IDLE_MINUTES", 30),
            session_hours=whole_number(environ, "SESSION_HOURS", 12),
            demo=environ.get("DEMO") == "1",
            log_level=environ.get("LOG_LEVEL", "INFO"),
        )


def driver(url: str) -> str:
    """The same address with psycopg 3 named, as SQLAlchemy wants it."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def read_secret(environ: Mapping[str, str]) -> str:
    secret = environ.get("SECRET_KEY", "")
    if path := environ.get("SECRET_KEY_FILE"):
        secret = Path(path).read_text(encoding="utf-8").strip()
    if len(secret) < SHORTEST_SECRET:
        raise BadSettings(
            f"Set SECRET_KEY or SECRET_KEY_FILE to at least {SHORTEST_SECRET} random characters."
        )
    return secret


def whole_number(environ: Mapping[str, str], name: str, default: int = 0) -> int:
    try:
        return int(environ.get(name, default))
    except ValueError as error:
        raise BadSettings(f"{name} has to be a whole number.") from error
