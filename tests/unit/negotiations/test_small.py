"""Small rules: languages, identities, who could be met, what a solution becomes."""

from dataclasses import replace

import pytest

from core.kernel.errors import Refused
from events.missions.rules.timetable.budget import Budget
from events.missions.rules.timetable.wishes import Wish
from events.negotiations.rules.adjusting import settled
from events.negotiations.rules.candidates import candidates
from events.negotiations.rules.languages import languages_in, letters_in
from events.negotiations.rules.materials import NOT_SEARCHED, Row, problem_of, timetable_of
from events.negotiations.rules.people import NegotiatorDraft, buyer_identity, buyer_refusals
from events.negotiations.rules.results import figures_of, searched, taken_over


def test_languages_are_read_between_commas_each_once():
    assert languages_in(" Английский, китайский;  английский ,") == ("английский", "китайский")


@pytest.mark.parametrize(
    ("languages", "written"), (((), "ru"), (("русский", "казахский"), "ru"), (("хинди",), "en"))
)
def test_letters_are_russian_to_whom_speaks_it(languages, written):
    assert letters_in(languages) == written


def test_a_company_is_the_same_however_its_name_is_typed():
    assert buyer_identity("Toshkent «Nasos» Savdo", "UZ") == buyer_identity(
        "TOSHKENT NASOS-SAVDO", "uz"
    )
    assert buyer_identity("Nasos", "UZ") != buyer_identity("Nasos", "KZ")


@pytest.mark.parametrize(
    ("draft", "codes"),
    (
        (NegotiatorDraft(name="Nasos", country="UZ"), []),
        (NegotiatorDraft(name="«–»", country="UZ"), ["no_name"]),
        (NegotiatorDraft(name="Nasos"), ["no_country"]),
        (NegotiatorDraft(name="Nasos", country="UZ", table=1), ["table_without_hall"]),
        (NegotiatorDraft(name="Nasos", country="UZ", hall=1, table=1), []),
    ),
)
def test_a_buyer_needs_a_name_and_a_country(draft, codes):
    assert [one.code for one in buyer_refusals(draft)] == codes


def test_candidates_are_free_not_met_and_those_who_wait_come_first(materials):
    assert candidates(materials, 1, 0) == ()  # busy
    found = candidates(materials, 1, 1)
    assert [(one.pair, one.is_asked) for one in found] == [((1, 12), True)]
    assert [one.pair for one in candidates(materials, 12, 1)] == [(1, 12)]
    declined = replace(materials, wishes={**materials.wishes, (1, 12): Wish.NO})
    assert candidates(declined, 1, 1) == ()


def test_a_run_places_every_pair_that_wants_it_and_keeps_locks(materials):
    locked = replace(materials.rows[0], slot=3, is_locked=True)
    materials = replace(materials, rows=(locked, materials.rows[1]))
    solution = searched(materials, Budget(500), 1)
    rows = {row.pair: row for row in taken_over(materials, solution).rows}
    assert len(rows) == 4
    assert all(row.slot is not None for row in rows.values())
    assert (rows[1, 11].slot, rows[1, 11].is_locked) == (3, True)
    figures = figures_of(materials, solution)
    assert (figures["placed"], figures["asked"]) == (4, 4)


def test_an_impossible_timetable_is_never_taken_over(materials):
    solution = searched(materials, Budget(500), 1)
    first = solution.timetable.meetings[0]
    broken = replace(
        solution.timetable, meetings=(replace(first, slot=9), *solution.timetable.meetings[1:])
    )
    with pytest.raises(Refused) as caught:
        taken_over(materials, replace(solution, timetable=broken))
    assert "no_such_slot" in caught.value.codes


def test_what_no_run_has_seen_waits_and_what_nobody_asks_for_is_called_off(materials):
    assert [one.reason for one in timetable_of(materials).unplaced] == [NOT_SEARCHED] * 2
    lonely = replace(materials, wishes={}, rows=(*materials.rows, Row(1, 12, None)))
    rows = settled(materials, lonely).rows
    assert [row.reason.code for row in rows] == ["no_longer_asked"] * 3


def test_a_withdrawn_wish_ends_the_meeting_when_the_timetable_is_settled(materials):
    wishes = {**materials.wishes, (11, 1): Wish.NO}
    rows = {row.pair: row for row in settled(materials, replace(materials, wishes=wishes)).rows}
    assert rows[1, 11].slot is None
    assert rows[2, 12].slot == 0


def test_locks_of_pairs_that_nobody_asks_for_do_not_bind_the_search(materials):
    locked = tuple(replace(row, is_locked=True) for row in materials.rows)
    materials = replace(materials, rows=locked, wishes={})
    assert problem_of(materials).locked == ()
