"""The council's main job in a browser: from a new report to minutes that a visitor reads.

Told twice, with scripts and without: nothing of it may depend on them.
"""

import pytest

from tests.journeys.steps import agenda, assignments, minutes, reports, session, visitors
from tests.journeys.steps.stage import Stage

PHONE = 390
STORY = (
    reports.coordinator_submits,
    reports.deputy_returns,
    reports.coordinator_resubmits,
    reports.deputy_approves,
    reports.deputy_approves_the_waiting_one,
    reports.history_names_who_did_what,
    agenda.secretary_tables_report,
    agenda.secretary_approves_agenda,
    agenda.secretary_sends_notice,
    agenda.members_answer,
    agenda.visitor_reads_agenda,
    visitors.visitor_registers,
    session.secretary_begins,
    session.agenda_is_adopted,
    session.first_items_are_heard,
    session.tie_is_broken,
    session.secretary_closes,
    minutes.secretary_drafts,
    minutes.secretary_edits_a_part,
    minutes.chair_signs,
    minutes.visitor_waits,
    minutes.secretary_signs,
    minutes.secretary_publishes,
    minutes.visitor_reads,
    visitors.visitor_takes_the_minutes_home,
    assignments.executor_reports,
    assignments.secretary_returns,
    assignments.executor_reports_again,
    assignments.secretary_accepts,
    assignments.visitor_sees_it_done,
)


@pytest.mark.parametrize("scripts", (True, False), ids=("with_scripts", "without_scripts"))
def test_a_report_goes_all_the_way_to_published_minutes_and_an_assignment_done(visit, scripts):
    stage = Stage(visit, scripts=scripts)
    for step in STORY:
        step(stage)


def test_the_deputy_chair_decides_on_a_phone(visit):
    stage = Stage(visit)
    reports.coordinator_submits(stage)
    reports.deputy_returns(stage, width=PHONE)
    reports.coordinator_resubmits(stage)
    reports.deputy_approves(stage, width=PHONE)
