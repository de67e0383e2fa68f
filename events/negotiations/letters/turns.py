"""The letter to a participant of negotiations whose event is moved or cancelled.

Pure but for words.
"""

from flask_babel import gettext

from core.letters.rules import Addressee, Facts, Letter, Paragraph
from events.missions.letters.applications import days_of, no_longer
from events.negotiations.letters.schedules import Occasion, Reader, called, letter_of, link
from events.programme.aftermath import EventTurn


def turn_letter(
    occasion: Occasion, reader: Reader, to: Addressee, turn: EventTurn, *, has_timetable: bool
) -> Letter:
    """Old and new days, the reason, and that a timetable which was sent holds no longer."""
    subject = gettext("The event is moved: %(event)s", event=called(occasion))
    text = gettext("The event at which you were to negotiate is moved.")
    if turn.is_off:
        subject = gettext("The event is cancelled: %(event)s", event=called(occasion))
        text = gettext("The event at which you were to negotiate will not be held.")
    reason = (Paragraph(occasion.reason, quoted=True),) if occasion.reason else ()
    after = (Paragraph(no_longer(is_off=turn.is_off)),) if has_timetable else ()
    facts = Facts(((gettext("Participant"), reader.name), *days_of(turn)))
    return letter_of(
        "cancelled" if turn.is_off else "moved",
        occasion,
        reader,
        to,
        subject,
        (Paragraph(text), *reason, facts, *after, link(reader, gettext("Your negotiations"))),
    )
