"""The short form of minutes («краткий»): per item who spoke and what was decided. Pure.

As federal bodies write it: Roman numbers of items, surnames of those who spoke, decisions with
the executor in the dative and the term. Decisions keep their numbers, because assignments cite
them. Source: DOMAIN.md § 2.3.
"""

from core.kernel.russian import counted, date_long, number_sign
from core.kernel.typography import roman
from council.meetings.rules.kinds import DueKind, GuestKind
from council.minutes.rules.drafting.addressing import addressed
from council.minutes.rules.drafting.full import (
    attachments_text,
    left_out_text,
    officers_text,
    quorum_text,
    signatures_text,
)
from council.minutes.rules.drafting.records import Decision, DraftPart, Item, Session
from council.minutes.rules.drafting.wording import (
    GAP,
    day_of,
    heading_of,
    stopped,
    vote_lines,
)
from council.minutes.rules.drafting.wording import TERMS as DUE_TERMS
from council.minutes.rules.words import PartKind


def short_minutes(session: Session) -> tuple[DraftPart, ...]:
    parts = (
        DraftPart(PartKind.HEADING, heading_text(session)),
        DraftPart(PartKind.ATTENDANCE, attendance_text(session)),
        DraftPart(PartKind.QUORUM, quorum_text(session)),
        DraftPart(PartKind.AGENDA, left_out_text(session)),
        *(item_part(item) for item in session.items),
        DraftPart(PartKind.ATTACHMENTS, attachments_text(session)),
        DraftPart(PartKind.SIGNATURES, signatures_text(session)),
    )
    return tuple(part for part in parts if part.text)


def heading_text(session: Session) -> str:
    body = session.body.name.upper()
    day = f"{day_of(session)}{GAP}{number_sign(session.number)}\n{session.city}".rstrip()
    return f"{body}\n\nПРОТОКОЛ\n{heading_of(session)}\n\n{day}"


def attendance_text(session: Session) -> str:
    """The officers and how many others were there; names stand in the list of the full form."""
    if session.absentee:
        return officers_text(session)
    noun = session.body.noun_genitive
    present = len(session.members) + (session.presiding is not None)
    shares = [
        counted(present, f"член {noun}", f"члена {noun}", f"членов {noun}"),
        guests_share(session, GuestKind.INVITED, "приглашённые"),
        guests_share(session, GuestKind.VISITOR, "представители субъектов предпринимательства"),
    ]
    return f"{officers_text(session)}\n\nПрисутствовали: {', '.join(filter(None, shares))}."


def guests_share(session: Session, kind: GuestKind, word: str) -> str:
    number = sum(guest.kind is kind for guest in session.guests)
    return f"{word} – {number}" if number else ""


def item_part(item: Item) -> DraftPart:
    lines = [f"{roman(item.number)}. {stopped(item.title)}"]
    if names := speakers_of(item):
        lines.append(f"({', '.join(names)})")
    lines += map(decision_line, item.decisions)
    lines += vote_lines(item)
    return DraftPart(PartKind.ITEM, "\n".join(lines), item.id)


def speakers_of(item: Item) -> list[str]:
    """Those who reported and spoke, each once, in the order in which they were heard."""
    reported = [said.speaker.nominative for said in item.heard if said.speaker]
    listed = reported or [speaker.name for speaker in item.speakers]
    spoke = [said.speaker.nominative for said in item.spoke if said.speaker]
    return list(dict.fromkeys([*listed, *spoke]))


def decision_line(decision: Decision) -> str:
    text = addressed(decision)
    if decision.due_kind is DueKind.DATE and decision.due_on:
        text = f"{text.rstrip('.')} в срок до {date_long(decision.due_on)}"
    elif term := DUE_TERMS.get(decision.due_kind):
        text = f"{stopped(text)} Срок – {term}."
    return f"{decision.number}. {stopped(text)}"
