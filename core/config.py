"""Settings: the only reader of the environment. Fails at start and names what is missing.

Every variable is documented in README.md, section "Settings".
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from core.environment import (
    BadSettings,
    address_of,
    demand_private,
    driver,
    passport_keys,
    value_or_file,
    whole_number,
)
from core.installation import Installation, checked_address, demand_not_debugging

__all__ = ["ROOT", "BadSettings", "MailServer", "ReplyBox", "Settings", "driver"]
ROOT = Path(__file__).parent.parent
SHORTEST_SECRET = 32
SMTP_PORTS = {"smtp": 25, "smtps": 465}
IMAP_PORTS = {"imap": 143, "imaps": 993}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed over. `smtps` speaks TLS from the start, `smtp` by STARTTLS.

    Over `smtp` a password is given only to an encrypted connection or to this very machine.
    """

    host: str
    port: int
    is_tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    demands_tls: bool = False


@dataclass(frozen=True, slots=True)
class ReplyBox:
    """The mailbox in which replies of calendars arrive; `imap` turns to TLS by STARTTLS.

    Without TLS a password is given to this very machine only.
    """

    host: str
    port: int
    is_tls: bool
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation chooses. Paths are absolute."""

    secret_key: str = field(repr=False)
    data_dir: Path
    database_url: str
    direct_database_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    trusted_hosts: tuple[str, ...] = ()
    clock_offset: timedelta = timedelta()
    session_idle_minutes: int = 30
    session_hours: int = 12
    demo: bool = False
    testing: bool = False
    log_level: str = "INFO"
    mail_server: MailServer | None = None
    mail_from: str = ""
    mail_reply_to: str = ""
    reply_box: ReplyBox | None = None
    trusted_proxies: int = 0
    rate_limits_url: str = field(default="", repr=False)
    second_factor: bool = False
    signing_pause_hours: int = 0
    installation: Installation = field(default_factory=Installation)
    secret_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    audit_key: str = field(default="", repr=False)
    audit_key_fallbacks: tuple[str, ...] = field(default=(), repr=False)
    passport_keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def hosts(self) -> list[str]:
        """Host names that a request may name; all others are refused."""
        own = urlsplit(self.base_url).hostname or ""
        return sorted({own, "127.0.0.1", "localhost", *self.trusted_hosts} - {""})

    @property
    def secret_keys(self) -> list[str]:
        """The keys that are believed, the oldest first; the last one is the key of today."""
        return [*reversed(self.secret_key_fallbacks), self.secret_key]

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check the environment; raises `BadSettings`."""
        data_dir = Path(environ.get("DATA_DIR", ROOT / "var")).resolve()
        hosts = environ.get("TRUSTED_HOSTS", "")
        server, box, demo = mail_server(environ), reply_box(environ), environ.get("DEMO") == "1"
        demand_not_debugging(environ)
        if not demo:
            demand_private(environ)
        base_url = environ.get("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
        return cls(
            secret_key=read_secret(environ),
            data_dir=data_dir,
            database_url=driver(environ.get("DATABASE_URL") or f"sqlite:///{data_dir}/council.db"),
            direct_database_url=driver(environ.get("DIRECT_DATABASE_URL", "")),
            base_url=checked_address(base_url, is_demo=demo),
            trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
            clock_offset=timedelta(seconds=whole_number(environ, "CLOCK_OFFSET_SECONDS")),
            session_idle_minutes=whole_number(environ, "SESSION_IDLE_MINUTES", 30),
            session_hours=whole_number(environ, "SESSION_HOURS", 12),
            demo=demo,
            log_level=environ.get("LOG_LEVEL", "INFO"),
            mail_server=server,
            mail_from=mail_address(environ, "MAIL_FROM", is_needed=server is not None),
            mail_reply_to=mail_address(environ, "MAIL_REPLY_TO", is_needed=box is not None),
            reply_box=box,
            trusted_proxies=whole_number(environ, "TRUSTED_PROXIES"),
            rate_limits_url=rate_limits_url(environ),
            second_factor=demands_factor(environ, is_demo=demo),
            signing_pause_hours=whole_number(environ, "SIGNING_PAUSE_HOURS", 0 if demo else 24),
            installation=Installation.from_environment(environ),
            secret_key_fallbacks=earlier_secrets(environ),
            audit_key=read_audit_key(environ),
            audit_key_fallbacks=tuple(value_or_file(environ, "AUDIT_KEY_FALLBACKS").split()),
            passport_keys=passport_keys(environ),
        )


def demands_factor(environ: Mapping[str, str], *, is_demo: bool) -> bool:
    """SECOND_FACTOR=required, as it is unless said otherwise, or off: so in the demonstration."""
    chosen = environ.get("SECOND_FACTOR") or ("off" if is_demo else "required")
    if chosen not in {"off", "required"}:
        raise BadSettings("SECOND_FACTOR has to be off or required.")
    return chosen == "required"


def read_secret(environ: Mapping[str, str]) -> str:
    secret = value_or_file(environ, "SECRET_KEY")
    if len(secret) < SHORTEST_SECRET:
        raise BadSettings(
            f"Set SECRET_KEY or SECRET_KEY_FILE to at least {SHORTEST_SECRET} random characters."
        )
    return secret


def earlier_secrets(environ: Mapping[str, str]) -> tuple[str, ...]:
    """SECRET_KEY_FALLBACKS: keys of before, the latest first, separated by blanks."""
    keys = tuple(value_or_file(environ, "SECRET_KEY_FALLBACKS").split())
    if any(len(key) < SHORTEST_SECRET for key in keys):
        raise BadSettings(
            f"Each of SECRET_KEY_FALLBACKS has to be a key of {SHORTEST_SECRET} characters or more."
        )
    return keys


def read_audit_key(environ: Mapping[str, str]) -> str:
    """Empty where the key of the journal is made of SECRET_KEY."""
    key = value_or_file(environ, "AUDIT_KEY")
    if key and len(key) < SHORTEST_SECRET:
        raise BadSettings(
            f"AUDIT_KEY has to be at least {SHORTEST_SECRET} random characters, or unset."
        )
    return key


def rate_limits_url(environ: Mapping[str, str]) -> str:
    """redis://host:6379/0 or rediss://…; empty where the site's own database counts."""
    text = value_or_file(environ, "RATE_LIMITS_URL")
    url, _port = address_of(text)
    if text and (url.scheme not in {"redis", "rediss"} or not url.hostname):
        raise BadSettings("RATE_LIMITS_URL has to be redis://host:port/number.")
    return text


def mail_server(environ: Mapping[str, str]) -> MailServer | None:
    """smtp://user:password@host:587?tls=required or smtps://…; None if no letters go out."""
    text = value_or_file(environ, "SMTP_URL")
    if not text:
        return None
    url, port = address_of(text)
    tls = parse_qs(url.query).get("tls", ["if-offered"])[-1]
    if url.scheme not in SMTP_PORTS or not url.hostname or tls not in {"if-offered", "required"}:
        raise BadSettings("SMTP_URL has to be smtp://host:port or smtps://host:port.")
    return MailServer(
        host=url.hostname,
        port=port or SMTP_PORTS[url.scheme],
        is_tls=url.scheme == "smtps",
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        demands_tls=tls == "required",
    )


def reply_box(environ: Mapping[str, str]) -> ReplyBox | None:
    """imaps://user:password@host:993/folder or imap://…; None if nobody reads replies here."""
    text = value_or_file(environ, "IMAP_URL")
    if not text:
        return None
    url, port = address_of(text)
    if url.scheme not in IMAP_PORTS or not url.hostname or not url.username:
        raise BadSettings("IMAP_URL has to be imaps://user:password@host:port/folder.")
    return ReplyBox(
        host=url.hostname,
        port=port or IMAP_PORTS[url.scheme],
        is_tls=url.scheme == "imaps",
        user=unquote(url.username),
        password=unquote(url.password or ""),
        folder=unquote(url.path.strip("/")) or "INBOX",
    )


def mail_address(environ: Mapping[str, str], name: str, *, is_needed: bool = False) -> str:
    """An address with or without a name: Совет <sovet@region.ru>."""
    text = environ.get(name, "").strip()
    has_address = "@" in parseaddr(text)[1] and not set(text) & set("\r\n")
    if (text or is_needed) and not has_address:
        raise BadSettings(f"{name} has to be an e-mail address when letters are sent.")
    return text
