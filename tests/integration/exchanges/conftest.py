"""Who keeps the exchanges, and a whole one."""

import pytest

from tests.builders_exchanges import ExchangesBuilder


@pytest.fixture
def by(build, council):
    return {"actor": build.viewer(council.coordinator), "now": build.now}


@pytest.fixture
def made(by):
    return ExchangesBuilder(by)


@pytest.fixture
def whole(made):
    """(agreement, plan, measure, visit, point, follow-up)"""
    key, _number = made.agreement()
    plan = made.plan(key)
    measure = made.measure(key, plan)
    visit = made.visit(key, measure)
    return key, plan, measure, visit, made.point(key, visit), made.follow_up(key, visit)
