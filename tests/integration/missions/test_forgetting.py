"""Drafts go after a month, names a year after the event; what was decided stays."""

from datetime import timedelta

from core.adapters.database import db
from events.missions.jobs import forget
from events.missions.models import ApplicationConsent, MissionApplication
from tests.builders_missions import STARTS_ON
from tests.conftest import NOW


def test_a_draft_that_nobody_confirmed_goes_after_a_month(missions):
    call_id = missions.opened()
    missions.saved(call_id, 1)
    kept = missions.submitted(call_id, 2)
    assert forget(NOW + timedelta(days=30)) == 0
    assert forget(NOW + timedelta(days=31)) == 1
    assert [row.id for row in db.session.query(MissionApplication)] == [kept]
    assert {row.application_id for row in db.session.query(ApplicationConsent)} == {kept}


def test_a_year_after_the_event_nobody_is_known_and_the_decision_stays(missions):
    _, (application_id,) = missions.closed(companies=1)
    missions.decide(application_id)
    ends_on = STARTS_ON + timedelta(days=2)
    days = (ends_on - NOW.date()).days + 365
    assert forget(NOW + timedelta(days=days)) == 0
    assert forget(NOW + timedelta(days=days + 1)) == 1
    row = db.session.get(MissionApplication, application_id, populate_existing=True)
    assert (row.full_name, row.email, row.phone, row.answers) == ("", "", "", [])
    assert (row.state, row.company) == ("chosen", "ООО «Завод 1»")
    assert forget(NOW + timedelta(days=days + 2)) == 0
