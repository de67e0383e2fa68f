"""What a meeting needs to be set: place, link, term, future."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.adapters.holidays import work_calendar
from core.kernel.workdays import Deadline
from council.meetings.rules.drafts import FARTHEST, MeetingDraft, draft_refusals, moving_refusals
from council.meetings.rules.kinds import MeetingForm, MeetingKind
from council.membership.rules.procedure import DEFAULTS, Initiator

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
F = MeetingForm
GOOD = MeetingDraft(
    kind=MeetingKind.REGULAR,
    form=F.IN_PERSON,
    starts_at=datetime(2026, 12, 17, 6, 0, tzinfo=UTC),
    zone="Asia/Yekaterinburg",
    place="каб. 301",
)
BALLOTS = {"form": F.ABSENTEE, "place": "", "absentee_by": Initiator.CHAIR}


def codes(now=NOW, procedure=DEFAULTS, **changes):
    found = draft_refusals(
        replace(GOOD, **changes), procedure=procedure, calendar=work_calendar(), now=now
    )
    return [refusal.code for refusal in found]


def test_a_whole_draft_is_not_refused():
    assert codes() == []


def test_the_day_is_that_of_the_place():
    late = replace(GOOD, starts_at=datetime(2026, 12, 31, 20, 0, tzinfo=UTC))
    assert (late.day, late.year) == (date(2027, 1, 1), 2027)


@pytest.mark.parametrize(
    ("form", "expected"),
    ((F.IN_PERSON, ["no_place"]), (F.MIXED, ["no_place"]), (F.VIDEO, [])),
)
def test_people_who_come_need_a_place(form, expected):
    assert codes(form=form, place="") == expected


@pytest.mark.parametrize(
    "link",
    (
        "http://video.example.org/1",
        "javascript:alert(1)",
        "javascript://video.example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example/1",
        "https://",
        "https://exa mple.org",
        "video.example.org",
        "https://[broken",
    ),
)
def test_a11_only_a_whole_https_address_is_taken(link):
    assert codes(video_link=link) == ["bad_link"]
    assert codes(video_link="https://video.example.org/1") == []


@pytest.mark.parametrize(
    ("starts_at", "expected"),
    (
        (NOW, ["meeting_past"]),
        (NOW + timedelta(minutes=1), []),
        (NOW + FARTHEST + timedelta(minutes=1), ["meeting_far"]),
    ),
)
def test_a_meeting_lies_ahead_and_not_years_ahead(starts_at, expected):
    assert codes(starts_at=starts_at) == expected


def test_a_time_that_was_not_set_anew_may_be_past():
    assert codes(now=None, starts_at=NOW - timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("until", "expected"),
    (
        (None, ["no_term"]),
        (date(2026, 12, 22), ["term_too_short"]),
        (date(2026, 12, 23), []),
        (date(2036, 1, 1), ["term_too_long"]),
    ),
)
def test_an_absentee_vote_has_a_term_of_four_working_days(until, expected):
    assert codes(ballots_until=until, **BALLOTS) == expected


def test_the_shortest_term_is_named():
    (refusal,) = draft_refusals(
        replace(GOOD, ballots_until=GOOD.day, **BALLOTS),
        procedure=DEFAULTS,
        calendar=work_calendar(),
        now=NOW,
    )
    assert refusal.values == {"earliest": Deadline(date(2026, 12, 23)), "days": 4}


def test_an_absentee_vote_is_planned_only_where_the_regulation_allows_one():
    absentee = {**BALLOTS, "ballots_until": date(2026, 12, 24)}
    forbidden = replace(DEFAULTS, absentee_allowed=False)

    assert codes(**absentee) == []
    assert codes(procedure=forbidden, **absentee) == ["absentee_forbidden"]
    assert codes(procedure=forbidden) == []


@pytest.mark.parametrize("by", (None, *Initiator))
def test_an_absentee_vote_is_held_by_the_decision_of_those_whom_the_regulation_names(by):
    vote = {**BALLOTS, "ballots_until": date(2026, 12, 24), "absentee_by": by}
    several = replace(DEFAULTS, absentee_orderers=frozenset({"by_chair", "by_presidium"}))
    nobody = replace(DEFAULTS, absentee_orderers=frozenset())
    expected = [] if by is Initiator.CHAIR else ["not_an_orderer"] if by else ["no_orderer"]

    assert codes(**vote) == expected
    assert (codes(procedure=several, **vote) == []) is (by in several.absentee_orderers)
    assert codes(procedure=nobody, **vote) == []
    assert codes(absentee_by=by) == []


def test_a_meeting_that_moves_is_not_asked_again_who_convened_it():
    """Who did is settled; the page that moves a meeting has no field for it."""
    for kind, form in ((MeetingKind.EXTRAORDINARY, F.IN_PERSON), (MeetingKind.REGULAR, F.ABSENTEE)):
        draft = replace(GOOD, kind=kind, form=form, ballots_until=date(2026, 12, 24))
        given = {"procedure": DEFAULTS, "calendar": work_calendar(), "now": NOW}
        assert moving_refusals(draft, **given) == ()
        assert draft_refusals(draft, **given) != ()


@pytest.mark.parametrize("initiator", (None, *Initiator))
def test_an_extraordinary_meeting_is_convened_by_those_whom_the_regulation_names(initiator):
    expected = [] if initiator in DEFAULTS.extraordinary_initiators else ["not_an_initiator"]
    if initiator is None:
        expected = ["no_initiator"]

    assert codes(kind=MeetingKind.EXTRAORDINARY, initiator=initiator) == expected
    assert codes(kind=MeetingKind.REGULAR, initiator=initiator) == []


def test_the_default_names_the_chair_the_deputy_and_a_third_of_the_members():
    named = {Initiator.CHAIR, Initiator.DEPUTY_CHAIR, Initiator.THIRD}
    assert named == DEFAULTS.extraordinary_initiators
