"""The approval sheet, lists of assignments and the composition of a body as papers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.kernel.names import PersonName
from core.kernel.papers import Corner, Paragraph, Signatures, Table, Title
from core.kernel.typography import NBSP
from council.assignments.documents import assignment_list
from council.assignments.rules import Due, Timeliness
from council.assignments.rules.papers import AssignmentsRecord, ListedAssignment
from council.meetings.rules.kinds import DueKind
from council.membership.documents import composition
from council.membership.rules import Category, Office
from council.membership.rules.papers import CompositionRecord, PaperMember
from council.reports.documents import approval_sheet, report_text
from council.reports.rules import Decision, Period, PeriodKind
from council.reports.rules.papers import DecisionRecord, ReportRecord, VersionRecord, as_decided
from tests.unit.papers.samples import BODY, SHA
from tests.unit.papers.texts import blocks, only, words_of

AT = datetime(2026, 9, 8, 5, 30, tzinfo=UTC)
DEPUTY = PersonName("Долматова", "Ирина", "Сергеевна")
AUTHOR = PersonName("Рябинина", "Елена", "Павловна")
OFFICE = "заместитель председателя Совета от предпринимательского сообщества"


def decided(decision, remarks=""):
    return DecisionRecord(decision, remarks, DEPUTY, OFFICE, AT, SHA, "2026-1")


RETURNED = VersionRecord(1, AUTHOR, AT, "", SHA, decided(Decision.RETURNED, "Уточнить затраты."))
APPROVED = VersionRecord(2, AUTHOR, AT, "", SHA, decided(Decision.APPROVED))
WAITING = VersionRecord(2, AUTHOR, AT, "Исправлено", SHA)


def report(*versions, is_approved=False, period=None):
    return ReportRecord(
        name="approval-2026",
        body=BODY.name,
        title="Отчёт об итогах работы",
        period=period or Period(PeriodKind.HALF_YEAR, 2026, 1, 6),
        author=AUTHOR,
        author_post="министр",
        organisation="Министерство",
        zone="Asia/Yekaterinburg",
        is_approved=is_approved,
        versions=versions,
        made_at=AT,
    )


def test_the_approval_sheet_lists_every_version_with_remarks_and_decision():
    paper = approval_sheet(report(RETURNED, APPROVED, is_approved=True))
    rows = only(paper, Table).rows

    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][2].startswith("возвращён с замечаниями")
    assert rows[0][3] == "Уточнить затраты."
    assert rows[1][2].startswith("согласован")
    assert only(paper, Title).kind == "ЛИСТ СОГЛАСОВАНИЯ"


def test_the_visa_carries_the_mark_of_a_simple_signature_and_its_sum():
    line = only(approval_sheet(report(APPROVED, is_approved=True)), Signatures).lines[0]

    assert line.office == OFFICE[0].upper() + OFFICE[1:]
    assert line.name == f"И.С.{NBSP}Долматова"
    assert line.mark[0] == "Подписано простой электронной подписью"
    assert line.mark[2].endswith(SHA)


def test_a_decision_that_was_brought_over_claims_no_signature_of_this_site():
    given = replace(decided(Decision.APPROVED), agreement="")
    paper = approval_sheet(report(replace(APPROVED, decision=given), is_approved=True))
    line = only(paper, Signatures).lines[0]

    assert only(paper, Table).rows[0][1].startswith(f"8{NBSP}сентября 2026{NBSP}г., 10:30")
    assert only(paper, Table).rows[0][2].split("\n")[1] == f"8{NBSP}сентября 2026{NBSP}г."
    assert line.mark[1] == f"И.С.{NBSP}Долматова, 8{NBSP}сентября 2026{NBSP}г."
    assert line.mark[0] == "Решение внесено при переносе сведений, на сайте не подписывалось"
    assert "Подписано" not in words_of(paper)


@pytest.mark.parametrize(("number", "is_approved"), ((1, False), (2, True)))
def test_the_sheet_of_a_decision_ends_with_it(number, is_approved):
    later = replace(WAITING, number=3)
    stood = as_decided(report(RETURNED, APPROVED, later, is_approved=False), number)

    assert [each.number for each in stood.versions] == list(range(1, number + 1))
    assert stood.is_approved is is_approved
    assert stood.made_at == stood.versions[-1].decision.at


def test_there_is_no_sheet_of_what_nobody_decided_on():
    with pytest.raises(ValueError, match="version 2"):
        as_decided(report(RETURNED, WAITING), 2)


def test_of_a_version_that_was_brought_over_only_the_day_is_printed():
    brought = replace(WAITING, is_submitted_here=False)
    row = only(approval_sheet(report(brought)), Table).rows[0]
    text = report_text(report(brought), brought, ())

    assert row[1] == f"8{NBSP}сентября 2026{NBSP}г.\nРябинина{NBSP}Е.П."
    assert "представлена 8 сентября 2026 г., контрольная сумма" in words_of(text)


@pytest.mark.parametrize(
    ("versions", "is_approved"),
    (
        ((RETURNED,), False),
        ((RETURNED, WAITING), False),
        ((APPROVED,), False),
        ((RETURNED,), True),
        ((WAITING,), True),
    ),
)
def test_without_an_approval_in_force_there_is_no_visa(versions, is_approved):
    paper = approval_sheet(report(*versions, is_approved=is_approved))
    assert blocks(paper, Signatures) == []
    assert "Отчёт не согласован." in words_of(paper)


def test_a_version_that_waits_says_so():
    assert only(approval_sheet(report(WAITING)), Table).rows[0][2:] == ("решения нет", "Исправлено")


def test_a_report_that_was_never_submitted_says_so():
    paper = approval_sheet(report())
    assert blocks(paper, Table) == []
    assert "на согласование не представлялся" in words_of(paper)


@pytest.mark.parametrize(
    ("period", "words"),
    (
        (Period(PeriodKind.HALF_YEAR, 2026, 1, 6), "I полугодие 2026 года"),
        (Period(PeriodKind.QUARTER, 2026, 7, 9), "III квартал 2026 года"),
        (Period(PeriodKind.YEAR, 2026, 1, 12), "2026 год"),
        (Period(PeriodKind.MONTHS, 2026, 1, 5), "январь – май 2026 года"),
        (Period(PeriodKind.MONTHS, 2026, 5, 5), "май 2026 года"),
    ),
)
def test_the_sheet_names_the_period(period, words):
    assert f"Отчётный период: {words}" in " ".join(
        f"{block.lead} {block.text}".replace(NBSP, " ")
        for block in blocks(approval_sheet(report(period=period)), Paragraph)
    )


DECEMBER = Due(DueKind.DATE, date(2026, 12, 1))


def line(standing=Timeliness.IN_WORK, due=DECEMBER, **values):
    known = {"code": "4-1.2", "text": "Провести опрос.", "executors": ("Рябинина Е.П., министр",)}
    return ListedAssignment(**{**known, **values}, due=due, standing=standing)


def assignments(*lines, **values):
    known = {
        "name": "assignments-2026-4",
        "body": BODY.name,
        "body_genitive": BODY.genitive,
        "noun": "Совета",
        "today": date(2026, 11, 21),
        "made_at": AT,
        "secretary": "М.О. Кузнечихина",
    }
    return AssignmentsRecord(**{**known, **values}, lines=lines)


def cell(each, column):
    return only(assignment_list(assignments(each)), Table).rows[0][column].replace(NBSP, " ")


@pytest.mark.parametrize(
    ("due", "words"),
    (
        (Due(DueKind.DATE, date(2026, 12, 1)), "до 01.12.2026"),
        (Due(DueKind.ALWAYS), "постоянно"),
        (Due(DueKind.QUARTERLY), "ежеквартально"),
        (Due(DueKind.NONE), "без срока"),
        (Due(DueKind.NEXT_MEETING), "к следующему заседанию"),
        (Due(DueKind.NEXT_MEETING, date(2026, 12, 17)), "к следующему заседанию (17.12.2026)"),
    ),
)
def test_the_term_of_an_assignment_in_the_words_of_minutes(due, words):
    assert cell(line(due=due), 3) == words


@pytest.mark.parametrize(
    ("standing", "values", "words"),
    (
        (Timeliness.IN_WORK, {}, "на контроле"),
        (Timeliness.DUE_SOON, {}, "на контроле"),
        (Timeliness.WAITS_FOR_RULING, {}, "представлен отчёт"),
        (Timeliness.TAKEN_OFF, {}, "снято с контроля"),
        (Timeliness.OVERDUE, {"days_late": 12}, "не исполнено, срок истёк (12 дней)"),
        (Timeliness.DONE_IN_TIME, {"done_on": date(2026, 10, 9)}, "исполнено 9 октября"),
        (
            Timeliness.DONE_LATE,
            {"done_on": date(2026, 10, 9), "days_late": 1},
            "исполнено 9 октября с опозданием (1 день)",
        ),
    ),
)
def test_the_mark_says_how_an_assignment_stands_on_the_day(standing, values, words):
    assert cell(line(standing, **values), 4) == words


def test_the_responsible_stands_first_and_the_others_work_with_them():
    executors = ("Рябинина Е.П.", "Шубин А.В.", "ЦПЭ")
    words = "Рябинина Е.П.\nсоисполнители: Шубин А.В.; ЦПЭ"
    assert cell(line(executors=executors), 2) == words
    assert cell(line(executors=()), 2) == "–"


def test_the_list_of_a_meeting_names_its_minutes():
    paper = assignment_list(assignments(line(), meeting_on=date(2026, 9, 24), meeting_number=4))
    about = only(paper, Title).heading.replace(NBSP, " ")
    assert about.endswith("(протокол № 4 от 24 сентября 2026 г.)")
    assert paper.is_landscape
    assert blocks(paper, Signatures)


def test_what_is_on_control_is_a_list_of_its_own():
    about = only(assignment_list(assignments(line())), Title).heading
    assert about == f"{BODY.genitive}, находящихся на контроле"


def test_the_public_list_is_signed_by_nobody_and_an_empty_one_says_so():
    paper = assignment_list(assignments(is_public=True))
    assert blocks(paper, Signatures) == []
    assert blocks(paper, Table) == []
    assert "Поручений нет." in words_of(paper)


CHAIR = PaperMember(PersonName("Ветлугин", "Андрей", "Николаевич"), "", "Губернатор")
HEAD = replace(CHAIR, offices=(Office.CHAIR,))


def composed(*members, **values):
    known = {
        "name": "composition",
        "body": BODY.name,
        "body_genitive": BODY.genitive,
        "noun": "Совета",
        "day": date(2026, 11, 21),
        "made_at": AT,
        "basis": f"постановление Губернатора от 6 февраля 2023 г. №{NBSP}17",
        "heads": (HEAD,),
    }
    return composition(CompositionRecord(**{**known, **values}, members=members))


def test_the_act_stands_in_the_instrumental_at_the_top():
    assert only(composed(), Corner).lines[1].startswith("постановлением Губернатора")
    assert only(composed(basis="Положение от мая"), Corner).lines[1] == "Положение от мая"
    assert blocks(composed(basis=""), Corner) == []


def test_members_stand_by_category_in_the_order_of_the_standard_numbered_through():
    exporter = replace(CHAIR, category=Category.EXPORTER)
    minister = replace(CHAIR, category=Category.EXECUTIVE_BODY)
    pupil = replace(CHAIR, category=Category.EDUCATION)
    _heads, members = blocks(composed(pupil, exporter, minister), Table)

    assert [row[0] for row in members.rows] == [
        "Исполнительные органы власти",
        "1",
        "Действующие экспортёры",
        "2",
        "Образовательные организации",
        "3",
    ]


def test_offices_agreement_and_the_lack_of_a_vote_stand_beside_the_post():
    member = replace(
        CHAIR,
        category=Category.SECRETARIAT,
        offices=(Office.SECRETARY, Office.REPORTER),
        is_voting=False,
        by_agreement=True,
    )
    _heads, members = blocks(composed(member), Table)
    marks = "(по согласованию) (без права решающего голоса)"
    assert members.rows[1][2] == f"Губернатор, секретарь Совета {marks}"


def test_a_name_that_may_not_be_published_is_replaced_and_said_to_be_missing():
    hidden = PaperMember(None, "имя не публикуется", "", Category.EXPORTER)
    paper = composed(hidden, is_complete=False)

    assert "имя не публикуется" in words_of(paper)
    assert "не давших согласия на публикацию" in words_of(paper)
    assert "не давших согласия" not in words_of(composed())


def test_the_composition_counts_people_and_votes():
    voting = replace(CHAIR, category=Category.EXPORTER)
    paper = composed(voting, replace(voting, is_voting=False))
    assert "Всего в составе – 2 человека, с правом решающего голоса – 1." in words_of(paper)
