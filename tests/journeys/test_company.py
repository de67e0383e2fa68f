"""A company in a browser: from its application without an account to the contract it reports."""

from tests.journeys.steps import company
from tests.journeys.steps.stage import COORDINATOR, Stage


def test_a_company_goes_from_its_application_to_a_contract_that_visitors_read_of(visit, site):
    _base, app = site
    stage = Stage(visit)
    call_id, path = company.described(app)
    desk = f"/desk/missions/{call_id}/"
    coordinator = stage.enter("2026-11-23T10:00", COORDINATOR).open(desk)
    coordinator.press("Открыть приём заявок").sees("Приём заявок открыт")
    company.company_applies(Stage(visit, scripts=False), app, path)  # U16
    company.coordinator_chooses(stage, desk)
    company.schedule_is_published(app, call_id)
    timetable = company.company_gets_its_timetable(stage, app).path
    company.company_enters_the_result(stage, timetable)
    company.coordinator_follows(stage)
    company.company_answers_after_three_months(stage, app)
    company.coordinator_publishes(stage)
    company.visitors_read_the_results(stage)
