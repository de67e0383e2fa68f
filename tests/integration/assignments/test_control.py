"""Reporting, ruling, extending, closing: each intent once, each refusal without a trace."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused
from council.assignments import queries, services
from council.assignments.rules import AssignmentAction, AssignmentState, Ruling
from council.assignments.services import Execution, Extended
from council.meetings.rules.kinds import DueKind
from tests.builders_assignments import DONE
from tests.builders_reports import pdf
from tests.conftest import NOW

S, A = AssignmentState, AssignmentAction
LATE_EVENING = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)  # already 22 November in Zarechinsk


def history(assignment):
    return [line.what for line in list_history([assignment.id])]


def test_an_executor_reports_and_the_secretary_accepts(assignments, council):
    assignment, report_id = assignments.reported(uploads=(pdf(), pdf("Письмо.pdf", b"%PDF-2")))
    stored = assignments.again(assignment)
    assert (stored.state, stored.done_on, stored.revision) == (S.REPORTED, DONE, 2)
    assert [file.name for file in queries.list_files(assignment.id)] == [
        "Приложение.pdf",
        "Письмо.pdf",
    ]

    assignments.rule(assignment, report_id)

    stored = assignments.again(assignment)
    assert (stored.state, stored.done_on, stored.closed_on) == (S.CLOSED, DONE, NOW.date())
    [report] = queries.list_reports(assignment.id)
    assert (report.ruling, report.ruled_at, report.reported_by) == (
        Ruling.ACCEPTED,
        NOW,
        "Рябинина\xa0Е.П.",
    )
    assert history(assignment) == ["assignment.accepted", "assignment.reported"]


def test_a_returned_report_puts_the_assignment_back_without_its_day(assignments, council):
    assignment, report_id = assignments.reported()
    assignments.rule(assignment, report_id, A.RETURN, "Нет приложения.")
    stored = assignments.again(assignment)
    assert (stored.state, stored.done_on, stored.closed_on) == (S.ON_CONTROL, None, None)

    second = assignments.report(assignment, council.coordinator, text="Приложение добавлено.")

    newest, oldest = queries.list_reports(assignment.id)
    assert {newest.ruling, oldest.ruling} == {Ruling.WAITING, Ruling.RETURNED}
    assignments.rule(assignment, second)
    assert assignments.again(assignment).state is S.CLOSED


def test_a_quarterly_assignment_goes_on_after_an_accepted_report(assignments):
    assignment, report_id = assignments.reported(due_kind=DueKind.QUARTERLY)
    assignments.rule(assignment, report_id, A.KEEP)
    stored = assignments.again(assignment)
    assert (stored.state, stored.done_on, stored.closed_on) == (S.ON_CONTROL, None, None)
    assert queries.list_reports(assignment.id)[0].ruling is Ruling.ACCEPTED
    assert history(assignment)[0] == "assignment.kept"


def test_a_ruling_belongs_to_the_report_that_was_read(assignments, council):
    assignment, seen = assignments.reported()
    assignments.rule(assignment, seen, A.RETURN, "Не то.")
    assignments.report(assignment, council.coordinator, text="Другое.")
    for stale in (seen, assignment.id):
        with pytest.raises(Refused) as refused:
            assignments.rule(assignment, stale)
        assert refused.value.codes == ("not_waiting",)
    assert assignments.again(assignment).state is S.REPORTED


def test_the_secretary_reports_for_a_body_that_nobody_stands_for(assignments, council):
    assignment = assignments.give(names=["члены Совета"])
    assignments.report(assignment, council.secretary)
    assert assignments.again(assignment).state is S.REPORTED


@pytest.mark.parametrize("who", ("member", "deputy", "chair"))
def test_others_cannot_report_even_if_they_are_members(assignments, council, who):
    assignment = assignments.give(names=["члены Совета"])
    with pytest.raises(NotFound):
        assignments.report(assignment, getattr(council, who))
    assert queries.list_reports(assignment.id) == ()
    assert history(assignment) == []


@pytest.mark.parametrize(
    ("text", "on", "code"),
    (
        (" ", DONE, "no_text"),
        ("Сделано.", date(2026, 11, 22), "done_in_future"),
        ("Сделано.", date(2026, 9, 23), "done_before"),
    ),
)
def test_a_refused_report_leaves_no_trace(assignments, council, text, on, code):
    assignment = assignments.give(council.coordinator)
    with pytest.raises(Refused) as refused:
        assignments.report(assignment, council.coordinator, text=text, uploads=(pdf(),), on=on)
    assert refused.value.codes == (code,)
    assert assignments.again(assignment).revision == 1
    assert queries.list_files(assignment.id) == ()
    assert history(assignment) == []


def test_the_day_of_the_body_counts_in_the_evening(assignments, council, build):
    assignment = assignments.give(council.coordinator)
    execution = Execution("Сделано.", date(2026, 11, 22))
    actor = build.viewer(council.coordinator)
    services.report_execution(assignment.id, execution, actor=actor, now=LATE_EVENING)
    assert assignments.again(assignment).done_on == date(2026, 11, 22)

    other = assignments.give(council.coordinator)
    actor = build.viewer(council.secretary)
    services.close_assignment(other.id, "Решение председателя", actor=actor, now=LATE_EVENING)
    assert assignments.again(other).closed_on == date(2026, 11, 22)


def test_nobody_reports_twice_before_the_ruling(assignments, council):
    assignment, _ = assignments.reported()
    with pytest.raises(Refused) as refused:
        assignments.report(assignment, council.coordinator)
    assert refused.value.codes == ("wrong_state",)
    assert len(queries.list_reports(assignment.id)) == 1


def test_more_than_twenty_files_are_refused(assignments, council):
    assignment = assignments.give(council.coordinator)
    files = tuple(pdf(f"{n}.pdf") for n in range(21))
    with pytest.raises(Refused) as refused:
        assignments.report(assignment, council.coordinator, uploads=files)
    assert refused.value.codes == ("too_many_files",)
    assignments.report(assignment, council.coordinator, uploads=files[:20])
    assert len(queries.list_files(assignment.id)) == 20


def test_an_extension_keeps_the_old_day_who_decided_and_the_ground(assignments, council, build):
    assignment = assignments.give(council.coordinator)
    extended = Extended(date(2027, 2, 1), "председатель Совета", "Обращение от 20.11.2026 № 5")
    actor = build.viewer(council.secretary)
    services.extend_assignment(assignment.id, extended, actor=actor, now=NOW)

    stored = assignments.again(assignment)
    assert (stored.state, stored.due_on) == (S.ON_CONTROL, date(2027, 2, 1))
    [kept] = queries.list_extensions(assignment.id)
    assert (kept.old_due_on, kept.new_due_on) == (date(2026, 12, 1), date(2027, 2, 1))
    assert (kept.decided_by, kept.basis) == ("председатель Совета", "Обращение от 20.11.2026 № 5")

    with pytest.raises(Refused) as refused:
        services.extend_assignment(assignment.id, extended, actor=actor, now=NOW)
    assert refused.value.codes == ("not_later",)
    assert len(queries.list_extensions(assignment.id)) == 1


@pytest.mark.parametrize("decided_by", ("", "  "))
def test_an_extension_names_who_decided(assignments, council, build, decided_by):
    assignment = assignments.give(council.coordinator)
    extended = Extended(date(2027, 2, 1), decided_by, "Обращение")
    with pytest.raises(Refused) as refused:
        services.extend_assignment(
            assignment.id, extended, actor=build.viewer(council.secretary), now=NOW
        )
    assert refused.value.codes == ("no_decider",)
    assert assignments.again(assignment).due_on == date(2026, 12, 1)


def test_the_secretary_decides_where_the_regulation_says_so(assignments, council, build):
    assignment = assignments.give(council.coordinator)
    build.rule(council.body, "control_decider", "decided_by_secretary")
    secretary = build.viewer(council.secretary)

    extended = Extended(date(2027, 2, 1), "", "Обращение")
    services.extend_assignment(assignment.id, extended, actor=secretary, now=NOW)

    (extension,) = queries.list_extensions(assignment.id)
    assert extension.decided_by == secretary.name != ""


def test_a_term_without_a_day_cannot_be_extended(assignments, council, build):
    assignment = assignments.give(council.coordinator, due_kind=DueKind.ALWAYS)
    extended = Extended(date(2027, 2, 1), "председатель", "Обращение")
    with pytest.raises(Refused) as refused:
        services.extend_assignment(
            assignment.id, extended, actor=build.viewer(council.secretary), now=NOW
        )
    assert refused.value.codes == ("no_due_date",)


def test_closed_without_a_report_and_put_back_on_control(assignments, council, build):
    assignment = assignments.give(council.coordinator)
    actor = build.viewer(council.secretary)
    services.close_assignment(assignment.id, "Утратило значение", actor=actor, now=NOW)
    stored = assignments.again(assignment)
    assert (stored.state, stored.done_on, stored.close_basis) == (
        S.CLOSED,
        None,
        "Утратило значение",
    )

    services.reopen_assignment(assignment.id, "Поручение председателя", actor=actor, now=NOW)
    stored = assignments.again(assignment)
    assert (stored.state, stored.closed_on, stored.close_basis) == (S.ON_CONTROL, None, "")
    lines = list_history([assignment.id])
    assert [line.what for line in lines] == ["assignment.reopened", "assignment.closed"]
    assert lines[0].details == {"basis": "Поручение председателя"}


def test_reopening_what_was_done_asks_for_a_report_anew(assignments, council, build):
    assignment, report_id = assignments.reported()
    assignments.rule(assignment, report_id)
    actor = build.viewer(council.secretary)
    services.reopen_assignment(assignment.id, "Сделано не всё", actor=actor, now=NOW)
    assert assignments.again(assignment).done_on is None
    later = assignments.report(assignment, council.coordinator, text="Теперь всё.")
    assignments.rule(assignment, later)
    assert assignments.again(assignment).state is S.CLOSED


@pytest.mark.parametrize("who", ("coordinator", "chair", "deputy", "member"))
def test_only_the_secretary_of_the_body_controls(assignments, council, build, who):
    assignment, report_id = assignments.reported()
    other = assignments.give(council.coordinator)
    actor = build.viewer(getattr(council, who))
    extended = Extended(date(2027, 2, 1), "я", "так решил")
    with pytest.raises(NotFound):
        assignments.rule(assignment, report_id, by=getattr(council, who))
    with pytest.raises(NotFound):
        services.extend_assignment(other.id, extended, actor=actor, now=NOW)
    for step in (services.close_assignment, services.reopen_assignment):
        with pytest.raises(NotFound):
            step(other.id, "так решил", actor=actor, now=NOW)
    assert assignments.again(assignment).state is S.REPORTED
    assert assignments.again(other).revision == 1


def test_the_secretary_of_another_body_does_not_control(assignments, council, build):
    group = build.body("group", kind="working_group", name="Рабочая группа")
    minutes = assignments.published(1, body=group, starts_at=NOW - timedelta(days=60))
    assignment = assignments.give(council.coordinator, minutes=minutes)
    actor = build.viewer(council.secretary)
    with pytest.raises(NotFound):
        services.close_assignment(assignment.id, "так решено", actor=actor, now=NOW)
