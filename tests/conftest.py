"""What every test has: one moment at which the clock stands, and a patient search for examples.

The fixtures of tests that need the application are in tests/application.py and tests/slices.py:
whoever runs the pure ones only does without them, importing takes longer than most of those.
"""

import gc
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

os.environ["SECRET_KEY"] = "t" * 40
os.environ["DATA_DIR"] = OWN = tempfile.mkdtemp(prefix="council-tests-")

import pytest
from hypothesis import HealthCheck, settings

from core.adapters.clock import clock
from tests.sharing import Files

FIXTURES = ("tests.application", "tests.slices", "tests.figures")
# Some conftest.py of a folder imports them before `pytest_configure` is asked.
pytest.register_assert_rewrite(*FIXTURES)
# A busy machine and the first run's tables of Unicode are slow; that says nothing of the rules.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)  # 10:00 in Zarechinsk
PASSWORD = "correct horse battery staple"
PURE = Path(__file__).parent / "unit"


def pytest_configure(config):
    asked_for = (Path(each.partition("::")[0]).absolute() for each in config.args)
    if not all(path.is_relative_to(PURE) for path in asked_for):
        for name in FIXTURES:
            config.pluginmanager.import_plugin(name)


def pytest_collection():
    """Nothing that collecting makes becomes garbage: it need not be looked through."""
    gc.disable()


def pytest_collection_finish(session):
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def pytest_unconfigure():
    shutil.rmtree(OWN, ignore_errors=True)


def pytest_xdist_make_scheduler(config, log):
    return Files(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(autouse=True)
def stopped_clock():
    """Time stands still at `NOW` unless a test moves it."""
    clock.stopped_at = NOW
    yield clock
    clock.stopped_at = NOW
