"""The notice with the agenda («уведомление о проведении») and the agenda by itself. Pure.

A notice says everything one has to know to come: day, weekday, time with the zone, place, form,
link, questions, and until when to answer.
"""

from core.kernel.papers import (
    Align,
    Apart,
    Block,
    Column,
    Corner,
    Entry,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Table,
)
from core.kernel.russian import date_long, date_with_weekday, number_sign
from council.meetings.documents.wording import (
    FORMS,
    NOMINATIVE,
    dated,
    day_text,
    genitive,
    made,
    place_text,
    signed_by,
    speakers_text,
    stopped,
    time_text,
    title_of,
    weekday_text,
    with_office,
)
from council.meetings.rules.papers import MeetingRecord, Question
from council.membership.rules.conduct import by_decision_of

ALONE = "Члены {noun} участвуют в заседании лично, без права замены."
CONFIRM = (
    "Просим подтвердить участие не позднее {day} включительно по личной ссылке из письма "
    "или через секретаря {noun}."
)
PROVISIONALLY = ", предварительно"  # the year's work calendar is not published yet
SEND_BACK = (
    "Заполненный и подписанный опросный лист просим направить секретарю {noun} не позднее {day} "
    "включительно. Опросный лист, поступивший после этого дня, не учитывается."
)
MATERIALS = "Материалы по вопросам повестки дня доступны в личном кабинете члена {noun}."


def notice(record: MeetingRecord) -> Paper:
    """Invites to a meeting, or to a vote by ballots."""
    title = "Уведомление о проведении " + genitive(record)
    sent = date_long(record.noticed_on) if record.noticed_on else "«___» ____________ 20__ г."
    blocks: list[Block] = [
        title_of(record, "УВЕДОМЛЕНИЕ", f"о проведении {genitive(record)}"),
        Apart(sent, record.city),
        Corner((f"Членам {record.body.genitive}",)),
        Paragraph(announcement(record)),
        *facts(record),
        Heading("Повестка дня"),
        Listing(tuple(entry for question in record.questions for entry in entries(question))),
        *requests(record),
        signed_by(f"Секретарь {record.body.noun}", record.secretary),
    ]
    return made(record, "notice", title, blocks)


def announcement(record: MeetingRecord) -> str:
    number = number_sign(record.number)
    if record.is_absentee:
        return (
            f"Сообщаем, что {ordered(record)}в период {span(record)} проводится заочное "
            f"голосование членов {record.body.genitive} ({number})."
        )
    return (
        f"Сообщаем, что {day_text(record)} ({weekday_text(record)}) состоится "
        f"{NOMINATIVE[record.kind]} {record.body.genitive} ({number})."
    )


def ordered(record: MeetingRecord) -> str:
    """«по решению председателя Совета », where the regulation asks by whose decision it is."""
    return f"{by_decision_of(record.absentee_by, record.body.noun)} " if record.absentee_by else ""


def span(record: MeetingRecord) -> str:
    """«с 12 августа 2026 г. по 18 августа 2026 г.»."""
    if record.ballots_from is None or record.ballots_until is None:
        return day_text(record)
    return f"с {date_long(record.ballots_from)} по {date_long(record.ballots_until)}"


def facts(record: MeetingRecord) -> list[Block]:
    """One fact a line, so that nobody has to look for the place in running text."""
    lines = [("Форма проведения", FORMS[record.form])]
    if not record.is_absentee:
        lines = [
            ("Дата", f"{day_text(record)}, {weekday_text(record)}"),
            ("Начало", time_text(record)),
            ("Место проведения", place_text(record)),
            *lines,
        ]
    if record.video_link:
        lines.append(("Видео-конференц-связь", record.video_link))
    if record.presiding:
        lines.append(("Председательствующий", with_office(record.presiding)))
    return [
        Paragraph(value, Align.LEFT, indented=False, lead=f"{name}:")
        for name, value in lines
        if value
    ]


def entries(question: Question) -> tuple[Entry, ...]:
    """The question under its number, its speakers on a line of their own."""
    first = Entry(f"{question.number}.", stopped(question.title))
    speakers = speakers_text(question)
    return (first, Entry("", speakers, level=2)) if speakers else (first,)


def requests(record: MeetingRecord) -> list[Block]:
    noun, terms = record.body.noun, record.terms
    if record.is_absentee and record.ballots_until:
        return [Paragraph(SEND_BACK.format(noun=noun, day=date_long(record.ballots_until)))]
    texts = [MATERIALS.format(noun=noun)]
    if not terms.may_substitute:
        texts.append(ALONE.format(noun=noun))
    if terms.confirm_by:
        texts.append(CONFIRM.format(noun=noun, day=until(record)))
    return [Paragraph(text) for text in texts]


def until(record: MeetingRecord) -> str:
    """«15 декабря 2026 г. (вторник)»: the weekday tells at once how much time is left."""
    last = record.terms.confirm_by
    if last is None:
        return ""
    name, _, rest = date_with_weekday(last.day).partition(", ")
    return f"{rest} ({name}{PROVISIONALLY if last.provisional else ''})"


COLUMNS = (
    Column("Время", 15, Align.CENTRE),
    Column("№", 5, Align.CENTRE),
    Column("Вопрос", 41),
    Column("Докладчик", 39),
)
BALLOT_COLUMNS = (Column("№", 8, Align.CENTRE), Column("Вопрос", 56), Column("Докладчик", 36))


def agenda(record: MeetingRecord) -> Paper:
    """The agenda with the clock time of each question, reckoned from the beginning."""
    where = f"{place_text(record)}. Начало – {time_text(record)}."
    blocks: list[Block] = [
        *approval(record),
        title_of(record, "ПОВЕСТКА ДНЯ", genitive(record)),
        dated(record),
        *([] if record.is_absentee else [Paragraph(where, Align.LEFT, indented=False)]),
        timetable(record),
        signed_by(f"Секретарь {record.body.noun}", record.secretary),
    ]
    return made(record, "agenda", f"Повестка дня {genitive(record)}", blocks)


def timetable(record: MeetingRecord) -> Table:
    columns = BALLOT_COLUMNS if record.is_absentee else COLUMNS
    rows = [
        (f"{question.number}", stopped(question.title), ";\n".join(question.speakers) or "–")
        for question in record.questions
    ]
    if not record.is_absentee:
        times = [hours(question) for question in record.questions]
        rows = [(time, *row) for time, row in zip(times, rows, strict=True)]  # type: ignore[misc]
    return Table("", columns, tuple(rows))


def hours(question: Question) -> str:
    """«11.00–11.15»."""
    if question.starts is None or question.ends is None:
        return ""
    return f"{question.starts:%H.%M}–{question.ends:%H.%M}"


def approval(record: MeetingRecord) -> list[Block]:
    """«УТВЕРЖДЕНА» with who approved it and when, at the top right; nothing on a draft."""
    given = record.approval
    if given is None:
        return []
    name = given.name.initials_before if given.name else ""
    lines = ("УТВЕРЖДЕНА", given.post, name, date_long(given.on))
    return [Corner(tuple(line for line in lines if line))]
