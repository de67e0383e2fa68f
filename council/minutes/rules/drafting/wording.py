"""Pieces of wording that both forms of minutes share: terms, votes, capacities, posts. Pure."""

from datetime import date

from core.kernel.russian import date_long, period
from core.kernel.zones import local, moscow_offset
from council.meetings.rules.kinds import (
    DueKind,
    GuestKind,
    MeetingForm,
    MeetingKind,
    Outcome,
    VoteMode,
)
from council.membership.rules import Gender
from council.minutes.rules.drafting.records import (
    Decision,
    ElectionCount,
    Item,
    Party,
    Recusal,
    Said,
    Session,
    Tally,
)

GAP = "    "  # between what stands left and right in one line of the sample's layout
BY_AGREEMENT = " (по согласованию)"
KINDS = {
    MeetingKind.FOUNDING: "установочного заседания",
    MeetingKind.REGULAR: "заседания",
    MeetingKind.EXTRAORDINARY: "внеочередного заседания",
    MeetingKind.OFF_SITE: "выездного заседания",
    MeetingKind.EXTENDED: "расширенного заседания",
}
TERMS = {
    DueKind.ALWAYS: "постоянно",
    DueKind.QUARTERLY: "ежеквартально",
    DueKind.NEXT_MEETING: "к следующему заседанию",
}
MODES = {VoteMode.COUNT: "", VoteMode.BY_NAME: " поимённо", VoteMode.SECRET: " тайно"}
TIE = "при равенстве голосов решающим является голос председательствующего"
OUTCOMES = {
    Outcome.CARRIED: "Решение принято.",
    Outcome.CARRIED_UNANIMOUSLY: "Решение принято единогласно.",
    Outcome.CARRIED_BY_CASTING_VOTE: f"Принято: {TIE}.",
    Outcome.REJECTED: "Решение не принято.",
}
INVITED = {
    Gender.MALE: "приглашённый",
    Gender.FEMALE: "приглашённая",
    None: "приглашённое лицо",
}


def heading_of(session: Session) -> str:
    """What the minutes are of, in the genitive, as it stands under «ПРОТОКОЛ»."""
    if session.form is MeetingForm.ABSENTEE:
        return f"заочного голосования членов {session.body.name_genitive}"
    return f"{KINDS[session.kind]} {session.body.name_genitive}"


def day_of(session: Session) -> str:
    """The date of minutes is that of the meeting, never of signing (DOMAIN.md § 2.3)."""
    if session.absentee:
        return date_long(session.absentee.last)
    first, last = days_of(session)
    return period(first, last)


def days_of(session: Session) -> tuple[date, date]:
    first = local(session.starts_at, session.zone).date()
    last = local(session.ends_at, session.zone).date() if session.ends_at else first
    return first, last


def place_of(session: Session) -> str:
    if not session.city or session.place.startswith(session.city):
        return session.place or session.city
    return f"{session.city}, {session.place}" if session.place else session.city


def hours_of(session: Session) -> str:
    """«Начало – 11.00, окончание – 12.35 (время местное, МСК+2).»."""
    hours = f"Начало – {local(session.starts_at, session.zone):%H.%M}"
    if session.ends_at:
        hours += f", окончание – {local(session.ends_at, session.zone):%H.%M}"
    offset = moscow_offset(session.zone, session.starts_at)
    return f"{hours} (время местное, {offset})." if offset else f"{hours}."


def post_of(party: Party) -> str:
    """The post without the note of the act on composition, which minutes leave out."""
    return party.post.removesuffix(BY_AGREEMENT)


def with_post(party: Party, dash: str) -> str:
    return f"{party.nominative}{dash}{post_of(party)}" if party.post else party.nominative


def stopped(text: str) -> str:
    """The text as a sentence: with a full stop unless it has its own end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def due_of(decision: Decision) -> str:
    """«Срок – до 1 марта 2023 г.», «Срок – постоянно.», or nothing."""
    if decision.due_kind is DueKind.DATE and decision.due_on:
        return f"Срок – до {date_long(decision.due_on)}"
    term = TERMS.get(decision.due_kind)
    return f"Срок – {term}." if term else ""


def speech(said: Said) -> str:
    if said.speaker is None:
        return stopped(said.text)
    capacity = said.capacity or capacity_of(said.speaker, said.guest)
    name = f"{said.speaker.nominative} ({capacity})" if capacity else said.speaker.nominative
    return f"{name} – {stopped(said.text)}"


def capacity_of(party: Party, guest: GuestKind | None) -> str:
    """«приглашённая на открытое заседание»: in which capacity one who is no member spoke."""
    if guest is None:
        return ""
    word = INVITED[party.gender]
    return f"{word} на открытое заседание" if guest is GuestKind.VISITOR else word


def counts(in_favour: int, against: int, abstained: int) -> str:
    return f"«за» – {in_favour}, «против» – {against}, «воздержались» – {abstained}"


def vote_line(tally: Tally) -> str:
    """«Голосовали по пункту 3.2: «за» – 9, «против» – 9, … Принято: …»."""
    about = f" по пункту {tally.decision}" if tally.decision else ""
    figures = counts(tally.in_favour, tally.against, tally.abstained)
    return f"Голосовали{MODES[tally.mode]}{about}: {figures}. {OUTCOMES[tally.outcome]}"


def election_line(election: ElectionCount) -> str:
    """«Голосовали: за кандидатуру Долматовой И.С. – 14; … Избрана Долматова И.С.»."""
    shares = [
        f"за кандидатуру {party.genitive or party.nominative} – {votes}"
        for party, votes in election.candidates
    ]
    if election.against:
        shares.append(f"«против» – {election.against}")
    shares.append(f"«воздержались» – {election.abstained}")
    mode = MODES[VoteMode.SECRET] if election.is_secret else ""
    return f"Голосовали{mode}: {'; '.join(shares)}. {elected(election.elected)}"


def elected(party: Party | None) -> str:
    if party is None:
        return "Никто из кандидатов не избран."
    verb = "Избрана" if party.gender is Gender.FEMALE else "Избран"
    return f"{verb} {stopped(party.nominative)}"


def vote_lines(item: Item) -> list[str]:
    """How the members voted on an item, who did not, and whose dissent is attached."""
    lines = [vote_line(tally) for tally in item.tallies]
    if item.election:
        lines.append(election_line(item.election))
    lines += [recusal_line(recusal) for recusal in item.recusals]
    lines += [
        f"Особое мнение {party.genitive or party.nominative} прилагается."
        for party in item.dissenters
    ]
    return lines


def recusal_line(recusal: Recusal) -> str:
    reason = f" ({recusal.reason})" if recusal.reason else ""
    return f"В голосовании не участвует {stopped(recusal.party.nominative + reason)}"
