"""What stands in the way of signing: the same facts for the page and for the service."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from council.meetings.models import Meeting
from council.meetings.queries.session.hall import day_of
from council.membership.queries import procedure_on
from council.minutes.queries import tabled
from council.minutes.queries.editions import count_open_remarks
from council.minutes.queries.records import get_session
from council.minutes.rules import Signatory
from council.minutes.rules.drafting.agreement import disagreements
from council.minutes.rules.states import EditionFacts, signers


class Numbered(Protocol):
    """An edition, as a row or as columns."""

    @property
    def id(self) -> UUID: ...
    @property
    def number(self) -> int: ...
    @property
    def correction_note(self) -> str: ...


class Written(Protocol):
    """A part, as a row or as columns."""

    @property
    def item_id(self) -> UUID | None: ...
    @property
    def text(self) -> str: ...


def facts_to_sign(meeting: Meeting, edition: Numbered, parts: Sequence[Written]) -> EditionFacts:
    texts = {part.item_id: part.text for part in parts if part.item_id}
    missing, other_terms = disagreements(get_session(meeting).items, texts)
    return EditionFacts(
        number=edition.number,
        is_empty=not parts,
        correction_note=edition.correction_note,
        open_remarks=count_open_remarks(edition.id),
        signatories_named=signatories_named(meeting),
        missing=missing,
        other_terms=other_terms,
        unapproved=unapproved_in(meeting, edition),
    )


def signers_of(meeting: Meeting) -> frozenset[Signatory]:
    """Who signs by the regulation of the meeting's day."""
    return signers(procedure_on(meeting.body_id, day_of(meeting)).signatories)


def signatories_named(meeting: Meeting) -> bool:
    """All who sign are named; presiding and secretary are two people."""
    needed = signers_of(meeting)
    named = {
        Signatory.PRESIDING: meeting.presiding_id,
        Signatory.SECRETARY: meeting.secretary_id,
    }
    people = {named[each] for each in needed}
    return None not in people and len(people) == len(needed)


def unapproved_in(meeting: Meeting, edition: Numbered) -> tuple[int, ...]:
    """Checked for the first edition: a correction hears no report again."""
    if edition.number > 1:
        return ()
    return tabled.unapproved(meeting, tabled.list_tabled(meeting.id))
