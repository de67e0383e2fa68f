"""Flow and matching find as much as trying everything does; boards count what they hold."""

from itertools import permutations, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.missions.rules.timetable.board import OFF, Board, Price
from events.missions.rules.timetable.bounds import fewest_breaks
from events.missions.rules.timetable.chains import chain_of, ends_finder, exchange, fits, joined
from events.missions.rules.timetable.checking import violations
from events.missions.rules.timetable.flow import Network, matching
from events.missions.rules.timetable.halls import halls_of_hosts
from events.missions.rules.timetable.placing import Placing
from events.missions.rules.timetable.problem import numbers_of, stretches
from tests.builders_timetables import grown, negotiations, solved

CAPACITIES = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(lambda arc: arc[0] != arc[1]),
    st.integers(0, 4),
)


def smallest_cut(arcs):
    """By max-flow min-cut: over every set of nodes with the source 0 and without the sink 3."""
    sides = [{0, *(n for n, chosen in zip((1, 2), pick, strict=True) if chosen)}
             for pick in product((0, 1), repeat=2)]  # fmt: skip
    return min(
        sum(room for (a, b), room in arcs.items() if a in side and b not in side) for side in sides
    )


@given(CAPACITIES)
def test_the_greatest_flow_is_the_smallest_cut(arcs):
    network = Network()
    for (one, other), room in arcs.items():
        network.arc(one, other, room)
    assert network.greatest(0, 3) == smallest_cut(arcs)


@given(st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 3)), max_size=4))
def test_a_matching_is_as_great_as_the_best_order_of_values(wanted):
    found = matching(wanted)
    assert all(value in wanted[key] for key, value in found.items())
    assert len(set(found.values())) == len(found)
    orders = permutations(range(4), len(wanted))
    best = max(sum(v in wanted[k] for k, v in zip(wanted, order, strict=True)) for order in orders)
    assert len(found) == best


@given(st.integers(0, 255), st.integers(0, 8), st.sampled_from([(0,) * 8, (0,) * 3 + (1,) * 5]))
def test_fewest_breaks_are_those_of_the_best_choice_of_slots(usable, meetings, sessions):
    price = Price(sessions, 9)
    chosen = [m for m in range(256) if m & ~usable == 0 and m.bit_count() == meetings]
    best = min(map(price.breaks, chosen), default=0)
    assert fewest_breaks(stretches(sessions), usable, meetings) == best


def counted(board):
    """Everything that a board keeps up to date, counted anew."""
    busy, load = [0] * len(board.busy), [0] * len(board.load)
    for meeting, slot in enumerate(board.slot):
        if slot == OFF:
            continue
        for base in (board.left[meeting], board.right[meeting]):
            assert board.at[base + slot] == meeting
            assert not busy[base] >> slot & 1
            busy[base] |= 1 << slot
        for pool in board.pools[meeting]:
            load[pool + slot] += 1
    assert sum(found != OFF for found in board.at) == 2 * sum(slot != OFF for slot in board.slot)
    return busy, load


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.randoms(use_true_random=False))
def test_exchanging_a_chain_keeps_everybody_in_one_place_and_twice_undoes_it(seed, random):
    problem = grown(seed)
    board = Board(problem, halls_of_hosts(problem, {}, 0))
    placing = Placing(board, Random(seed), len(board.slot))  # noqa: S311
    placing.first_fit()
    ends_of = ends_finder(board)
    for meeting, here in enumerate(tuple(board.slot)):
        there = random.choice([*numbers_of(board.can[meeting]), OFF])
        if OFF in (here, there) or here == there:
            continue
        chain, ends = chain_of(board, meeting, there), ends_of(meeting, there)
        assert (chain is None) == (ends is None)
        if chain and fits(board, chain):
            assert chain.ends in (ends, ())
            assert chain.ends or ends[0] == ends[1]
            before = board.slot.copy()
            exchange(board, chain)
            assert board.slot[meeting] == there
            assert (board.busy, board.load) == counted(board)
            assert all(load <= room for load, room in zip(board.load, board.room, strict=True))
            exchange(board, chain)
            assert board.slot == before


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_in_a_full_hall_two_chains_go_opposite_ways_at_once(seed):
    pairs = [(e, 10 + b) for e in range(5) for b in range(4) if (e * 7 + b * 5 + seed) % 3]
    problem = negotiations(pairs, exporters=5, buyers=4, slots=7, tables=2)
    board = Board(problem, halls_of_hosts(problem, {}, 0))
    placing = Placing(board, Random(seed), len(pairs))  # noqa: S311
    placing.first_fit()
    for one, here in enumerate(tuple(board.slot)):
        for other, there in enumerate(tuple(board.slot)):
            if OFF in (here, there) or here == there or board.slot[one] != here:
                continue
            chain, back = chain_of(board, one, there), chain_of(board, other, here)
            both = joined(chain, back) if board.slot[other] == there else None
            if both is None:
                assert other in chain.meetings or board.slot[other] != there
            elif fits(board, both):
                exchange(board, both)
                assert (board.slot[one], board.slot[other]) == (there, here)
                assert (board.busy, board.load) == counted(board)
                assert all(map(int.__le__, board.load, board.room))


def test_negotiations_without_halls_need_no_tables():
    problem = negotiations([(0, 10), (1, 11)], halls=0)
    timetable = solved(problem).timetable
    assert violations(problem, timetable) == ()
    assert {(one.hall, one.table) for one in timetable.meetings} == {(None, None)}


@pytest.mark.parametrize("halls", (2, 3))
def test_no_hall_gets_more_hosts_than_its_tables_can_take(halls):
    pairs = [(e, 10 + b) for e in range(8) for b in range(6)]
    problem = negotiations(pairs, exporters=8, buyers=6, slots=8, tables=6 // halls, halls=halls)
    hosts = list(halls_of_hosts(problem, {}, 0).values())
    assert {hosts.count(hall) for hall in range(1, halls + 1)} == {6 // halls}
    assert len(solved(problem).timetable.meetings) == len(pairs)
