"""Wording that the papers of a meeting share: what it is called, when and where it is. Pure.

The papers are Russian whatever the language of the page (DOMAIN.md § 2.3).
"""

from core.kernel.paper_words import set_in, tidied
from core.kernel.papers import Apart, Block, Margins, Paper, SignatureLine, Signatures, Title
from core.kernel.russian import date_long, number_sign, period, weekday
from core.kernel.zones import MOSCOW, local, moscow_offset
from council.meetings.rules.handing_out import PaperKind
from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.rules.papers import MeetingRecord, OfficerOfMeeting, Question

GENITIVE = {
    MeetingKind.FOUNDING: "установочного заседания",
    MeetingKind.REGULAR: "очередного заседания",
    MeetingKind.EXTRAORDINARY: "внеочередного заседания",
    MeetingKind.OFF_SITE: "выездного заседания",
    MeetingKind.EXTENDED: "расширенного заседания",
}
NOMINATIVE = {
    MeetingKind.FOUNDING: "установочное заседание",
    MeetingKind.REGULAR: "очередное заседание",
    MeetingKind.EXTRAORDINARY: "внеочередное заседание",
    MeetingKind.OFF_SITE: "выездное заседание",
    MeetingKind.EXTENDED: "расширенное заседание",
}
FORMS = {
    MeetingForm.IN_PERSON: "очная",
    MeetingForm.VIDEO: "видео-конференц-связь",
    MeetingForm.MIXED: "смешанная: очно и посредством видео-конференц-связи",
    MeetingForm.ABSENTEE: "заочное голосование (опросные листы)",
}
# In the contents of a pack, whose heading names the meeting already.
BOOKMARKS = {
    PaperKind.NOTICE: "Уведомление о проведении",
    PaperKind.AGENDA: "Повестка дня",
    PaperKind.DECISIONS: "Проект решения",
    PaperKind.CONDUCT: "Порядок ведения",
    PaperKind.REGISTRATION: "Лист регистрации",
    PaperKind.INVITED: "Список приглашённых",
    PaperKind.BALLOTS: "Опросные листы",
}
UNAPPROVED = frozenset({MeetingState.PLANNED, MeetingState.AGENDA_OPEN, MeetingState.POSTPONED})
DRAFT = "Проект"


def genitive(record: MeetingRecord) -> str:
    """«очередного заседания Экспортного совета при …»; by ballots, of the vote."""
    if record.is_absentee:
        return f"заочного голосования членов {record.body.genitive}"
    return f"{GENITIVE[record.kind]} {record.body.genitive}"


def day_text(record: MeetingRecord) -> str:
    """«17 декабря 2026 г.»; of a vote by ballots, its term."""
    if record.ballots_from and record.ballots_until:
        return period(record.ballots_from, record.ballots_until)
    return date_long(local(record.starts_at, record.zone).date())


def weekday_text(record: MeetingRecord) -> str:
    return weekday(local(record.starts_at, record.zone).date())


def time_text(record: MeetingRecord) -> str:
    """«11.00 (время местное, МСК+2; 9.00 по московскому времени)»."""
    here = local(record.starts_at, record.zone)
    offset = moscow_offset(record.zone, record.starts_at)
    if not offset:
        return f"{here:%H.%M} (по московскому времени)"
    moscow = record.starts_at.astimezone(MOSCOW)
    return f"{here:%H.%M} (время местное, {offset}; {moscow:%H.%M} по московскому времени)"


def place_text(record: MeetingRecord) -> str:
    if not record.place or record.form is MeetingForm.ABSENTEE:
        return record.city
    return record.place if record.place.startswith(record.city) else _with_city(record)


def _with_city(record: MeetingRecord) -> str:
    return f"{record.city}, {record.place}"


def stopped(text: str) -> str:
    """The text as a sentence: with a full stop unless it has its own end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def speakers_text(question: Question) -> str:
    """«Докладчик: Рябинина Е.П., министр …», or nothing."""
    if not question.speakers:
        return ""
    title = "Докладчик" if len(question.speakers) == 1 else "Докладчики"
    return f"{title}: {stopped('; '.join(question.speakers))}"


def title_of(record: MeetingRecord, kind: str, heading: str) -> Title:
    return Title(record.body.name.upper(), kind, heading)


def dated(record: MeetingRecord) -> Apart:
    """The date of the meeting and its number at the two edges."""
    return Apart(day_text(record), number_sign(record.number))


def with_office(officer: OfficerOfMeeting) -> str:
    """«Ветлугин А.Н., Губернатор Заречинской области»."""
    name = officer.name.initials_after
    return f"{name}, {officer.post}" if officer.post else name


def signed_by(office: str, officer: OfficerOfMeeting | None) -> Signatures:
    """A line for a hand signature; nobody named leaves the name to be written in."""
    name = officer.name.initials_before if officer else ""
    return Signatures((SignatureLine(office, name),))


def title_of_pack(record: MeetingRecord) -> str:
    return set_in(
        f"Материалы {genitive(record)} ({day_text(record)}, {number_sign(record.number)})"
    )


def made(
    record: MeetingRecord, name: str, title: str, blocks: list[Block], *, is_coded: bool = True
) -> Paper:
    """The paper of these blocks; before the agenda is approved it says that it is a draft.

    Its code leads to the meeting's public page: what was moved or cancelled since is said there.
    """
    return Paper(
        name=f"{name}-{record.year}-{record.number}",
        title=set_in(f"{title} ({day_text(record)}, {number_sign(record.number)})"),
        language="ru",
        made_at=record.changed_at,
        blocks=tidied(blocks),
        margins=Margins.ORDINARY,
        note=DRAFT if record.state in UNAPPROVED else "",
        author=record.body.name,
        address=record.address if is_coded else "",
    )
