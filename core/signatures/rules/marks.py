"""The printed mark of a simple electronic signature: who, when, which bytes, which agreement. Pure.

The office stands beside it on the paper. There is no certificate, none is named, and the mark never
claims to be more than simple (DOMAIN.md § 2.3).
"""

from datetime import datetime

from core.kernel.russian import date_long, date_time
from core.kernel.zones import local

SIGNED_SIMPLY = "Подписано простой электронной подписью"
BY_AGREEMENT = "Соглашение о простой электронной подписи, редакция {version}"


def agreement_line(version: str) -> tuple[str, ...]:
    """Nothing for what was signed on paper and brought over."""
    return (BY_AGREEMENT.format(version=version),) if version else ()


def dated(at: datetime, zone: str, *, is_hour_known: bool) -> str:
    """Of what was brought over from elsewhere only the day is known; no hour is made up for it."""
    return date_time(at, zone) if is_hour_known else date_long(local(at, zone).date())


def mark(name: str, at: datetime, zone: str, version: str) -> tuple[str, ...]:
    return (SIGNED_SIMPLY, f"{name}, {date_time(at, zone)}", *agreement_line(version))
