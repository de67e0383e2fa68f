"""People of the council signed in, a meeting with its address, a count of statements."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.statements import counted_statements


@dataclass(frozen=True)
class Desk:
    """Everything that a longer story at the desk needs, under the names of the fixtures."""

    secretary: Any
    member: Any
    sign_in: Any
    session: Any
    build: Any
    council: Any
    meeting: Any
    here: str


@pytest.fixture
def secretary(sign_in, council):
    return sign_in(council.secretary)


@pytest.fixture
def member(sign_in, council):
    return sign_in(council.member)


@pytest.fixture
def meeting(build, council):
    return build.meeting(council.body, number=4, presiding_id=council.chair.id)


@pytest.fixture
def here(meeting):
    return f"/desk/meetings/{meeting.id}"


@pytest.fixture
def desk(sign_in, session, build, council, meeting):
    return Desk(
        secretary=sign_in(council.secretary),
        member=sign_in(council.member),
        sign_in=sign_in,
        session=session,
        build=build,
        council=council,
        meeting=meeting,
        here=f"/desk/meetings/{meeting.id}",
    )


@pytest.fixture
def statements():
    """`with statements() as found:` gathers the statements of the requests inside."""
    return counted_statements
