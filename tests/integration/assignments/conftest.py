"""Assignments of the council, on both databases."""

import pytest

from tests.builders_assignments import AssignmentBuilder


@pytest.fixture
def assignments(build, council):
    return AssignmentBuilder(build, council)
