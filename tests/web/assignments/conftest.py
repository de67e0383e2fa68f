"""Assignments of the council."""

import pytest

from tests.builders_assignments import AssignmentBuilder


@pytest.fixture
def assignments(build, council):
    return AssignmentBuilder(build, council)
