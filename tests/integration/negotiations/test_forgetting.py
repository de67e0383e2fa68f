"""A year after the event no contact of a participant is left; companies and meetings stay."""

from datetime import timedelta

from core.adapters.database import db
from core.letters.models import OutgoingLetter
from events.negotiations.jobs import forget
from events.negotiations.models import Negotiator
from tests.builders_missions import STARTS_ON


def test_contacts_are_forgotten_a_year_after_the_event(negotiations):
    event = negotiations.missions.event(ends_on=STARTS_ON)
    schedule_id, people = negotiations.published(event=event)
    days = (STARTS_ON - negotiations.build.now.date()).days + 365
    assert forget(negotiations.build.now + timedelta(days=days)) == 0
    assert forget(negotiations.build.now + timedelta(days=days + 1)) == 2
    db.session.rollback()
    one = db.session.get_one(Negotiator, people[3])
    assert (one.name, one.contact, one.email, one.phone) == ("Buyer 1", "", "", "")
    kinds = [each.email for each in db.session.query(OutgoingLetter).all()]
    assert "buyer0@example.org" not in kinds
    assert len(negotiations.rows(schedule_id)) == 4
    assert forget(negotiations.build.now + timedelta(days=days + 2)) == 0
