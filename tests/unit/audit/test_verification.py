"""Whoever tampers with the journal is found, and the first bad entry is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audit.rules.verification import ERASED, Finding, FindingKind, Walk
from core.kernel.chain import ACTOR_NAME, ADDRESS, Head, commitment, hash_of, key_id_of
from tests.unit.audit.entries import KEY, KEYS, chain_of, changed, entry_of, whole

K = FindingKind
OTHER = b"o" * 32


def findings(chain, anchors=None, keys=KEYS):
    walk = Walk(keys, anchors or {})
    return [finding for stored in chain for finding in walk.look(stored)] + list(walk.end())


def first(chain, anchors=None, keys=KEYS):
    found = findings(chain, anchors, keys)
    return (found[0].seq, found[0].kind) if found else None


def anchors_of(*stored):
    return {each.entry.seq: frozenset({each.seal.hash}) for each in stored}


def test_a_whole_chain_gives_no_finding_and_ends_at_its_head():
    chain, walk = whole(20), Walk(KEYS)
    assert [finding for stored in chain for finding in walk.look(stored)] == []
    assert list(walk.end()) == []
    assert walk.before == Head(20, chain[-1].seal.hash)


@pytest.mark.parametrize(
    "fields",
    (
        {"what": "report.returned"},
        {"actor_id": None},
        {"actor_name": "Другой"},
        {"details": {"version": 4}},
        {"subject_version": 9},
        {"request_id": "f" * 16},
        {"private": {}},
    ),
)
def test_a_changed_entry_is_named(fields):
    chain = whole(20)
    chain[4] = changed(chain[4], **fields)
    assert first(chain) == (5, K.CHANGED)


def test_a_changed_entry_with_a_hash_to_match_lacks_the_key():
    chain = whole(20)
    entry = replace(chain[4].entry, what="report.returned")
    digest = hash_of(chain[4].seal.prev_hash, entry)
    chain[4] = replace(chain[4], entry=entry, seal=replace(chain[4].seal, hash=digest))
    assert first(chain) == (5, K.FORGED)


def test_a_tail_made_anew_without_the_key_begins_at_the_first_forged_entry():
    forged = chain_of(
        [*map(entry_of, range(1, 5)), replace(entry_of(5), details={}), entry_of(6)], OTHER
    )
    chain = [*whole(4), *forged[4:]]
    assert first(chain) == (5, K.UNKNOWN_KEY)
    named = [replace(each, seal=replace(each.seal, key_id=key_id_of(KEY))) for each in forged[4:]]
    assert first([*whole(4), *named]) == (5, K.FORGED)


@pytest.mark.parametrize("at", (0, 7))
def test_a_removed_entry_is_named(at):
    chain = whole(20)
    del chain[at]
    assert first(chain) == (at + 1, K.MISSING)


def test_a_removed_entry_whose_followers_were_numbered_anew_is_named():
    chain = whole(20)
    del chain[7]
    chain[7:] = [changed(each, seq=each.entry.seq - 1) for each in chain[7:]]
    assert first(chain) == (8, K.UNHINGED)


def test_a_cut_tail_is_seen_by_an_anchor_alone():
    chain = whole(20)
    assert first(chain[:15]) is None
    assert first(chain[:15], anchors_of(chain[17])) == (16, K.CUT)
    assert first([], anchors_of(chain[17])) == (1, K.CUT)


def test_a_tail_that_was_cut_and_written_anew_with_the_key_contradicts_its_anchor():
    chain = whole(20)
    other = [replace(entry_of(each), details={}) for each in (18, 19, 20)]
    rewritten = chain_of([*map(entry_of, range(1, 18)), *other])
    assert first(rewritten) is None
    assert first(rewritten, anchors_of(chain[18])) == (19, K.ANCHOR)


def test_two_anchors_of_one_entry_that_differ_are_never_both_right():
    chain = whole(5)
    assert first(chain, {3: frozenset({chain[2].seal.hash, "0" * 64})}) == (3, K.ANCHOR)


def test_an_inserted_entry_is_named():
    chain = whole(20)
    chain.insert(7, changed(chain[3], seq=8))
    chain[8:] = [changed(each, seq=each.entry.seq + 1) for each in chain[8:]]
    assert first(chain) == (8, K.UNHINGED)
    appended = [*whole(20), changed(whole(20)[3], seq=21)]
    assert first(appended) == (21, K.UNHINGED)


def test_two_entries_that_changed_places_are_named():
    chain = whole(20)
    chain[6], chain[7] = changed(chain[7], seq=7), changed(chain[6], seq=8)
    assert first(chain) == (7, K.UNHINGED)


def test_two_hashes_that_changed_places_are_named():
    chain = whole(20)
    one, two = chain[6].seal, chain[12].seal
    chain[6] = replace(chain[6], seal=replace(one, hash=two.hash))
    chain[12] = replace(chain[12], seal=replace(two, hash=one.hash))
    assert first(chain) == (7, K.CHANGED)


def test_a_changed_personal_value_is_named_with_its_name():
    chain = whole(20)
    salt, _ = chain[4].values[ACTOR_NAME]
    chain[4] = replace(chain[4], values={**chain[4].values, ACTOR_NAME: (salt, "Чужой")})
    assert findings(chain) == [Finding(5, K.VALUE, ACTOR_NAME)]


def test_a_value_that_no_entry_promised_is_named():
    chain = whole(20)
    chain[5] = replace(chain[5], values={"details.email": ("00" * 16, "a@b")})
    assert Finding(6, K.VALUE, "details.email") in findings(chain)


def test_a_salt_that_is_no_salt_is_a_finding_and_no_failure():
    chain = whole(20)
    chain[4] = replace(chain[4], values={**chain[4].values, ADDRESS: ("странно", "x")})
    assert findings(chain) == [Finding(5, K.VALUE, ADDRESS)]


def test_an_erased_value_is_told_apart_from_one_that_was_removed():
    chain = whole(20)
    chain[4] = replace(chain[4], values={})
    gone = [Finding(5, K.VALUE_GONE, name) for name in sorted((ACTOR_NAME, ADDRESS))]
    assert findings(chain) == gone

    said = replace(
        entry_of(21), what=ERASED, details={"values": [[5, ADDRESS], [5, ACTOR_NAME]]}, private={}
    )
    erased = chain_of([*map(entry_of, range(1, 21)), said])
    erased[4] = replace(erased[4], values={})
    walk = Walk(KEYS)
    assert [f for stored in erased for f in walk.look(stored)] + list(walk.end()) == []
    assert walk.erased == 2


def test_a_retired_key_is_still_known():
    old, new = chain_of(map(entry_of, range(1, 4)), OTHER), []
    assert first(old, keys=KEYS) == (1, K.UNKNOWN_KEY)
    assert first([*old, *new], keys={**KEYS, key_id_of(OTHER): OTHER}) is None


@given(st.text(), st.text())
def test_a_commitment_tells_values_apart(one, two):
    salt = "ab" * 16
    assert (commitment(salt, one) == commitment(salt, two)) == (one == two)
    assert commitment(salt, one) != commitment("cd" * 16, one)
