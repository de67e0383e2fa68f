"""The papers of a meeting say what the record holds, in the official form and order."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.kernel.papers import (
    Apart,
    Break,
    Corner,
    Heading,
    Listing,
    Paragraph,
    Signatures,
    Table,
    Title,
)
from core.kernel.typography import NBSP, faults
from core.kernel.workdays import Deadline
from council.meetings import documents
from council.meetings.rules.kinds import Choice, GuestKind, MeetingState
from council.meetings.rules.papers import FilledBallot, Invited, Question, Terms
from tests.unit.papers.samples import identity, record_of
from tests.unit.papers.texts import blocks, only, texts, words_of

SENT, APPROVED = (f"{day}{NBSP}сентября 2026{NBSP}г." for day in (16, 14))
HALL, POLL, NEXT = "z-2026-4", "z-2026-3", "z-2026-5"
OF_HALL = (
    documents.notice,
    documents.agenda,
    documents.draft_decisions,
    documents.conduct,
    documents.registration,
    documents.invited_list,
)


def ballots(record):
    return documents.ballots(record, record.voters)


ALL = [(make, HALL) for make in OF_HALL] + [
    (make, POLL)
    for make in (documents.notice, documents.agenda, documents.draft_decisions, ballots)
]


@pytest.mark.parametrize(("make", "code"), ALL, ids=lambda value: getattr(value, "__name__", value))
def test_every_paper_has_a_title_a_language_and_tidy_typography(make, code):
    record = record_of(code)
    paper = make(record)

    assert isinstance(next(b for b in paper.blocks if isinstance(b, Title)), Title)
    assert paper.language == "ru"
    assert paper.title.endswith(f"№{NBSP}{record.number})")
    assert paper.made_at == record.changed_at
    assert paper.author == record.body.name
    assert [text for text in texts(paper.blocks) if faults(text)] == []


@pytest.mark.parametrize(("make", "code"), ALL, ids=lambda value: getattr(value, "__name__", value))
def test_the_columns_of_every_table_fill_the_sheet_and_every_row_fits_them(make, code):
    for table in blocks(make(record_of(code)), Table):
        assert sum(column.share for column in table.columns) == 100
        assert {len(row) for row in table.rows} <= {1, len(table.columns)}


@pytest.mark.parametrize("make", OF_HALL)
def test_before_the_agenda_is_approved_a_paper_says_that_it_is_a_draft(make):
    assert make(record_of(HALL, state=MeetingState.AGENDA_OPEN)).note == "Проект"
    assert make(record_of(HALL, state=MeetingState.AGENDA_APPROVED)).note == ""


def test_the_notice_says_day_weekday_zone_place_form_and_link():
    words = words_of(documents.notice(record_of(HALL)))

    assert "24 сентября 2026 г. (четверг) состоится очередное заседание" in words
    assert "11.00 (время местное, МСК+2; 09.00 по московскому времени)" in words
    assert "г. Заречинск, ул. Губернская, д. 1, зал заседаний (каб. 301)" in words
    assert "смешанная: очно и посредством видео-конференц-связи" in words
    assert "https://vks.example.org/sovet" in words


def test_the_notice_asks_to_answer_by_the_very_day():
    terms = Terms(Deadline(date(2026, 9, 22)), 25, 13)
    words = words_of(documents.notice(record_of(HALL, terms=terms)))

    assert "подтвердить участие не позднее 22 сентября 2026 г. (вторник) включительно" in words
    assert "лично, без права замены" in words


def test_members_who_may_send_a_substitute_are_not_told_otherwise():
    terms = Terms(None, 25, 13, may_substitute=True)
    words = words_of(documents.notice(record_of(HALL, terms=terms)))

    assert "без права замены" not in words
    assert "подтвердить участие" not in words


def test_the_notice_of_a_poll_says_until_when_ballots_are_taken():
    words = words_of(documents.notice(record_of(POLL)))

    assert "проводится заочное голосование членов Экспортного совета" in words
    assert "не позднее 18 августа 2026 г. включительно" in words
    assert "Место проведения" not in words


def test_a_notice_that_is_not_sent_leaves_its_date_to_be_written():
    assert only(documents.notice(record_of(HALL)), Apart).left == SENT
    assert "____" in only(documents.notice(record_of(HALL, noticed_on=None)), Apart).left


def test_in_moscow_only_one_clock_is_named():
    words = words_of(documents.notice(record_of(HALL, zone="Europe/Moscow")))
    assert "09.00 (по московскому времени)" in words


def test_the_notice_lists_each_question_with_its_speaker_under_it():
    entries = only(documents.notice(record_of(HALL)), Listing).entries

    assert [entry.number for entry in entries if entry.level == 1] == [f"{n}." for n in range(1, 7)]
    assert entries[1].level == 2
    assert entries[1].text.startswith("Докладчик: Рябинина")


def test_the_agenda_gives_each_question_its_clock_times():
    rows = only(documents.agenda(record_of(HALL)), Table).rows

    assert [row[0] for row in rows[:3]] == ["11.00–11.20", "11.20–11.40", "11.40–12.00"]
    assert [row[1] for row in rows] == ["1", "2", "3", "4", "5", "6"]


def test_the_agenda_of_a_poll_has_no_clock():
    table = only(documents.agenda(record_of(POLL)), Table)
    assert [column.title for column in table.columns] == ["№", "Вопрос", "Докладчик"]


def test_an_approved_agenda_says_who_approved_it_and_when():
    corner = only(documents.agenda(record_of(HALL)), Corner)
    name = f"А.Н.{NBSP}Ветлугин"
    assert corner.lines == ("УТВЕРЖДЕНА", "Губернатор", name, APPROVED)
    assert blocks(documents.agenda(record_of(HALL, approval=None)), Corner) == []


def test_draft_decisions_are_numbered_under_their_question():
    listed = blocks(documents.draft_decisions(record_of(HALL)), Listing)
    assert [entry.number for entry in listed[0].entries] == ["1.1.", "1.2."]


@pytest.mark.parametrize(
    "typed", ("1. Принять", "1) Принять", "1.1. Принять", "– Принять", "- Принять", "• Принять")
)
def test_a_number_typed_before_a_point_gives_way_to_ours(typed):
    question = Question(identity("q"), 3, "О плане", decision=f"{typed}\n\n  Поручить.  ")
    paper = documents.draft_decisions(record_of(HALL, questions=(question,)))

    entries = only(paper, Listing).entries
    assert [(e.number, e.text) for e in entries] == [("3.1.", "Принять."), ("3.2.", "Поручить.")]


def test_a_question_without_a_draft_says_so():
    paper = documents.draft_decisions(record_of(NEXT))
    assert blocks(paper, Listing) == []
    assert words_of(paper).count("Проект решения не представлен.") == 6


def test_the_order_of_conduct_goes_by_the_clock_from_opening_to_closing():
    rows = [row for row in only(documents.conduct(record_of(HALL)), Table).rows if len(row) == 3]

    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert (rows[0][:2], rows[-1][:2]) == (("11.00", "Открытие"), ("13.00", "Закрытие"))
    assert [row[1] for row in rows[3:6]] == ["Доклад", "Обсуждение", "Решение"]
    assert [row[0] for row in rows[3:6]] == ["11.00", "11.12", "11.18"]


def test_the_presiding_is_told_the_quorum_and_asks_for_recusals_and_votes():
    words = words_of(documents.conduct(record_of(HALL)))

    assert "Членов Совета с правом решающего голоса – 25" in words
    assert "не менее 13" in words
    assert words.count("Прошу заявить о самоотводе до голосования.") == 6
    assert words.count("Кто «за»? Кто «против»? Кто воздержался?") == 6
    assert words.count("решающим является голос председательствующего") == 6


def test_where_nobody_breaks_a_tie_the_presiding_is_not_told_to():
    terms = Terms(None, 25, 13, presiding_breaks_ties=False, dissent_days=1)
    words = words_of(documents.conduct(record_of(HALL, terms=terms)))

    assert "решающим" not in words
    assert "в течение 1 календарного дня" in words


def test_candidates_are_voted_on_one_by_one():
    question = Question(
        identity("q"), 1, "Об избрании", is_election=True, candidates=("Цой В.С.", "Шевчук Р.О.")
    )
    words = words_of(documents.conduct(record_of(HALL, questions=(question,))))
    assert "Кандидатуры: Цой В.С., Шевчук Р.О." in words
    assert "Предлагается решение" not in words


@pytest.mark.parametrize("minutes", (0, 1, 2, 3, 9, 10, 60, 600))
def test_the_steps_of_a_question_stay_within_it(minutes):
    start = datetime(2026, 9, 24, 6, tzinfo=UTC)
    end = start + timedelta(minutes=minutes)
    question = Question(identity("q"), 1, "О плане", starts=start, ends=end)
    rows = only(documents.conduct(record_of(HALL, questions=(question,))), Table).rows
    times = [row[0] for row in rows if len(row) == 3]
    assert times == sorted(times)
    assert times[-1] == f"{end:%H.%M}"


def test_the_sheet_of_registration_has_a_line_for_every_member_and_free_ones_for_others():
    record = record_of(HALL)
    members, invited, visitors = blocks(documents.registration(record), Table)

    assert len(members.rows) == len(record.members)
    assert members.rows[0][:2] == ("1", "Берестова Анна Львовна")
    assert all(table.is_for_hand for table in (members, invited, visitors))
    assert (len(invited.rows), len(visitors.rows)) == (2 + 3, 5 + 3)
    assert {row[3] for row in members.rows} == {"ВКС", ""}
    assert "(без права решающего голоса)" in words_of(documents.registration(record))


def test_the_list_of_the_invited_names_the_question_they_speak_on():
    guest = Invited("Жарикова И.В.", "заместитель министра", GuestKind.INVITED, 4)
    table = only(documents.invited_list(record_of(HALL, invited=(guest,))), Table)
    assert table.rows == (("1", f"Жарикова{NBSP}И.В.", "заместитель министра", "4"),)


def test_where_nobody_is_invited_the_list_says_so():
    assert "Приглашённых нет." in words_of(documents.invited_list(record_of(HALL, invited=())))


def test_each_member_gets_a_ballot_on_a_page_of_their_own():
    record = record_of(POLL)
    paper = ballots(record)

    assert len(blocks(paper, Table)) == len(record.voters) == 25
    assert len(blocks(paper, Break)) == 24
    names = [block.lines[0].name for block in blocks(paper, Signatures)]
    assert names == [voter.name.initials_before for voter in record.voters]


@pytest.mark.parametrize(
    ("choice", "cells"),
    (
        (None, ("", "", "")),
        (Choice.FOR, ("Х", "", "")),
        (Choice.AGAINST, ("", "Х", "")),
        (Choice.ABSTAINED, ("", "", "Х")),
    ),
)
def test_a_ballot_is_blank_or_marked_as_the_member_chose(choice, cells):
    record = record_of(POLL)
    voter, item = record.voters[0], record.questions[0].id
    given = FilledBallot(((item, choice),) if choice else (), ((item, "Не согласен."),))
    paper = documents.ballots(record, [voter], {voter.person_id: given} if choice else None)

    row = only(paper, Table).rows[0]
    assert row[2:5] == cells
    assert row[5] == ("Не согласен." if choice else "")


def test_a_ballot_holds_the_proposed_decision_word_for_word():
    row = only(documents.ballots(record_of(POLL), record_of(POLL).voters[:1]), Table).rows[0]
    assert "1.2. Министерству (Рябининой" in row[1]


def test_nobody_presides_yet():
    paper = documents.conduct(record_of(HALL, presiding=None))
    assert "Председательствующий: не назначен." in words_of(paper)


def test_headings_never_skip_a_level():
    paper = documents.draft_decisions(record_of(HALL))
    assert {heading.level for heading in blocks(paper, Heading)} == {2}
    assert blocks(paper, Paragraph)
