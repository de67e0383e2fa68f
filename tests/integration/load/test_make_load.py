"""The command that fills a demonstration: whole copies, never in a real installation."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from sqlalchemy import func, select, text

from core.adapters.database import db
from core.importing.sections import import_content
from council.meetings.models import AgendaItem, Meeting
from events.plan.models import PlanEdition
from events.plan.rules.editions import PlanEditionState
from events.programme.models import Event
from tests.conftest import NOW

SAMPLE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
COUNTED = (Meeting, AgendaItem, Event, PlanEdition)


@pytest.fixture
def region(app, session):
    content = yaml.load(SAMPLE.read_bytes(), Loader=yaml.CSafeLoader)
    sections = [each for part in app.extensions["parts"] for each in part.sections]
    assert import_content(content, sections, now=NOW).faults == ()


@pytest.fixture
def demonstration(app, monkeypatch):
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], demo=True))


def counts():
    return [db.session.scalar(select(func.count()).select_from(each)) for each in COUNTED]


def load(app, regions):
    return app.test_cli_runner().invoke(args=["make-load", "--regions", regions, "--years", "4"])


def test_a_real_installation_is_never_filled(app, session):
    answer = load(app, "2")
    assert answer.exit_code == 1
    assert "DEMO=1" in answer.output
    assert counts() == [0, 0, 0, 0]


@pytest.mark.usefixtures("region", "demonstration")
def test_each_region_has_everything_once_more_and_pages_show_only_their_own(app, client):
    before, page = counts(), client.get("/meetings/2026/4/").text
    answer = load(app, "3")
    assert answer.exit_code == 0, answer.output
    after = counts()
    assert after[2:] == [3 * each for each in before[2:]]
    assert after[0] > before[0] * 2
    approved = PlanEdition.state == PlanEditionState.APPROVED
    assert db.session.scalar(select(func.count()).where(approved)) == after[3]
    assert client.get("/meetings/2026/4/").text == page
    assert client.get("/council/council-2/meetings/2026/4/").status_code == 200
    if db.engine.dialect.name == "sqlite":
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
