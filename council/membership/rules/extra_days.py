"""The region's own days of the work calendar as they are typed: one a line. Pure.

Says nothing about the federal calendar, which is known without typing.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from core.kernel.dates_input import parse_date
from core.kernel.errors import N_
from core.kernel.unreadable import Unreadable

ExtraDay = dict[str, object]
LINE = re.compile(r"(?P<day>\S+)\s+(?P<kind>\w+)(?:\s+(?P<title>\S.*))?")
# The first word of each is the one that is written back.
OFF, WORKING = ("выходной", "нерабочий", "off"), ("рабочий", "working")


def read_extra_days(text: str) -> list[ExtraDay]:
    """«19.02.2027 выходной День области», a line for each day; raises `Unreadable`."""
    days = [read_line(line.strip()) for line in text.splitlines() if line.strip()]
    times = Counter(map(day_of, days))
    for day in (day for day in times if times[day] > 1):
        raise Unreadable("day_twice", N_("%(day)s stands here twice. Leave one line."), day=day)
    return sorted(days, key=day_of)


def read_line(line: str) -> ExtraDay:
    found = LINE.fullmatch(line)
    kind = found["kind"].casefold() if found else ""
    if found is None or kind not in {*OFF, *WORKING}:
        message = N_(
            "“%(line)s” is not readable. Write the day, “выходной” or “рабочий”, and the "
            "occasion: 19.02.2027 выходной День области."
        )
        raise Unreadable("extra_day", message, line=line)
    day = parse_date(found["day"])
    return {"day": day.isoformat(), "title": found["title"] or "", "working": kind in WORKING}


def day_of(extra: ExtraDay) -> date:
    return date.fromisoformat(str(extra["day"]))


def extra_days_text(days: Sequence[ExtraDay]) -> str:
    """The same as it is typed."""
    return "\n".join(
        f"{day_of(each):%d.%m.%Y} {(WORKING if each.get('working') else OFF)[0]} "
        f"{each.get('title') or ''}".rstrip()
        for each in days
    )
