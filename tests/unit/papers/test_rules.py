"""Limits, the life of a rendering, codes, and what may be told of a kept paper."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kernel.errors import Refused
from core.kernel.papers import Column, Entry, Listing, Pairs, Paragraph, Table
from core.papers.rules import life, limits, source
from core.papers.rules.codes import code_of, read_code
from core.papers.rules.life import RenderingState
from core.papers.rules.telling import Kept, PaperStanding, Signer, Told, told
from tests.papers import long_paper, plain_paper, whole_paper

NOW = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
EARLIER, LATER = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)


def faults(*blocks):
    paper = plain_paper(blocks=blocks)
    return limits.fault(paper, source.to_json(paper))


def table(rows, columns=1):
    heads = (Column("№", 101 - columns), *(Column("№", 1) for _ in range(columns - 1)))
    return Table("", heads, (("1",) * columns,) * rows)


@pytest.mark.parametrize(
    ("allowed", "refused", "told"),
    (
        ([Paragraph("а")] * limits.MOST_BLOCKS, [Paragraph("а")], limits.BLOCKS),
        ([table(limits.MOST_ROWS)], [table(1)], limits.ROWS),
        ([table(limits.MOST_ROWS - 1)], [Pairs((("а", "б"),) * 2)], limits.ROWS),
        ([table(limits.MOST_ROWS)], [Listing((Entry("1.", "а"),))], limits.ROWS),
        ([table(1, limits.MOST_COLUMNS)], [table(1, limits.MOST_COLUMNS + 1)], limits.COLUMNS),
        ([Paragraph("а" * limits.LONGEST_TEXT)], [Paragraph("а" * 20_001)], limits.LENGTH),
        ([Paragraph("а" * 19_000)] * 31, [Paragraph("а" * 19_000)], limits.WHOLE),
    ),
)
def test_a_paper_is_laid_out_up_to_each_limit_and_not_beyond(allowed, refused, told):
    assert faults(*allowed) == ""
    assert faults(*allowed, *refused) == told


def test_a_refused_paper_says_what_is_too_much():
    paper = plain_paper("а" * 20_001)
    with pytest.raises(Refused) as caught:
        limits.demand_simple(paper, source.to_json(paper))
    assert caught.value.codes == ("too_complex",)
    assert str(caught.value.refusals[0].values["what"]) == limits.LENGTH


@pytest.mark.parametrize("paper", (whole_paper(), long_paper(80)))
def test_real_papers_are_far_from_the_limits(paper):
    assert limits.fault(paper, source.to_json(paper)) == ""


@pytest.mark.parametrize(
    ("attempts", "is_lasting", "state"),
    (
        (1, False, RenderingState.WAITING),
        (2, False, RenderingState.WAITING),
        (3, False, RenderingState.FAILED),
        (1, True, RenderingState.FAILED),
    ),
)
def test_a_failure_is_tried_again_unless_trying_cannot_help(attempts, is_lasting, state):
    assert life.after_failure(attempts, is_lasting=is_lasting) is state


def test_the_lease_is_far_longer_than_any_rendering():
    assert all(timedelta(seconds=work.seconds) * 2 < life.LEASE for work in life.Work)


def test_codes_of_a_year_follow_each_other_and_are_all_different():
    codes = [code_of(2026, number) for number in range(1, 300)]
    assert codes[0] == "2026-00001-4"
    assert len(set(codes)) == len(codes)
    assert all(read_code(code) == code for code in codes)


@given(st.integers(2000, 2099), st.integers(1, 9_999_999), st.data())
def test_one_wrong_digit_is_noticed(year, number, data):
    code = code_of(year, number)
    places = [at for at, letter in enumerate(code) if letter.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != code[at]]))

    assert read_code(code[:at] + digit + code[at + 1 :]) == ""


@pytest.mark.parametrize(
    "typed", ("2026-00001-4", " № 2026 00001 4 ", "2026–00001–4", "2026/00001/4", "2026_00001-4\n")
)
def test_a_code_is_read_however_it_was_set_apart(typed):
    assert read_code(typed) == "2026-00001-4"


@pytest.mark.parametrize(
    "typed", ("", "№", "2026", "2026-00001", "2026-00001-1", "٢٠٢٦-00001-4", "9" * 5000, "\x00")
)
def test_what_is_no_code_is_not_taken_for_one(typed):
    assert read_code(typed) == ""


def kept(standing):
    signer = Signer("Ветлугин А.Н.", "Председатель", NOW)
    facts = ("2026-00001-4", "minutes-4", "Протокол № 4", "4", 2, NOW)
    return Kept(*facts, (signer,), standing, "a" * 64)


def test_a_published_paper_tells_title_edition_and_who_signed():
    found = told(kept(PaperStanding.PUBLISHED))
    assert found.may_be_read
    assert (found.title, found.edition, found.sha256) == ("Протокол № 4", 2, "a" * 64)
    assert found.signers[0].name == "Ветлугин А.Н."


@pytest.mark.parametrize("standing", (PaperStanding.NOT_PUBLISHED, PaperStanding.WITHDRAWN))
def test_any_other_paper_tells_its_number_and_date_and_nothing_more(standing):
    found = told(kept(standing))

    assert found == Told("2026-00001-4", "4", NOW, standing)
    known = {"code", "number", "dated_at", "standing"}
    blank = replace(found, **{f.name: f.default for f in fields(Told) if f.name not in known})
    assert blank == found


def test_whoever_has_the_file_of_an_unpublished_paper_learns_who_signed_it():
    found = told(kept(PaperStanding.NOT_PUBLISHED), by_file=True)
    assert (found.title, found.edition) == ("Протокол № 4", 2)
    assert found.signers[0].name == "Ветлугин А.Н."
    assert not found.may_be_read


def test_the_file_of_a_withdrawn_paper_tells_nothing_more_than_its_number():
    withdrawn = kept(PaperStanding.WITHDRAWN)
    assert told(withdrawn, by_file=True) == told(withdrawn)


def test_neighbouring_numbers_differ_in_their_last_digit():
    checks = [code_of(2026, number)[-1] for number in range(10, 30)]
    assert all(one != other for one, other in pairwise(checks))
