"""What a person in front of a page is known to hold."""

from enum import StrEnum
from uuid import uuid4

from core.kernel.viewers import ANONYMOUS, Viewer


class Power(StrEnum):
    CONVENE = "convene"
    APPROVE = "approve"


COUNCIL, GROUP = uuid4(), uuid4()
SECRETARY = Viewer(
    account_id=uuid4(),
    held=frozenset({(Power.CONVENE, COUNCIL), (Power.APPROVE, GROUP)}),
)


def test_a_power_is_held_in_a_body_or_in_any():
    assert SECRETARY.holds(Power.CONVENE, COUNCIL)
    assert not SECRETARY.holds(Power.CONVENE, GROUP)
    assert SECRETARY.holds(Power.CONVENE)
    assert not ANONYMOUS.holds(Power.CONVENE)


def test_within_a_body_only_its_powers_are_left():
    within = SECRETARY.within(COUNCIL)

    assert within.account_id == SECRETARY.account_id
    assert within.held == {(Power.CONVENE, COUNCIL)}


def test_a_viewer_with_an_account_is_signed_in():
    assert SECRETARY.is_authenticated
    assert SECRETARY.is_active
    assert not SECRETARY.is_anonymous
    assert SECRETARY.get_id() == str(SECRETARY.account_id)
    assert ANONYMOUS.is_anonymous
    assert not ANONYMOUS.is_authenticated
