"""The registration sheet and the list of invited people. Pure.

Both stay in the secretary's hands: they name people who may not be named in public.
"""

from collections.abc import Iterable

from core.kernel.papers import Align, Block, Column, Paper, Paragraph, Table
from council.meetings.documents.wording import (
    dated,
    genitive,
    made,
    place_text,
    signed_by,
    time_text,
    title_of,
)
from council.meetings.rules.kinds import GuestKind
from council.meetings.rules.papers import Invited, MeetingRecord, Seated

COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Фамилия, имя, отчество", 29),
    Column("Должность, организация", 35),
    Column("Очно / ВКС", 12, Align.CENTRE),
    Column("Подпись", 18),
)
INVITED_COLUMNS = (
    Column("№", 6, Align.CENTRE),
    Column("Фамилия, имя, отчество", 34),
    Column("Должность, организация", 45),
    Column("Вопрос", 15, Align.CENTRE),
)
PRESENCE = {True: "ВКС", False: "очно", None: ""}
EMPTY = 3  # lines for those who come unannounced
VISITORS = "Представители субъектов предпринимательства, не являющиеся членами {noun}"


def registration(record: MeetingRecord) -> Paper:
    """Everybody who is expected signs beside the name; a few lines are left free."""
    noun, total = record.body.noun, record.terms.voting_total
    guests = of_kind(record, GuestKind.INVITED)
    visitors = of_kind(record, GuestKind.VISITOR)
    count = (
        f"Зарегистрировано членов {noun} с правом решающего голоса: ____ из {total} "
        f"(для кворума – не менее {record.terms.quorum_needed})."
    )
    blocks: list[Block] = [
        title_of(record, "ЛИСТ РЕГИСТРАЦИИ", f"участников {genitive(record)}"),
        dated(record),
        Paragraph(f"{place_text(record)}. Начало – {time_text(record)}.", indented=False),
        sheet(f"Члены {noun}", [member_row(m) for m in record.members]),
        sheet("Приглашённые", [guest_row(g) for g in guests], empty=EMPTY),
        sheet(VISITORS.format(noun=noun), [guest_row(g) for g in visitors], empty=EMPTY),
        Paragraph(count, keeps_with_next=True),
        signed_by(f"Секретарь {noun}", record.secretary),
    ]
    title = f"Лист регистрации участников {genitive(record)}"
    # It is filled in by hand and stays in the file: a code would lead nobody anywhere.
    return made(record, "registration", title, blocks, is_coded=False)


def of_kind(record: MeetingRecord, kind: GuestKind) -> list[Invited]:
    return [guest for guest in record.invited if guest.kind is kind]


def member_row(member: Seated) -> tuple[str, str, str]:
    voteless = "" if member.is_voting else " (без права решающего голоса)"
    return member.name.full, f"{member.post}{voteless}", PRESENCE[member.is_remote]


def guest_row(guest: Invited) -> tuple[str, str, str]:
    return guest.name, guest.post, ""


def sheet(caption: str, rows: Iterable[tuple[str, str, str]], empty: int = 0) -> Table:
    lines = [*rows, *[("", "", "")] * empty]
    numbered = ((str(number), *line, "") for number, line in enumerate(lines, 1))
    return Table(caption, COLUMNS, tuple(numbered), is_for_hand=True)


def invited_list(record: MeetingRecord) -> Paper:
    """Who is asked in, and on which question they speak."""
    guests = of_kind(record, GuestKind.INVITED)
    visitors = of_kind(record, GuestKind.VISITOR)
    blocks: list[Block] = [
        title_of(record, "СПИСОК ПРИГЛАШЁННЫХ", f"на {accusative(record)}"),
        dated(record),
        *invited_table("Приглашённые", guests),
        *(invited_table(VISITORS.format(noun=record.body.noun), visitors) if visitors else []),
        signed_by(f"Секретарь {record.body.noun}", record.secretary),
    ]
    return made(record, "invited", f"Список приглашённых на {accusative(record)}", blocks)


def accusative(record: MeetingRecord) -> str:
    """«заседание Экспортного совета при …»: the same as the nominative."""
    noun = "заочное голосование членов" if record.is_absentee else "заседание"
    return f"{noun} {record.body.genitive}"


def invited_table(caption: str, guests: list[Invited]) -> list[Block]:
    if not guests:
        return [Paragraph("Приглашённых нет.")]
    rows = (
        (str(number), guest.name, guest.post, str(guest.item) if guest.item else "–")
        for number, guest in enumerate(guests, 1)
    )
    return [Table(caption, INVITED_COLUMNS, tuple(rows))]
