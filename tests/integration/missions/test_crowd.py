"""A crowd of companies at once for fifty places, each on a connection of its own, on both bases.

A thousand of them by `make soak`.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from sqlalchemy import insert

from core.adapters.database import db
from core.adapters.derived import token_hash
from core.kernel.errors import Refused
from core.kernel.viewers import ANONYMOUS
from events.companies.models import CompanySupport
from events.missions import services
from events.missions.models import Call, MissionApplication
from events.missions.rules.applications import MissionApplicationAction, MissionApplicationState
from events.missions.services import Verdict
from events.missions.services.shared import code_of, token_of
from tests.builders import Builder
from tests.builders_missions import GOOD, QUESTIONS, MissionsBuilder, typed
from tests.conftest import NOW
from tests.races import committed_app

S, A = MissionApplicationState, MissionApplicationAction
SOAK = os.environ.get("SOAK") == "1"
COMPANIES, PLACES, THREADS = 1000 if SOAK else 200, 50, 8
WHO = {"actor": ANONYMOUS, "now": NOW}


@pytest.fixture(scope="module")
def live_app(database, request, tmp_path_factory):
    """An application whose transactions commit for good, for tests with threads."""
    folder = tmp_path_factory.mktemp(f"missions-{database}")
    with committed_app(database, request, folder) as app:
        yield app


@pytest.fixture(scope="module")
def missions(live_app):
    with live_app.app_context():
        build = Builder(db.session, NOW)
        yield MissionsBuilder(build, build.council())


def unconfirmed(call_id, count):
    """So many applications whose letters are on the way: (id, code) of each."""
    rows = []
    for number in range(count):
        key = uuid4()
        rows.append(
            {
                **typed(number),
                "id": key,
                "call_id": call_id,
                "state": S.UNCONFIRMED,
                "answers": [[question, "Насос"] for question in QUESTIONS],
                "scores": {},
                "reason": "",
                "letters": 1,
                "address": "",
                "language": "ru",
                "token_hash": token_hash(token_of(key)),
                "created_at": NOW,
                "changed_at": NOW,
            }
        )
    db.session.execute(insert(MissionApplication), rows)
    db.session.commit()
    return [(row["id"], code_of(row["id"], row["email"])) for row in rows]


def crowd(app, acts):
    """What each act answered or was refused with; a few threads share them all."""

    def run(act):
        with app.app_context():
            try:
                return act()
            except Refused as refused:
                return refused.codes

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, acts))


def check_sums(call_id):
    """The count is the number of the chosen, each has its support, and no place is empty."""
    db.session.rollback()
    found = db.session.query(MissionApplication).filter_by(call_id=call_id)
    states = [row.state for row in found]
    call = db.session.get(Call, call_id, populate_existing=True)
    assert call.taken == states.count(S.CHOSEN) <= call.places
    assert S.WAITING not in states or call.taken == call.places
    supports = db.session.query(CompanySupport).filter_by(event_id=call.event_id).count()
    assert supports == call.taken
    return states


def test_f10_a_crowd_applies_at_once_for_fifty_places_and_fifty_get_one(live_app, missions):
    call_id = missions.opened(places=PLACES)
    sent = unconfirmed(call_id, COMPANIES)
    db.session.rollback()
    confirmed = crowd(
        live_app,
        [lambda k=k, c=c: services.confirm_application(k, c, **WHO) for k, c in sent],
    )
    assert confirmed == [None] * COMPANIES
    services.close_call(call_id, **missions.by)
    db.session.rollback()
    verdict = Verdict("Готовы к экспорту", GOOD)
    chosen = crowd(
        live_app,
        [
            lambda k=k: services.decide_application(k, A.CHOOSE, verdict, **missions.by)
            for k, _ in sent
        ],
    )
    assert chosen.count(None) == PLACES
    assert chosen.count(("no_places",)) == COMPANIES - PLACES
    assert check_sums(call_id).count(S.CHOSEN) == PLACES


def test_the_same_inn_confirmed_at_once_stands_in_the_list_once(live_app, missions):
    call_id = missions.opened()
    sent = [missions.sent(call_id, 1, email=f"name{number}@example.org") for number in range(8)]
    codes = [code_of(key, f"name{number}@example.org") for number, key in enumerate(sent)]
    db.session.rollback()
    answers = crowd(
        live_app,
        [
            lambda k=k, c=c: services.confirm_application(k, c, **WHO)
            for k, c in zip(sent, codes, strict=True)
        ],
    )
    assert answers.count(None) == 1
    assert answers.count(("applied_before",)) == 7


def test_places_given_up_at_once_go_to_the_list_in_order(live_app, missions):
    call_id, found = missions.closed(companies=12, places=4)
    for application_id in found[:4]:
        missions.decide(application_id)
    for application_id in found[4:]:
        missions.decide(application_id, A.WAIT)
    db.session.rollback()
    verdict = Verdict("Передумали", GOOD)
    leaving = [lambda k=k: services.withdraw_application(k, **WHO) for k in found[:4]]
    twice = [
        lambda k=k: services.decide_application(k, A.DECLINE, verdict, **missions.by)
        for k in found[:2]
    ]
    crowd(live_app, [*leaving, *twice, *leaving])
    assert check_sums(call_id)
    db.session.rollback()
    states = [db.session.get(MissionApplication, key).state for key in found]
    assert states[4:] == [S.CHOSEN] * 4 + [S.WAITING] * 4
