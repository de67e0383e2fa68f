"""Which papers a meeting has and who gets them: the full matrix of papers and readers."""

import pytest

from council.meetings.rules.handing_out import (
    AUDIENCES,
    PaperKind,
    Reader,
    may_read,
    papers_of,
)
from council.meetings.rules.kinds import MeetingForm

P = PaperKind
FOR_MEMBERS = {P.NOTICE, P.AGENDA, P.DECISIONS, P.PACK}
READERS = {
    "member": (Reader(), FOR_MEMBERS),
    "voter": (Reader(votes=True), FOR_MEMBERS | {P.OWN_BALLOT}),
    "presiding": (Reader(presides=True), FOR_MEMBERS | {P.CONDUCT, P.INVITED, P.WHOLE_PACK}),
    "secretary": (Reader(keeps=True), set(PaperKind) - {P.OWN_BALLOT}),
}


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("name", READERS)
def test_a_paper_is_read_by_those_it_is_for(kind, name):
    reader, allowed = READERS[name]
    assert may_read(kind, reader) is (kind in allowed)


def test_every_paper_has_an_audience():
    assert set(AUDIENCES) == set(PaperKind)


@pytest.mark.parametrize("form", (MeetingForm.IN_PERSON, MeetingForm.VIDEO, MeetingForm.MIXED))
def test_a_meeting_in_a_hall_has_no_ballots(form):
    assert set(PaperKind) - set(papers_of(form)) == {P.BALLOTS, P.OWN_BALLOT}


def test_a_vote_by_ballots_has_nothing_of_a_hall():
    missing = set(PaperKind) - set(papers_of(MeetingForm.ABSENTEE))
    assert missing == {P.CONDUCT, P.REGISTRATION, P.INVITED}
