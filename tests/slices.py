"""The builders of the slices as fixtures, each made only when a test asks for it."""

import pytest

from tests.builders_assignments import AssignmentBuilder
from tests.builders_minutes import MinutesBuilder
from tests.builders_missions import MissionsBuilder
from tests.builders_public import PublicBuilder
from tests.builders_reports import Reports
from tests.sessions import Sessions


@pytest.fixture
def assignments(build, council):
    return AssignmentBuilder(build, council)


@pytest.fixture
def minutes(build, council):
    return MinutesBuilder(build, council)


@pytest.fixture
def missions(build, council):
    return MissionsBuilder(build, council)


@pytest.fixture
def public(build, council):
    return PublicBuilder(build, council)


@pytest.fixture
def reports(build, council):
    return Reports(build, council)


@pytest.fixture
def sessions(build, council):
    return Sessions(build, council)
