"""How an installation is run: logs, monitoring, a replica, files, terms. Part of `Settings`.

Every variable is documented in README.md, section "Settings".
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import parse_qs

from core.environment import (
    BadSettings,
    address_of,
    driver,
    is_set,
    value_or_file,
    whole_number,
)
from core.kernel.workdays import AnswerTerm

LOG_FORMATS = ("json", "text")
SHORTEST_TOKEN = 16
TEN_WORKING_DAYS = AnswerTerm(10, is_working=True)
LONGEST_TERM = 90
Network = IPv4Network | IPv6Network
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of an S3-compatible store; an empty endpoint is the one of the bucket's region."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key_id: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Clamd:
    """Where the scanner for malware listens: a socket of this machine, or host and port."""

    path: str = ""
    host: str = ""
    port: int = 3310


@dataclass(frozen=True, slots=True)
class Installation:
    """What the operator decides about logs, monitoring, the replica and files."""

    log_format: str = "json"
    operators: tuple[Network, ...] = LOOPBACK
    metrics_token: str = field(default="", repr=False)
    least_free_mb: int = 200
    replica_url: str = field(default="", repr=False)
    replica_lag_seconds: int = 5
    bucket: Bucket | None = None
    clamd: Clamd | None = None
    answer_term: AnswerTerm = TEN_WORKING_DAYS

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Installation":
        """Read and check the environment; raises `BadSettings`."""
        return cls(
            log_format=log_format(environ),
            operators=networks(environ),
            metrics_token=metrics_token(environ),
            least_free_mb=whole_number(environ, "LEAST_FREE_MB", 200),
            replica_url=driver(environ.get("DATABASE_REPLICA_URL", "")),
            replica_lag_seconds=whole_number(environ, "REPLICA_LAG_SECONDS", 5),
            bucket=bucket(environ),
            clamd=clamd(environ),
            answer_term=answer_term(environ),
        )

    def is_operator(self, address: str | None) -> bool:
        """Whether monitoring may ask from this address."""
        try:
            asked = ip_address(address or "")
        except ValueError:
            return False
        return any(asked in network for network in self.operators)


def answer_term(environ: Mapping[str, str]) -> AnswerTerm:
    """PERSONAL_DATA_ANSWER: «10 working» or «30 calendar» days for requests about personal data."""
    text = environ.get("PERSONAL_DATA_ANSWER")
    if not text:
        return TEN_WORKING_DAYS
    days, _, kind = text.partition(" ")
    if not days.isascii() or not days.isdigit() or not 1 <= int(days[:4]) <= LONGEST_TERM:
        raise BadSettings("PERSONAL_DATA_ANSWER has to be like 10 working or 30 calendar.")
    if kind not in {"working", "calendar"}:
        raise BadSettings("PERSONAL_DATA_ANSWER has to end with working or calendar.")
    return AnswerTerm(int(days), is_working=kind == "working")


def log_format(environ: Mapping[str, str]) -> str:
    default = "text" if environ.get("DEMO") == "1" else "json"
    chosen = environ.get("LOG_FORMAT") or default
    if chosen not in LOG_FORMATS:
        raise BadSettings("LOG_FORMAT has to be json or text.")
    return chosen


def networks(environ: Mapping[str, str]) -> tuple[Network, ...]:
    """OPERATOR_ADDRESSES: addresses or networks, separated by commas; this machine if unset."""
    text = environ.get("OPERATOR_ADDRESSES")
    if text is None:
        return LOOPBACK
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise BadSettings(
            f"OPERATOR_ADDRESSES has to list addresses or networks: {error}"
        ) from error


def metrics_token(environ: Mapping[str, str]) -> str:
    token = value_or_file(environ, "METRICS_TOKEN")
    if token and len(token) < SHORTEST_TOKEN:
        raise BadSettings(f"METRICS_TOKEN has to have at least {SHORTEST_TOKEN} characters.")
    return token


def bucket(environ: Mapping[str, str]) -> Bucket | None:
    """FILES_URL: s3://bucket/prefix?endpoint=https://host:port&region=…; None for the disk."""
    text = environ.get("FILES_URL", "")
    if not text:
        return None
    url, _port = address_of(text)
    if url.scheme != "s3" or not url.hostname:
        raise BadSettings("FILES_URL has to be s3://bucket?endpoint=https://host:port.")
    query = parse_qs(url.query)
    endpoint = query.get("endpoint", [""])[-1]
    demand_safe(endpoint, environ)
    return Bucket(
        name=url.netloc,
        prefix=url.path.strip("/"),
        endpoint=endpoint,
        region=query.get("region", [""])[-1],
        key_id=environ.get("FILES_KEY_ID", ""),
        secret=value_or_file(environ, "FILES_SECRET"),
    )


def clamd(environ: Mapping[str, str]) -> Clamd | None:
    """CLAMD_URL: unix:/run/clamav/clamd.ctl or tcp://host:3310; None where nothing is scanned."""
    text = environ.get("CLAMD_URL", "")
    if not text:
        return None
    url, port = address_of(text)
    if url.scheme == "unix" and url.path and not url.netloc:
        return Clamd(path=url.path)
    if url.scheme == "tcp" and url.hostname:
        return Clamd(host=url.hostname, port=port or 3310)
    raise BadSettings("CLAMD_URL has to be unix:/run/clamav/clamd.ctl or tcp://host:3310.")


def demand_safe(endpoint: str, environ: Mapping[str, str]) -> None:
    """Files do not go over a network in the clear, unless it is said to be one of one's own."""
    url, _port = address_of(endpoint)
    if endpoint and url.scheme not in {"https", "http"}:
        raise BadSettings("The endpoint in FILES_URL has to begin with https://.")
    is_near = is_loopback(url.hostname or "")
    if url.scheme == "http" and not is_near and not is_set(environ, "FILES_UNENCRYPTED"):
        raise BadSettings("The endpoint in FILES_URL has to be https (or set FILES_UNENCRYPTED=1).")


def is_loopback(host: str) -> bool:
    """Whether the name means this very machine."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def demand_not_debugging(environ: Mapping[str, str]) -> None:
    """The debugger of the framework runs whatever a visitor types."""
    if is_set(environ, "FLASK_DEBUG"):
        raise BadSettings("FLASK_DEBUG must not be set: the debugger lets visitors run code.")


def checked_address(base_url: str, *, is_demo: bool) -> str:
    """BASE_URL; raises `BadSettings` unless it is https, or http on this very machine."""
    url, _port = address_of(base_url)
    is_trial = is_demo or is_loopback(url.hostname or "")
    if url.scheme not in {"https", "http"} or not url.hostname:
        raise BadSettings("BASE_URL has to be the public address, like https://council.region.ru.")
    if url.scheme == "http" and not is_trial:
        raise BadSettings("BASE_URL has to begin with https://: passwords go over the network.")
    return base_url


def demand_writable(folder: Path) -> None:
    """Raise `BadSettings` unless files can be written where DATA_DIR says."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as probe:
            os.fsync(probe.fileno())
    except OSError as error:
        raise BadSettings(f"DATA_DIR: {folder} cannot be written: {error.strerror}.") from error
