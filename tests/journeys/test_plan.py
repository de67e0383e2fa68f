"""The year of a plan in a browser: from a table to the figure that stays."""

from tests.journeys.steps import amendment, plan, reports
from tests.journeys.steps.stage import Stage

APPROVED = (
    plan.coordinator_drafts,
    reports.deputy_approves_the_waiting_one,
    plan.secretary_puts_it_on_the_agenda,
    plan.coordinator_tables,
    plan.secretary_convenes,
    plan.council_decides,
    plan.minutes_are_signed,
)
FOLLOWED = (
    plan.the_year_begins,
    plan.one_is_moved,
    plan.one_is_cancelled,
    plan.one_is_added_outside_the_plan,
)


def test_a_plan_goes_from_a_table_through_minutes_and_a_year_of_changes_to_its_closing(visit, site):
    _base, app = site
    stage = Stage(visit)
    for step in (*APPROVED, *FOLLOWED):
        step(stage)
    meeting = amendment.council_is_to_meet(app)
    amendment.coordinator_amends(stage)
    amendment.amendment_is_decided_and_signed(stage, meeting)
    amendment.amendment_is_public(stage)
    plan.the_year_goes_on(stage)
    plan.year_is_closed(stage)
