"""The sample region comes in whole, word for word, once; a file with faults leaves no trace."""

import copy
import re
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.adapters.database import Base
from core.importing.sections import import_content, load
from core.kernel.papers import Table
from core.kernel.typography import NBSP
from core.papers.models import KeptPaper, Rendering
from core.papers.rules.source import from_json
from core.region.models import Region
from council.assignments.models import Assignment
from council.importing.sections import SECTIONS
from council.meetings.models import AgendaItem, Meeting, Vote
from council.meetings.rules.kinds import Outcome
from council.membership.models import Person
from council.membership.queries import count_voting, find_deputy_chair
from council.minutes.documents.minutes import BROUGHT_OVER as MINUTES_BROUGHT_OVER
from council.minutes.models import MinutesEdition, MinutesPart
from council.reports.documents.approval import BROUGHT_OVER
from council.reports.models import Report, ReportApproval, ReportDecision

CLOCK = re.compile(r"\d:\d\d")
SAMPLE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"


@cache
def sample():
    return load(SAMPLE)


def rows(session):
    """How many rows each table holds."""
    return {
        table.name: session.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }


@pytest.fixture
def imported(session, build):
    outcome = import_content(sample(), SECTIONS, now=build.now)
    assert outcome.faults == ()
    return outcome


def test_every_record_of_the_sample_is_there(session, imported, build):
    assert dict(imported.added)["meeting"] == 17
    council = session.scalars(select(Meeting.body_id)).first()
    assert count_voting(council, build.now.date()) == 25
    assert find_deputy_chair(council, build.now.date()).name.surname == "Долматова"
    assert session.get(Region, 1).zone == "Asia/Yekaterinburg"


def test_the_five_full_minutes_come_through_word_for_word(session, imported):
    told = {
        m["id"]: m["minutes_text"].rstrip("\n") for m in sample()["meetings"] if "minutes_text" in m
    }
    assert len(told) == 5
    for code, text in told.items():
        query = select(MinutesEdition).join(Meeting).where(Meeting.code == code)
        edition = session.scalars(query).one()
        parts = select(MinutesPart.text).where(MinutesPart.edition_id == edition.id)
        joined = "\n\n".join(session.scalars(parts.order_by(MinutesPart.position)))
        assert edition.text == text == joined


def test_the_tie_of_the_sample_is_broken_by_the_casting_vote(session, imported):
    tie = session.scalars(select(Vote).where(Vote.in_favour == 9, Vote.against == 9)).one()
    assert tie.outcome is Outcome.CARRIED_BY_CASTING_VOTE


def test_gated_reports_on_agreed_agendas_point_at_their_approvals(session, imported):
    query = select(AgendaItem).where(AgendaItem.report_is_gated, AgendaItem.is_agreed)
    items = session.scalars(query).all()
    assert len(items) == 3
    assert all(session.get(ReportApproval, item.approval_id) for item in items)


def test_each_decision_on_a_report_has_its_sheet_and_claims_no_signature_of_this_site(
    session, imported, build
):
    decisions = {one.id: one for one in session.scalars(select(ReportDecision))}
    query = select(KeptPaper).where(KeptPaper.kind == "approval sheet")
    sheets = {sheet.subject_id: sheet for sheet in session.scalars(query)}

    assert set(sheets) == set(decisions)
    assert len({sheet.code for sheet in sheets.values()}) == len(decisions) > 1
    marks: set[tuple[str, ...]] = set()
    for decision_id, sheet in sheets.items():
        decision = decisions[decision_id]
        assert (sheet.dated_at, sheet.edition) == (decision.decided_at, decision.version_number)
        assert sheet.registered_at == build.now
        paper = paper_of(session, sheet)
        assert paper.address.endswith(f"/documents/{sheet.code}/")
        marks |= marks_of(paper)
        [table] = [block for block in paper.blocks if isinstance(block, Table)]
        assert not any(CLOCK.search(cell) for row in table.rows for cell in row)
    assert {mark[0] for mark in marks} == {BROUGHT_OVER}
    assert not any(CLOCK.search(line) for mark in marks for line in mark)


def test_the_minutes_of_the_file_claim_no_signature_of_this_site_and_no_hour(session, imported):
    kept = session.scalars(select(KeptPaper).where(KeptPaper.kind == "minutes")).all()
    marks = set().union(*(marks_of(paper_of(session, each)) for each in kept))

    assert len(kept) == 5
    assert {mark[0] for mark in marks} == {MINUTES_BROUGHT_OVER}
    assert not any(CLOCK.search(line) for mark in marks for line in mark)
    assert "А.Н. Ветлугин, 30 сентября 2026 г." in {mark[1].replace(NBSP, " ") for mark in marks}


def paper_of(session, kept):
    return from_json(session.get(Rendering, kept.rendering_key).source)


def marks_of(paper):
    lines = [line for block in paper.blocks for line in getattr(block, "lines", ())]
    return {tuple(line.mark) for line in lines}


def test_running_twice_changes_nothing(session, imported, build):
    before = rows(session)
    again = import_content(sample(), SECTIONS, now=build.now)
    assert (again.faults, again.added) == ((), ())
    assert rows(session) == before


def test_sections_that_no_part_reads_are_named(imported):
    assert {"plans", "business_mission", "companies[].hs_codes_or_service"} <= set(
        imported.passed_over
    )


def test_all_assignments_arose_from_minutes(session, imported):
    assignments = session.scalars(select(Assignment)).all()
    assert len(assignments) > 20
    assert all(assignment.edition_id for assignment in assignments)


def broken(change):
    content = copy.deepcopy(sample())
    change(content)
    return content


def wrong_vote(content):
    content["meetings"][2]["agenda"][2]["votes"][1]["abstained"] = 1


def unknown_member(content):
    content["meetings"][1]["voting_present"][0] = "m99"


def gate_passed_by(content):
    report = next(r for r in content["reports"] if r["id"] == "rep-coord-2025h2")
    report["history"] = report["history"][:1]


def same_number(content):
    content["meetings"][4]["number"] = "2"


def bad_inn(content):
    content["companies"][0]["inn"] = "9699001017"


def no_zone(content):
    content["region"]["timezone"] = "Asia/Nowhere"


def not_a_list(content):
    content["meetings"] = "none"


@pytest.mark.parametrize(
    ("change", "told"),
    (
        (wrong_vote, "meetings[2].agenda[2].votes[1]: 9 + 9 + 1 votes by 18 members present"),
        (unknown_member, "meetings[1].voting_present[0]: 'm99' refers to nothing in this file"),
        (
            gate_passed_by,
            (
                "meetings[1].agenda[0].gated_report: rep-coord-2025h2 was not approved "
                "before the meeting"
            ),
        ),
        (same_number, "meetings[4]: № 2 of 2026 stands at meetings[2] already"),
        (bad_inn, "companies[0].inn: '9699001017' is no ИНН"),
        (no_zone, "region.timezone: 'Asia/Nowhere' is no time zone"),
        (not_a_list, "meetings: has to be a list"),
    ),
)
def test_a_fault_is_told_with_its_path_and_nothing_is_written(session, build, change, told):
    outcome = import_content(broken(change), SECTIONS, now=build.now)

    assert told in [str(fault) for fault in outcome.faults]
    assert sum(rows(session).values()) == 0


def test_several_faults_are_told_at_once(session, build):
    def change(content):
        wrong_vote(content)
        bad_inn(content)
        same_number(content)

    outcome = import_content(broken(change), SECTIONS, now=build.now)
    assert len(outcome.faults) == 3
    assert session.scalars(select(Person.id)).first() is None


@pytest.mark.parametrize(
    "content", (None, [], "text", {}, {"region": 5}, {"region": {"timezone": {}}})
)
def test_any_content_is_answered_with_faults_never_with_a_crash(session, build, content):
    outcome = import_content(content, SECTIONS, now=build.now)
    assert outcome.faults
    assert session.scalars(select(Report.id)).first() is None
