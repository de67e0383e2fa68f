"""libical by ctypes: reads a calendar, checks it against the rules of iTIP, tells the moments."""

import ctypes
import ctypes.util
from dataclasses import dataclass
from datetime import UTC, datetime

VEVENT = 4


class TimeType(ctypes.Structure):
    """struct icaltimetype of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    )


@dataclass(frozen=True)
class Read:
    """What libical understood."""

    errors: int
    is_allowed: bool
    moments: list


def load():
    """The library, or None where it is not installed."""
    name = ctypes.util.find_library("ical")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    pointer = ctypes.c_void_p
    library.icalparser_parse_string.restype = pointer
    library.icalparser_parse_string.argtypes = (ctypes.c_char_p,)
    for function in ("icalrestriction_check", "icalcomponent_count_errors"):
        getattr(library, function).argtypes = (pointer,)
    for function in ("icalcomponent_get_first_component", "icalcomponent_get_next_component"):
        getattr(library, function).restype = pointer
        getattr(library, function).argtypes = (pointer, ctypes.c_int)
    for function in ("icalcomponent_get_dtstart", "icalcomponent_get_dtend"):
        getattr(library, function).restype = TimeType
        getattr(library, function).argtypes = (pointer,)
    library.icaltime_as_timet_with_zone.restype = ctypes.c_long
    library.icaltime_as_timet_with_zone.argtypes = (TimeType, pointer)
    library.icalcomponent_free.argtypes = (pointer,)
    return library


def read(library, content):
    root = library.icalparser_parse_string(content)
    assert root
    try:
        moments, event = [], library.icalcomponent_get_first_component(root, VEVENT)
        while event:
            starts = library.icalcomponent_get_dtstart(event)
            ends = library.icalcomponent_get_dtend(event)
            moments.append((moment_of(library, starts), moment_of(library, ends)))
            event = library.icalcomponent_get_next_component(root, VEVENT)
        is_allowed = bool(library.icalrestriction_check(root))
        return Read(library.icalcomponent_count_errors(root), is_allowed, moments)
    finally:
        library.icalcomponent_free(root)


def moment_of(library, time):
    if time.is_date:
        return f"{time.year:04}-{time.month:02}-{time.day:02}"
    seconds = library.icaltime_as_timet_with_zone(time, time.zone)
    return datetime.fromtimestamp(seconds, UTC)
