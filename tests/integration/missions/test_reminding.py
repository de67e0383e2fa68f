"""The last day of a call comes near: who began an application and did not end it is told once."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.adapters.database import db
from core.letters.models import OutgoingLetter
from events.missions import services
from events.missions.jobs import remind
from events.missions.models import Call
from tests.builders import ZONE
from tests.builders_missions import LAST_DAY, drafted

UNSENT, UNCONFIRMED = "application.unsent", "application.unconfirmed"


def morning(days_before, hour=9):
    day = LAST_DAY - timedelta(days=days_before)
    return datetime.combine(day, time(hour), ZoneInfo(ZONE))


def told(application_id):
    query = db.session.query(OutgoingLetter).filter_by(record_id=application_id)
    return [each.kind for each in query if each.kind in {UNSENT, UNCONFIRMED}]


@pytest.fixture
def call_id(missions):
    missions.build.region()
    return missions.opened()


@pytest.fixture
def kept(missions, call_id):
    """A draft whose link was asked for by letter."""
    application_id = missions.saved(call_id)
    later = replace(drafted(), is_for_later=True)
    services.change_application(application_id, later, **missions.who)
    return application_id


def test_a_draft_kept_for_later_is_reminded_of_once_in_the_last_three_days(kept):
    remind(morning(4))
    remind(morning(3, hour=8))
    assert told(kept) == []
    for days in (3, 2, 1, 0):
        remind(morning(days))
        remind(morning(days, hour=15))
    assert told(kept) == [UNSENT]


def test_one_that_waits_for_its_confirmation_is_reminded_of_that(missions, call_id):
    sent = missions.sent(call_id)
    remind(morning(2))
    assert told(sent) == [UNCONFIRMED]


def test_who_asked_for_no_letter_or_is_through_gets_none(missions, call_id):
    typed, through = missions.saved(call_id, 1), missions.submitted(call_id, 2)
    remind(morning(2))
    assert told(typed) == told(through) == []


def test_nobody_is_reminded_after_the_last_day_or_when_the_call_is_closed(missions, call_id, kept):
    remind(morning(-1))
    services.close_call(call_id, **missions.by)
    remind(morning(2))
    assert told(kept) == []


def test_a_later_last_day_is_reminded_of_anew(kept, call_id):
    remind(morning(2))
    db.session.get(Call, call_id).last_day = LAST_DAY + timedelta(days=10)
    db.session.commit()
    remind(morning(2))
    assert told(kept) == [UNSENT]
    remind(morning(-8))
    assert told(kept) == [UNSENT, UNSENT]


def test_the_letter_leads_to_the_own_page_and_names_no_company(kept):
    remind(morning(2))
    letter = db.session.query(OutgoingLetter).filter_by(kind=UNSENT).one()
    assert letter.subject.startswith("Заявка ещё не отправлена")
    assert services.page_of(kept) in str(letter.body)
    assert "Завод" not in str(letter.body)
