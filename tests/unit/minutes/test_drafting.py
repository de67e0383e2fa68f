"""What the sample's minutes do not show: rarer votes, gaps in the record, the short form."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from core.kernel.names import PersonName
from council.meetings.rules.kinds import (
    DecisionKind,
    DueKind,
    GuestKind,
    MeetingKind,
    Outcome,
    VoteMode,
)
from council.membership.rules import Gender
from council.membership.rules.procedure import Initiator
from council.minutes.rules import MinutesForm, PartKind
from council.minutes.rules.drafting import (
    Decision,
    ElectionCount,
    GuestOnRoll,
    Item,
    Party,
    Recusal,
    Said,
    Tally,
    drafted,
    item_part,
)
from tests.unit.minutes.sample import full_minutes_of_sample, people, session_of

NBSP = "\u00a0"
SESSION = session_of(full_minutes_of_sample()[1])
ABSENTEE = session_of(full_minutes_of_sample()[3])


def text_of(session, kind, form=MinutesForm.FULL):
    found = [part.text for part in drafted(session, form) if part.kind is kind]
    return "\n\n".join(found).replace(NBSP, " ")


def item(**values):
    return Item(uuid4(), 1, "О плане работы", **values)


def lines(**values):
    return item_part(item(**values), by_ballot=False).text.replace(NBSP, " ").split("\n")


@pytest.mark.parametrize(
    ("kind", "heading"),
    (
        (MeetingKind.EXTRAORDINARY, "внеочередного заседания"),
        (MeetingKind.OFF_SITE, "выездного заседания"),
        (MeetingKind.EXTENDED, "расширенного заседания"),
    ),
)
def test_the_heading_names_the_kind_of_meeting(kind, heading):
    text = text_of(replace(SESSION, kind=kind), PartKind.HEADING)

    assert f"ПРОТОКОЛ\n{heading} Экспортного совета при Губернаторе" in text


def test_a_meeting_of_two_days_has_both_in_its_date():
    ends_at = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)

    assert "19–20 марта 2026 г.    № 1" in text_of(
        replace(SESSION, ends_at=ends_at), PartKind.HEADING
    )


def test_an_end_that_was_not_noted_is_not_invented():
    text = text_of(replace(SESSION, ends_at=None), PartKind.HEADING)

    assert "Начало – 11.00 (время местное, МСК+2)." in text


def test_in_moscow_the_zone_is_not_mentioned():
    text = text_of(replace(SESSION, zone="Europe/Moscow"), PartKind.HEADING)

    assert text.endswith("Начало – 09.00, окончание – 11.10.")


def test_a_place_without_its_city_gets_it():
    text = text_of(replace(SESSION, place="ул. Губернская, д. 1"), PartKind.HEADING)

    assert "Место проведения: г. Заречинск, ул. Губернская, д. 1. Начало" in text


def test_a_quorum_that_lacks_is_said():
    assert "Кворум отсутствует, заседание неправомочно." in text_of(
        replace(SESSION, has_quorum=False), PartKind.QUORUM
    )


@pytest.mark.parametrize(
    ("votes", "line"),
    (
        (None, ""),
        ((9, 1, 0), "Повестка дня утверждена («за» – 9, «против» – 1, «воздержались» – 0)."),
        ((9, 0, 1), "Повестка дня утверждена («за» – 9, «против» – 0, «воздержались» – 1)."),
        ((10, 0, 0), "Повестка дня утверждена единогласно («за» – 10)."),
    ),
)
def test_the_vote_on_the_agenda_is_told_if_it_was_noted(votes, line):
    text = text_of(replace(SESSION, agenda_votes=votes), PartKind.AGENDA)

    assert text.split("\n\n")[1:] == ([line] if line else [])


@pytest.mark.parametrize(
    ("name", "capacity"),
    (
        ("Мороз Никита Ильич", "приглашённый на открытое заседание"),
        ("Черных Анна Львовна", "приглашённая на открытое заседание"),
        ("Гасанов Эльдар Рашид оглы", "приглашённый на открытое заседание"),
        ("Гасанова Лейла Рашид кызы", "приглашённая на открытое заседание"),
        ("Ли Вэй", "приглашённое лицо на открытое заседание"),
    ),
)
def test_a_visitor_speaks_in_a_capacity_that_fits_the_name(name, capacity):
    said = Said("поддержал", Party.typed(name), guest=GuestKind.VISITOR)

    assert f"({capacity}) – поддержал." in lines(spoke=(said,))[3]


def test_a_typed_capacity_goes_first_and_members_have_none():
    typed = Said("просил", Party.typed("Мороз Никита Ильич"), "эксперт", GuestKind.INVITED)
    member = Said("поддержал", people()["m02"])

    assert lines(spoke=(typed, member))[3:5] == [
        "Мороз Н.И. (эксперт) – просил.",
        "Долматова И.С. – поддержал.",
    ]


def test_a_name_that_cannot_be_read_stands_as_typed():
    assert Party.typed("Мадам Ж.").nominative == "Мадам Ж."


def test_where_nothing_was_noted_the_title_stands_for_what_was_heard():
    assert lines() == ["1. СЛУШАЛИ:", "О плане работы."]


@pytest.mark.parametrize(
    ("tally", "line"),
    (
        (
            Tally(5, 4, 0, Outcome.CARRIED, mode=VoteMode.SECRET),
            "Голосовали тайно: «за» – 5, «против» – 4, «воздержались» – 0. Решение принято.",
        ),
        (
            Tally(4, 5, 0, Outcome.REJECTED, "1.1", VoteMode.BY_NAME),
            "Голосовали поимённо по пункту 1.1: «за» – 4, «против» – 5, «воздержались» – 0. Решение не принято.",  # noqa: E501
        ),
    ),
)
def test_ways_to_vote_are_told_apart(tally, line):
    assert lines(tallies=(tally,))[-1] == line


@pytest.mark.parametrize(
    ("elected", "end"),
    (("m02", "Избрана Долматова И.С."), ("m20", "Избран Пахотин В.Е."), (None, "Никто из")),
)
def test_an_election_says_who_won(elected, end):
    votes = tuple((people()[code], 4) for code in ("m02", "m20"))
    count = ElectionCount(votes, 1, 0, people()[elected] if elected else None, is_secret=True)

    [line] = lines(election=count)[2:]

    assert line.startswith("Голосовали тайно: за кандидатуру Долматовой И.С. – 4; за кандидатуру")
    assert "; «против» – 1; «воздержались» – 0." in line
    assert end in line


def test_a_recusal_is_told_with_its_reason():
    [line] = lines(recusals=(Recusal(people()["m23"], "конфликт интересов"),))[2:]

    assert line == "В голосовании не участвует Шевчук Р.О. (конфликт интересов)."


def test_attachments_are_numbered():
    session = replace(SESSION, attachments=("Отчёт на 5 л.", "Особое мнение"))

    assert text_of(session, PartKind.ATTACHMENTS) == (
        "Приложения:\n1. Отчёт на 5 л.\n2. Особое мнение."
    )


def test_the_short_form_counts_who_was_there():
    text = text_of(SESSION, PartKind.ATTENDANCE, MinutesForm.SHORT)

    assert text.endswith(
        "Присутствовали: 19 членов Совета, приглашённые – 2, "
        "представители субъектов предпринимательства – 4."
    )


def test_the_short_form_of_an_item_has_a_roman_number_speakers_and_decisions():
    first = next(
        part.text.replace(NBSP, " ")
        for part in drafted(SESSION, MinutesForm.SHORT)
        if part.kind is PartKind.ITEM
    ).split("\n")

    assert first[0].startswith("I. Об итогах работы министерства")
    assert first[1] == "(Рябинина Е.П., Долматова И.С., Лукошкина В.А., Льняных Д.К.)"
    assert first[3] == (
        "1.2. Министерству (Рябининой Е.П.) завершить формирование каталога экспортной продукции "
        "области на русском, английском и китайском языках в срок до 1 июня 2026 г."
    )


@pytest.mark.parametrize(
    ("due_kind", "due_on", "end"),
    (
        (DueKind.NONE, None, "план."),
        (DueKind.DATE, date(2026, 12, 1), "план в срок до 1 декабря 2026 г."),
        (DueKind.ALWAYS, None, "план. Срок – постоянно."),
        (DueKind.QUARTERLY, None, "план. Срок – ежеквартально."),
        (DueKind.NEXT_MEETING, None, "план. Срок – к следующему заседанию."),
    ),
)
def test_the_short_form_puts_the_executor_in_the_dative(due_kind, due_on, end):
    one, other = people()["m04"], people()["m10"]
    decision = Decision(
        "1.1", "Представить план", DecisionKind.ASSIGNMENT, due_kind, due_on, (one, other)
    )
    session = replace(SESSION, items=(item(decisions=(decision,)),))

    assert text_of(session, PartKind.ITEM, MinutesForm.SHORT).split("\n")[-1] == (
        f"1.1. Рябининой Е.П. совместно с Мельгуновой О.Д. представить {end}"
    )


@pytest.mark.parametrize("kind", (DecisionKind.RECOMMENDATION, DecisionKind.DECISION))
def test_the_short_form_addresses_assignments_only(kind):
    decision = Decision("1.1", "Рекомендовать центру", kind, executors=(people()["m10"],))
    session = replace(SESSION, items=(item(decisions=(decision,)),))

    assert text_of(session, PartKind.ITEM, MinutesForm.SHORT).endswith("1.1. Рекомендовать центру.")


def test_the_short_form_of_an_absentee_vote_counts_ballots():
    text = text_of(ABSENTEE, PartKind.QUORUM, MinutesForm.SHORT)

    assert "получено – 21" in text
    assert "Присутствовали" not in text_of(ABSENTEE, PartKind.ATTENDANCE, MinutesForm.SHORT)


@pytest.mark.parametrize(
    ("by", "said"),
    (
        (Initiator.CHAIR, "(опросные листы), по решению председателя Совета. Срок"),
        (Initiator.THIRD, "(опросные листы), по требованию не менее трети членов Совета. Срок"),
        (None, "(опросные листы). Срок"),
    ),
)
def test_the_minutes_of_an_absentee_vote_say_by_whose_decision_it_was_held(by, said):
    vote = replace(ABSENTEE, absentee=replace(ABSENTEE.absentee, ordered_by=by))

    assert said in text_of(vote, PartKind.QUORUM)


def test_guests_stand_in_the_order_of_the_alphabet_with_yo_as_ye():
    names = ("Жуков Олег Ильич", "Ёлкин Олег Ильич", "Егоров Олег Ильич")
    guests = tuple(GuestOnRoll(Party.typed(name), GuestKind.INVITED) for name in names)
    text = text_of(replace(SESSION, guests=guests), PartKind.ATTENDANCE)

    order = [text.index(name.split()[0]) for name in ("Егоров", "Ёлкин", "Жуков")]
    assert order == sorted(order)


def test_the_gender_of_a_party_may_be_given_or_told_by_the_patronymic():
    assert Party.of(PersonName("Цой", "Вера"), gender="female").gender is Gender.FEMALE
    assert Party.of(PersonName("Цой", "Вера", "Сановна")).gender is Gender.FEMALE
    assert Party.of(PersonName("Цой", "Вера")).gender is None
