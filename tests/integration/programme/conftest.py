"""Who keeps the events."""

import pytest


@pytest.fixture
def by(build, council):
    return {"actor": build.viewer(council.coordinator), "now": build.now}
