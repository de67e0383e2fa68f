"""Which version of a library is the lowest that its line allows."""

import pytest

from tools.lowest import lowest, project


@pytest.mark.parametrize(
    ("requirement", "pinned"),
    (
        ("flask~=3.1", "flask==3.1"),
        ("sqlalchemy~=2.1.0", "sqlalchemy==2.1.0"),
        ("psycopg[binary]>=3.2", "psycopg[binary]==3.2"),
        ("tzdata", "tzdata"),
    ),
)
def test_a_line_names_its_lowest_version(requirement, pinned):
    assert lowest(requirement) == pinned


@pytest.mark.parametrize("requirement", ("flask<4", "flask>=3,<4", "flask @ file.whl", "flask!=3"))
def test_a_line_whose_lowest_version_cannot_be_told_is_refused(requirement):
    with pytest.raises(ValueError, match="lower bound"):
        lowest(requirement)


def test_every_library_has_one():
    assert all(lowest(each) for each in project()["dependencies"])
