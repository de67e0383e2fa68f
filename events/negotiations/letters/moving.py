"""The letter to a participant whose negotiations are held on other days. Pure but for words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from core.letters.rules import Addressee, Facts, Heading, Letter, Listing, Paragraph
from core.letters.wording import day
from events.negotiations.letters.schedules import (
    Occasion,
    Reader,
    called,
    letter_of,
    link,
    meetings_of,
    where_of,
)


@dataclass(frozen=True, slots=True)
class OtherDays:
    """The old and the new days of negotiations, and with whom there is no meeting any more."""

    was: tuple[date, ...]
    new: tuple[date, ...]
    lost: tuple[str, ...] = ()


def days_letter(occasion: Occasion, reader: Reader, to: Addressee, days: OtherDays) -> Letter:
    """The whole timetable as it holds now."""
    reason = (Paragraph(occasion.reason, quoted=True),) if occasion.reason.strip() else ()
    heading = (Heading(gettext("Your timetable")),) if reader.appointments else ()
    lost = (Heading(gettext("Called off")), Listing(days.lost)) if days.lost else ()
    facts = (
        (gettext("Participant"), reader.name),
        (gettext("Old days"), days_said(days.was)),
        (gettext("New days"), days_said(days.new)),
        *where_of(occasion),
        (gettext("Meetings in all"), str(len(reader.appointments))),
    )
    text = gettext("The negotiations are held on other days; only the times below hold.")
    answer = gettext("If you cannot be there, answer this letter.")
    return letter_of(
        "days",
        occasion,
        reader,
        to,
        gettext("Your negotiations are on other days: %(event)s", event=called(occasion)),
        (
            Paragraph(text),
            *reason,
            Facts(facts),
            *heading,
            *meetings_of(reader, occasion),
            *lost,
            Paragraph(answer),
            link(reader, gettext("Your timetable")),
        ),
    )


def days_said(days: Iterable[date]) -> str:
    return "; ".join(day(each) for each in days)
