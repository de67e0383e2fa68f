"""What both sides wish decides who shall meet; a veto is never overruled."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.missions.rules.timetable.problem import Interpreter, Participant, Side
from events.missions.rules.timetable.wishes import (
    Rules,
    Wish,
    language_between,
    pairs_of,
    weight_of,
)
from tests.builders_timetables import ALL

EXPORTERS, BUYERS = (1, 2, 30), (10, 11)
PEOPLE = {
    key: Participant(key, Side.BUYER if key in BUYERS else Side.EXPORTER, ALL)
    for key in EXPORTERS + BUYERS
}
BOTH_WAYS = [
    pair for one, other in product(EXPORTERS, BUYERS) for pair in ((one, other), (other, one))
]


def chosen(wishes, **rules):
    return pairs_of(PEOPLE, wishes, Rules(**rules))


@given(st.dictionaries(st.sampled_from(BOTH_WAYS), st.sampled_from(Wish)), st.booleans())
def test_a_veto_of_either_side_is_never_overruled(wishes, takes_one_sided):
    found = chosen(wishes, takes_one_sided=takes_one_sided)
    pairs = {one.pair for one in found.requests}
    for (one, other), wish in wishes.items():
        if wish is Wish.NO:
            assert not pairs & {(one, other), (other, one)}
    refused = {one.pair for one in found.refused}
    assert not pairs & refused
    for exporter, buyer in product(EXPORTERS, BUYERS):
        voices = wishes.get((exporter, buyer)), wishes.get((buyer, exporter))
        heard = [voice for voice in voices if voice]
        agreed = Wish.NO not in heard and len(heard) >= (1 if takes_one_sided else 2)
        assert ((exporter, buyer) in pairs) == agreed


@pytest.mark.parametrize(
    ("voices", "codes"),
    (
        ((Wish.MUST, Wish.MUST), []),
        ((Wish.MUST, Wish.WANT), ["met_before"]),
        ((Wish.WANT, Wish.MUST), ["met_before"]),
        ((Wish.MUST, None), ["met_before"]),
        ((Wish.MUST, Wish.NO), ["declined"]),
    ),
)
def test_who_met_before_meets_again_only_when_both_insist(voices, codes):
    wishes = {pair: wish for pair, wish in zip([(1, 10), (10, 1)], voices, strict=True) if wish}
    found = chosen(wishes, met={frozenset({10, 1})}, takes_one_sided=True)
    assert [one.reason.code for one in found.refused] == codes
    assert len(found.requests) == (not codes)


def test_the_refusal_does_not_tell_who_declined():
    texts = {
        str(chosen({(1, 10): mine, (10, 1): theirs}).refused[0].reason)
        for mine, theirs in ((Wish.NO, Wish.MUST), (Wish.MUST, Wish.NO))
    }
    assert texts == {"1 and 10: one side declined."}


def test_the_more_is_wished_the_more_a_pair_weighs():
    must, want = Wish.MUST, Wish.WANT
    growing = [
        (want, None), (None, want), (must, None), (None, must),
        (want, want), (must, want), (want, must), (must, must),
    ]  # fmt: skip
    weights = [weight_of(*voices) for voices in growing]
    assert weights == sorted(set(weights))


@pytest.mark.parametrize(
    ("mine", "theirs", "language"),
    (
        ({"ru"}, {"zh", "en"}, "zh"),
        ({"ru", "en"}, {"zh", "en"}, None),
        ({"ru"}, {"de"}, "de"),
        (set(), {"zh"}, None),
        ({"ru"}, set(), None),
    ),
)
def test_an_interpreter_is_asked_for_when_no_language_is_shared(mine, theirs, language):
    one = Participant(1, Side.EXPORTER, 1, languages=frozenset(mine))
    other = Participant(10, Side.BUYER, 1, languages=frozenset(theirs))
    helpers = (Interpreter(1, frozenset({"zh"}), 1),)
    assert language_between(one, other, helpers) == language
