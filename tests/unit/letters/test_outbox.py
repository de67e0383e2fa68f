"""What becomes of a letter: the whole table of choices and urgencies; waiting grows and ends."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from core.kernel.retrying import wait_after
from core.letters.rules import Addressee, Frequency, Letter, LetterState, Urgency, calendar_part
from core.letters.rules.choice_links import key_of, letter_of
from core.letters.rules.outbox import (
    BATCH,
    LEASE,
    SEND_TIMEOUT,
    STEPS,
    fate_of,
    is_hopeless,
    next_morning,
)

NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)  # 10:00 in Yekaterinburg
ZONE = "Asia/Yekaterinburg"
MORNING = datetime(2026, 11, 22, 3, tzinfo=UTC)
F, U, S = Frequency, Urgency, LetterState
PAIRS = tuple(product(Frequency, Urgency))
TABLE = {
    (F.AT_ONCE, U.ASKS): S.WAITING,
    (F.AT_ONCE, U.TELLS): S.WAITING,
    (F.AT_ONCE, U.SERVICE): S.WAITING,
    (F.DAILY, U.ASKS): S.HELD,
    (F.DAILY, U.TELLS): S.HELD,
    (F.DAILY, U.SERVICE): S.WAITING,
    (F.ASKS_ONLY, U.ASKS): S.WAITING,
    (F.ASKS_ONLY, U.TELLS): S.KEPT_BACK,
    (F.ASKS_ONLY, U.SERVICE): S.WAITING,
}


def letter(urgency, email="a@b.ru", *attachments):
    reader = Addressee("Имя", email)
    return Letter("f", "k", reader, urgency, "Тема", "", (), attachments)


@pytest.mark.parametrize(("frequency", "urgency"), PAIRS)
def test_every_choice_meets_every_urgency(frequency, urgency):
    fate = fate_of(letter(urgency), frequency, now=NOW, zone=ZONE)
    assert fate.state is TABLE[frequency, urgency]
    assert fate.due_at == (MORNING if fate.state is S.HELD else NOW)


@pytest.mark.parametrize(("frequency", "urgency"), PAIRS)
def test_an_invitation_always_goes_by_itself(frequency, urgency):
    invitation = letter(urgency, "a@b.ru", calendar_part(b"", "REQUEST"))
    assert fate_of(invitation, frequency, now=NOW, zone=ZONE).state is S.WAITING


@pytest.mark.parametrize("frequency", Frequency)
def test_without_an_address_nothing_is_tried(frequency):
    assert fate_of(letter(U.ASKS, ""), frequency, now=NOW, zone=ZONE).state is S.NO_ADDRESS


@pytest.mark.parametrize(
    ("moment", "morning"),
    (
        ("2026-11-21T02:59:59+00:00", "2026-11-21T03:00:00+00:00"),
        ("2026-11-21T03:00:00+00:00", "2026-11-22T03:00:00+00:00"),
        ("2026-11-21T18:59:00+00:00", "2026-11-22T03:00:00+00:00"),
        ("2026-11-21T19:00:00+00:00", "2026-11-22T03:00:00+00:00"),  # midnight there
    ),
)
def test_the_digest_goes_at_eight_by_the_clocks_of_the_region(moment, morning):
    found = next_morning(datetime.fromisoformat(moment), ZONE)
    assert found == datetime.fromisoformat(morning)


def test_waiting_doubles_up_to_a_quarter_of_an_hour():
    minutes = [wait_after(tries) // timedelta(minutes=1) for tries in (1, 2, 3, 4, 5, 6, 400)]
    assert minutes == [1, 2, 4, 8, 15, 15, 15]


def test_after_about_four_days_a_letter_is_given_up():
    waited = sum((wait_after(tries) for tries in range(1, 400)), timedelta())
    assert timedelta(days=4) < waited < timedelta(days=4, hours=5)
    assert not is_hopeless(399)
    assert is_hopeless(400)


def test_the_lease_outlives_the_slowest_letter_many_times():
    assert LEASE > 4 * SEND_TIMEOUT * STEPS
    assert LEASE > BATCH * SEND_TIMEOUT


def test_one_addressee_is_one_whatever_the_capitals():
    assert Addressee("А", " A@B.ru ").key == Addressee("Б", "a@b.RU").key
    person = uuid4()
    assert Addressee("А", "", person).key == Addressee("А", "a@b.ru", person).key


def test_two_people_behind_one_mailbox_are_two():
    first, second = (Addressee("А", "office@b.ru", uuid4()) for _ in range(2))
    assert first.key != second.key
    assert first.mailbox == second.mailbox


def test_a_choice_link_opens_only_what_this_installation_made():
    letter_id = uuid4()
    key = key_of(letter_id, "s" * 40)
    assert letter_of(key, ["s" * 40]) == letter_id
    assert letter_of(key, ["t" * 40, "u" * 40]) is None
    assert letter_of(key, ["s" * 40, "t" * 40]) == letter_id
    assert letter_of(uuid4().hex + key[32:], ["s" * 40]) is None
    for wrong in ("", "x", key[:-1], key + "0", "я" * 64, "0" * 64):
        assert letter_of(wrong, ["s" * 40]) is None


def test_a_reader_with_an_account_alone_is_known_by_it():
    account = uuid4()
    assert Addressee("А", "", None, account).key == Addressee("Б", "a@b.ru", None, account).key
    assert Addressee("А", "", None, account).key != Addressee("А", "", None, uuid4()).key
