"""Refusals: what they carry and how they read."""

from core.kernel.errors import N_, Refusal, Refused, Stale
from core.kernel.unreadable import Unreadable

BUSY = Refusal("busy", N_("Wait until %(day)s."), {"day": "Monday"})
SHARE = Refusal("share", "At least 80 % is needed.")


def test_a_refusal_reads_as_a_sentence_with_its_values():
    assert str(BUSY) == "Wait until Monday."
    assert str(SHARE) == "At least 80 % is needed."


def test_all_reasons_of_a_refusal_are_carried():
    refused = Refused(BUSY, SHARE)

    assert refused.codes == ("busy", "share")
    assert str(refused) == "Wait until Monday.; At least 80 % is needed."


def test_a_stale_page_keeps_both_texts():
    stale = Stale(BUSY, mine="old", theirs="new")

    assert (stale.refusal, stale.mine, stale.theirs) == (BUSY, "old", "new")
    assert str(stale) == "Wait until Monday."


def test_unreadable_text_carries_a_refusal_for_its_field():
    fault = Unreadable("date_year", "Not before %(first)s.", first=1900)

    assert fault.refusal == Refusal("date_year", "Not before %(first)s.", {"first": 1900})
    assert (fault.code, str(fault)) == ("date_year", "Not before 1900.")
