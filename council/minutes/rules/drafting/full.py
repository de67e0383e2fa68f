"""The full form of minutes («полный»): who was there, heard, spoke, decided, voted. Pure."""

from collections.abc import Iterable

from core.kernel.russian import date_long, number_sign
from council.meetings.rules.kinds import GuestKind
from council.membership.rules.conduct import by_decision_of
from council.minutes.rules.drafting.addressing import addressed
from council.minutes.rules.drafting.records import (
    Attendee,
    Decision,
    DraftPart,
    Item,
    Party,
    Session,
    SpeakerLine,
)
from council.minutes.rules.drafting.wording import (
    GAP,
    counts,
    day_of,
    due_of,
    heading_of,
    hours_of,
    place_of,
    post_of,
    speech,
    stopped,
    vote_lines,
    with_post,
)
from council.minutes.rules.words import PartKind

BY_VIDEO = " (посредством видео-конференц-связи)"
VISITORS = (
    "Присутствовали на открытом заседании представители субъектов предпринимательства, "
    "не являющиеся членами"
)
BALLOT_FORM = "Форма проведения – заочное голосование (опросные листы)"


def full_minutes(session: Session) -> tuple[DraftPart, ...]:
    """The parts in their order; by ballots the term and the quorum stand before the officers."""
    attendance = DraftPart(PartKind.ATTENDANCE, attendance_text(session))
    quorum = DraftPart(PartKind.QUORUM, quorum_text(session))
    middle = (quorum, attendance) if session.absentee else (attendance, quorum)
    parts = (
        DraftPart(PartKind.HEADING, heading_text(session)),
        *middle,
        DraftPart(PartKind.AGENDA, agenda_text(session)),
        *(item_part(item, by_ballot=session.absentee is not None) for item in session.items),
        DraftPart(PartKind.ATTACHMENTS, attachments_text(session)),
        DraftPart(PartKind.SIGNATURES, signatures_text(session)),
    )
    return tuple(part for part in parts if part.text)


def heading_text(session: Session) -> str:
    blocks = [
        session.body.name.upper(),
        f"ПРОТОКОЛ\n{heading_of(session)}",
        f"{day_of(session)}{GAP}{number_sign(session.number)}\n{session.city}".rstrip(),
    ]
    if session.absentee is None:
        blocks.append(f"Место проведения: {stopped(place_of(session))} {hours_of(session)}")
    return "\n\n".join(blocks)


def attendance_text(session: Session) -> str:
    blocks = [officers_text(session)]
    if session.absentee is None:
        noun = session.body.noun_genitive
        blocks += [
            listed(f"Присутствовали члены {noun}:", map(attendee_line, by_name(session.members))),
            guests_text(session, GuestKind.INVITED, "Приглашённые:"),
            guests_text(session, GuestKind.VISITOR, f"{VISITORS} {noun}:"),
        ]
    return "\n\n".join(block for block in blocks if block)


def officers_text(session: Session) -> str:
    named = (("Председательствующий", session.presiding), ("Секретарь", session.secretary))
    lines = [
        ", ".join(filter(None, (f"{title} – {with_post(who.party, ', ')}", who.role)))
        for title, who in named
        if who
    ]
    return "\n".join(lines)


def by_name(members: Iterable[Attendee]) -> list[Attendee]:
    return sorted(members, key=lambda member: member.party.sort_key)


def attendee_line(member: Attendee) -> str:
    return with_post(member.party, " – ") + (BY_VIDEO if member.is_remote else "")


def guests_text(session: Session, kind: GuestKind, title: str) -> str:
    guests = [guest.party for guest in session.guests if guest.kind is kind]
    in_order = sorted(guests, key=lambda party: party.sort_key)
    return listed(title, (with_post(party, " – ") for party in in_order))


def listed(title: str, lines: Iterable[str]) -> str:
    found = list(lines)
    return "\n".join([title, *found]) if found else ""


def quorum_text(session: Session) -> str:
    total = f"Число членов {session.body.noun_genitive} с правом решающего голоса"
    has = "Кворум имеется" if session.has_quorum else "Кворум отсутствует"
    term = session.absentee
    if term is None:
        valid = "заседание правомочно" if session.has_quorum else "заседание неправомочно"
        figures = f"{session.voting_total}, присутствуют – {session.voting_present}"
        return f"{total} – {figures}. {has}, {valid}."
    days = f"Срок голосования: с {date_long(term.first)} по {date_long(term.last)}"
    ballots = (
        f"Направлено опросных листов – {term.sent}, получено – {term.received}, "
        f"признано недействительными – {term.invalid}."
    )
    noun = session.body.noun_genitive
    ordered = f", {by_decision_of(term.ordered_by, noun)}" if term.ordered_by else ""
    return f"{BALLOT_FORM}{ordered}. {days}\n{total} – {session.voting_total}. {ballots} {has}."


def agenda_text(session: Session) -> str:
    lines = ["ПОВЕСТКА ДНЯ:"]
    for item in session.items:
        lines.append(f"{item.number}. {stopped(item.title)}")
        if item.speakers:
            lines.append(speakers_line(item.speakers))
    agenda = "\n".join(lines)
    return "\n\n".join(filter(None, (agenda, agenda_vote(session), left_out_text(session))))


def speakers_line(speakers: tuple[SpeakerLine, ...]) -> str:
    title = "Докладчик" if len(speakers) == 1 else "Докладчики"
    named = [speaker_of(each) for each in speakers]
    return f"{title}: {stopped('; '.join(named))}"


def speaker_of(speaker: SpeakerLine) -> str:
    post = post_of(Party(speaker.name, (), post=speaker.post))
    return f"{speaker.name}, {post}" if post else speaker.name


def agenda_vote(session: Session) -> str:
    """The members adopt the agenda at the start; nothing is said where no vote was noted."""
    if session.agenda_votes is None:
        return ""
    in_favour, against, abstained = session.agenda_votes
    if not against and not abstained:
        return f"Повестка дня утверждена единогласно («за» – {in_favour})."
    return f"Повестка дня утверждена ({counts(in_favour, against, abstained)})."


def left_out_text(session: Session) -> str:
    """What stood on the agenda and was not considered, with the reason given in the hall."""
    lines = (
        f"{each.number}. {stopped(each.title)} Причина: {stopped(each.reason)}"
        for each in session.left_out
    )
    return listed("НЕ РАССМАТРИВАЛИСЬ ВОПРОСЫ:", lines)


def item_part(item: Item, *, by_ballot: bool) -> DraftPart:
    opening = ballot_opening(item) if by_ballot else hall_opening(item)
    lines = [*opening, *decision_lines(item.decisions), *vote_lines(item)]
    return DraftPart(PartKind.ITEM, "\n".join(lines), item.id)


def hall_opening(item: Item) -> list[str]:
    heard = " ".join(speech(said) for said in item.heard) or stopped(item.title)
    lines = [f"{item.number}. СЛУШАЛИ:", heard]
    if item.spoke:
        lines += ["ВЫСТУПИЛИ:", *(speech(said) for said in item.spoke)]
    return lines


def ballot_opening(item: Item) -> list[str]:
    title = f"{item.number}. ВОПРОС, ВЫНЕСЕННЫЙ НА ЗАОЧНОЕ ГОЛОСОВАНИЕ:"
    return [title, stopped(item.title), *(speech(said) for said in item.heard)]


def decision_lines(decisions: tuple[Decision, ...]) -> list[str]:
    return listed("РЕШИЛИ:", map(decision_line, decisions)).splitlines()


def decision_line(decision: Decision) -> str:
    return f"{decision.number}. {addressed(decision)} {due_of(decision)}".rstrip()


def attachments_text(session: Session) -> str:
    numbered = enumerate(session.attachments, start=1)
    return listed("Приложения:", (f"{number}. {stopped(text)}" for number, text in numbered))


def signatures_text(session: Session) -> str:
    secretary = session.secretary if session.secretary_signs else None
    named = (("Председательствующий", session.presiding), ("Секретарь", secretary))
    return "\n".join(
        f"{title}{GAP}{who.party.initials_before or who.party.nominative}"
        for title, who in named
        if who
    )
