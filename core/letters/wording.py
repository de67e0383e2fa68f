"""Words that letters of every slice share, in the language that gettext is set to."""

from datetime import date, datetime, time

from flask_babel import gettext

from core.adapters.language import language
from core.kernel.language import formats_for
from core.kernel.zones import local, utc_from
from core.letters.rules import Addressee

MOSCOW = {"ru": "МСК", "en": "MSK"}
LAST_MINUTE = time(23, 59)


def greeting(reader: Addressee) -> str:
    """«Здравствуйте, Елена Павловна!»; the words do not depend on the gender."""
    if reader.called:
        return gettext("Good day, %(name)s!", name=reader.called)
    return gettext("Good day!")


def moment(at: datetime, zone: str) -> str:
    """«четверг, 17 декабря 2026 г., 11:00 (МСК+2)»; the zone is always said."""
    return f"{day(local(at, zone).date())}, {clock(at, zone)}"


def clock(at: datetime, zone: str) -> str:
    """«11:00 (МСК+2)»."""
    said = formats_for(language()).time_of_day(at, zone)
    return said if "(" in said else f"{said} ({MOSCOW[language()]})"


def end_of(on: date, zone: str) -> str:
    """«четверг, 17 декабря 2026 г., 24:00 (МСК+2)»: a last day is over by the clocks of a zone."""
    return f"{day(on)}, {midnight(on, zone)}"


def until_end_of(on: date, zone: str) -> str:
    """«17 декабря 2026 г. (четверг), 24:00 (МСК+2)»: where a preposition stands before it."""
    return f"{until(on)}, {midnight(on, zone)}"


def midnight(on: date, zone: str) -> str:
    """«24:00 (МСК+2)», the end of that day."""
    return clock(utc_from(on, LAST_MINUTE, zone), zone).replace("23:59", "24:00")


def until(on: date) -> str:
    """«17 декабря 2026 г. (четверг)»: the same where a preposition stands before it."""
    formats = formats_for(language())
    return f"{formats.date_long(on)} ({formats.weekday(on)})"


def day(on: date) -> str:
    """«четверг, 17 декабря 2026 г.»."""
    return formats_for(language()).date_with_weekday(on)


def days(first: date, last: date) -> str:
    """«понедельник, 8 февраля 2027 г. – среда, 10 февраля 2027 г.»; one day stands alone."""
    return day(first) if first == last else f"{day(first)} – {day(last)}"
