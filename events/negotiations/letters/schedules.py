"""Letters to participants: the question for wishes, the timetable, what changed in it.

Times are those of the place, each with its zone; the place is named. Pure but for words.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from flask_babel import gettext

from core.adapters.language import language, under_language
from core.kernel.zones import utc_from
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Facts,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import clock, day, greeting, until_end_of
from events.negotiations.rules.slots import Slot
from events.words import Venue, name_in


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting from a participant's side; `hall` and `table` may be unknown."""

    slot: Slot
    partner: str
    hall: str = ""
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """What became of one meeting; without `before` it is new, without `after` called off."""

    partner: str
    before: Appointment | None
    after: Appointment | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the letters of one schedule share. `mark` is the edition or the moment.

    `wishes_until` is over by the clocks of `body_zone`, or of the place where none is named.
    """

    schedule_id: UUID
    event_id: UUID
    body_id: UUID
    event: str
    zone: str
    mark: str
    wishes_until: date | None = None
    reason: str = ""
    event_english: str = ""
    body_zone: str = ""
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A participant as a letter knows it; `page` is secret."""

    id: UUID
    name: str
    page: str
    appointments: tuple[Appointment, ...] = ()
    turns: tuple[Turn, ...] = field(default=())


def wishes_letter(occasion: Occasion, reader: Reader, to: Addressee) -> Letter:
    text = gettext(
        "Please tell us whom you want to meet, and when you are there. The schedule of "
        "negotiations is made of the wishes of both sides."
    )
    term: tuple[Block, ...] = ()
    if last := occasion.wishes_until:
        said = until_end_of(last, occasion.body_zone or occasion.zone)
        term = (Paragraph(gettext("Answers are taken until %(day)s.", day=said)),)
    where = where_of(occasion)
    facts = (Facts(tuple(where)),) if where else ()
    return letter_of(
        "wishes",
        occasion,
        reader,
        to,
        gettext("Whom do you want to meet: %(event)s", event=called(occasion)),
        (Paragraph(text), *facts, *term, link(reader, gettext("Give your wishes"))),
    )


def timetable_letter(occasion: Occasion, reader: Reader, to: Addressee) -> Letter:
    """The whole timetable of one participant."""
    return letter_of(
        "published",
        occasion,
        reader,
        to,
        gettext("Your negotiations: %(event)s", event=called(occasion)),
        (
            Facts(
                (
                    (gettext("Participant"), reader.name),
                    *where_of(occasion),
                    (gettext("Meetings in all"), str(len(reader.appointments))),
                )
            ),
            *meetings_of(reader, occasion),
            link(reader, gettext("Your timetable")),
        ),
    )


def change_letter(occasion: Occasion, reader: Reader, to: Addressee) -> Letter:
    """Only what changed, old and new."""
    entries = tuple(turned(each, occasion.zone) for each in reader.turns)
    reason = (Paragraph(occasion.reason, quoted=True),) if occasion.reason.strip() else ()
    return letter_of(
        "changed",
        occasion,
        reader,
        to,
        gettext("Your negotiations have changed: %(event)s", event=called(occasion)),
        (
            Facts(((gettext("Participant"), reader.name), *where_of(occasion))),
            *reason,
            Heading(gettext("What has changed")),
            Listing(entries),
            Paragraph(
                " ".join(
                    (
                        gettext("All other meetings stay as they were."),
                        gettext("Times are those of the place."),
                    )
                )
            ),
            link(reader, gettext("Your timetable")),
        ),
    )


def letter_of(  # noqa: PLR0913, PLR0917 - one line for each part of a letter
    kind: str,
    occasion: Occasion,
    reader: Reader,
    to: Addressee,
    subject: str,
    body: tuple[Block, ...],
) -> Letter:
    return Letter(
        fact=fact_of(f"negotiations.{kind}", reader.id, occasion.mark),
        kind=f"negotiations.{kind}",
        addressee=to,
        urgency=Urgency.SERVICE,
        subject=subject,
        greeting=greeting(to),
        body=body,
        record_id=reader.id,
        about_id=occasion.event_id,
        about=called(occasion),
        body_id=occasion.body_id,
    )


def called(occasion: Occasion) -> str:
    return name_in(language(), occasion.event, occasion.event_english)


def link(reader: Reader, label: str) -> Actions:
    return Actions((Action(label, under_language(reader.page), is_secret=True),))


def meetings_of(reader: Reader, occasion: Occasion) -> tuple[Block, ...]:
    """Every meeting of the participant with time and place, or that there is none."""
    if not reader.appointments:
        return (Paragraph(gettext("No meeting could be placed for you. We will get in touch.")),)
    lines = tuple(said(each, occasion.zone) for each in reader.appointments)
    return Listing(lines), Paragraph(gettext("Times are those of the place."))


def where_of(occasion: Occasion) -> list[tuple[str, str]]:
    """«Где: г. Алматы, Казахстан»."""
    where = occasion.venue.said(language()) if occasion.venue else ""
    return [(gettext("Where"), where)] if where else []


def turned(turn: Turn, zone: str) -> str:
    """«Партнёр: было понедельник, 8 февраля 2027 г., 10:00–10:25 (МСК+2); стало …»."""
    values = {
        "partner": turn.partner,
        "before": place(turn.before, zone) if turn.before else "",
        "after": place(turn.after, zone) if turn.after else "",
    }
    if turn.before is None:
        return str(gettext("%(partner)s: a new meeting, %(after)s", **values))
    if turn.after is None:
        return str(gettext("%(partner)s: called off, it was %(before)s", **values))
    return str(gettext("%(partner)s: it was %(before)s, now %(after)s", **values))


def said(one: Appointment, zone: str) -> str:
    return f"{place(one, zone)} – {one.partner}"


def place(one: Appointment, zone: str) -> str:
    """Day, time with its zone, hall and table in the reader's language."""
    slot = one.slot
    ends = clock(utc_from(slot.day, slot.ends_at, zone), zone)
    parts = [day(slot.day), f"{slot.starts_at:%H:%M}–{ends}"]
    if one.hall:
        parts.append(one.hall)
    if one.table is not None:
        parts.append(gettext("table %(number)s", number=one.table))
    return ", ".join(parts)
