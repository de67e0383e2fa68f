"""The history of a plan in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.kernel.errors import N_

WORDS = {
    "plan.imported": N_("Imported from the region's file"),
    "plan.created": N_("The plan was begun"),
    "plan.edition_begun": N_("Edition %(number)s was begun"),
    "plan.edition_discarded": N_("The draft of edition %(number)s was given up"),
    "plan.line_added": N_("Added: %(name)s"),
    "plan.line_changed": N_("Changed: %(name)s"),
    "plan.line_removed": N_("Taken out: %(name)s"),
    "plan.line_restored": N_("Brought back: %(name)s"),
    "plan.lines_imported": N_("%(count)s lines were read from the table “%(name)s”"),
    "plan.tabled": N_("Edition %(number)s was tabled at meeting No. %(meeting)s"),
    "plan.taken_back": N_("Edition %(number)s was taken back from the agenda"),
    "plan.year_closed": N_("The year was closed: %(held)s of %(planned)s held"),
    "plan.approved": N_("Edition %(number)s was approved by the council"),
    "plan.refused": N_("The council did not approve edition %(number)s"),
}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history as templates/membership/history.html shows it."""

    text: str
    at: datetime
    actor: str
    changes: tuple[()] = ()


def in_words(lines: Iterable[HistoryLine]) -> tuple[Happened, ...]:
    return tuple(
        Happened(said(line), line.at, line.actor_name) for line in lines if line.what in WORDS
    )


def said(line: HistoryLine) -> str:
    values: dict[str, object] = dict.fromkeys(
        ("number", "name", "meeting", "count", "held", "planned"), "–"
    )
    return gettext(WORDS[line.what]) % {**values, **line.details}
