"""Results of meetings: who enters them, when, how they are summed; none is counted twice."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from core.adapters.database import db
from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.viewers import ANONYMOUS
from events.companies.meetings import list_negotiated
from events.companies.models import Company
from events.negotiations.models import NegotiationMeeting, Negotiator
from events.negotiations.rules.life import ScheduleState
from events.programme.models import Event, EventResult
from events.programme.rules import EventState
from events.programme.services import ResultDraft as TypedResult
from events.programme.services import save_result
from events.timetables.models import MeetingResult
from events.timetables.queries import list_lines, negotiated_by
from events.timetables.rules import MeetingGrade, NextStep, Outcome, ResultAuthor
from events.timetables.services import ResultDraft, record_own_result, record_result
from tests.builders import Builder
from tests.builders_meetings import OPENING, MeetingsBuilder, meetings_of
from tests.conftest import NOW
from tests.races import committed_app, refusals_at_once

EVENING = OPENING + timedelta(hours=8)
G, N = MeetingGrade, NextStep


def drafted(grade=G.COOPERATION, step=N.OFFER, revision=0, **values):
    return ResultDraft(Outcome(grade, step, **values), revision)


def by_staff(built, meeting, draft=None, now=EVENING):
    by = built.by | {"now": now}
    record_result(meeting.id, draft or drafted(), **by)


def by_exporter(meeting, draft=None, who=None, now=EVENING):
    record_own_result(
        who or meeting.first_id, meeting.id, draft or drafted(), actor=ANONYMOUS, now=now
    )


def result_of(meeting):
    return db.session.query(MeetingResult).filter_by(meeting_id=meeting.id).one_or_none()


def held(frame, state=EventState.HELD):
    """The event is held, and somebody wrote its result: figures are counted from now on."""
    event = db.session.get(Event, frame.event_id)
    event.state = state
    db.session.commit()


def written(built, frame, **own):
    draft = TypedResult("Итоги", own)
    save_result(frame.event_id, draft, **(built.by | {"now": EVENING}))


def meetings_figure(frame):
    return db.session.get(EventResult, frame.event_id, populate_existing=True).meetings


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    db.session.expire_all()
    return refused.value.codes


def test_an_exporter_tells_how_the_meeting_went(published):
    frame, *_ = published
    meeting = meetings_of(frame)[0]
    by_exporter(meeting, drafted(step_on=date(2027, 3, 1), note="Ждут прайс"))
    row = result_of(meeting)
    assert (row.grade, row.next_step, row.author) == (G.COOPERATION, N.OFFER, ResultAuthor.EXPORTER)
    assert row.author_name == db.session.get(Negotiator, meeting.first_id).name
    (entry,) = db.session.query(JournalEntry).filter_by(what="negotiation.result_recorded")
    assert entry.details["grade"] == "cooperation"
    assert "Ждут прайс" not in str(entry.details)


def test_a_result_of_somebody_elses_meeting_is_not_found(published):
    frame, *_ = published
    meeting = meetings_of(frame)[0]
    stranger = next(m.first_id for m in meetings_of(frame) if m.first_id != meeting.first_id)
    for who in (meeting.second_id, stranger):
        with pytest.raises(NotFound):
            by_exporter(meeting, who=who)
    assert result_of(meeting) is None


def test_nothing_is_told_of_a_meeting_before_it_begins(published, built):
    frame, *_ = published
    first = meetings_of(frame)[0]
    begins = OPENING + timedelta(minutes=30) * first.slot
    early = begins - timedelta(seconds=1)
    assert codes(by_exporter, first, now=early) == ("not_begun",)
    assert codes(by_staff, built, first, now=early) == ("not_begun",)
    assert result_of(first) is None
    by_exporter(first, now=begins)


def test_of_a_schedule_that_is_not_published_nothing_is_told(built):
    frame, *_ = built.published(state=ScheduleState.ARRANGING, edition=0)
    meeting = meetings_of(frame)[0]
    assert codes(by_staff, built, meeting) == ("not_placed",)


def test_of_a_meeting_that_lost_its_time_nothing_is_told(published, built):
    frame, *_ = published
    meeting = meetings_of(frame)[0]
    meeting.slot = meeting.hall = meeting.table = None
    db.session.commit()
    assert codes(by_staff, built, meeting) == ("not_placed",)


def test_after_the_report_only_the_staff_mends(published, built):
    frame, *_ = published
    held(frame, EventState.REPORTED)
    meeting = meetings_of(frame)[0]
    assert codes(by_exporter, meeting) == ("results_over",)
    by_staff(built, meeting)
    assert result_of(meeting).author is ResultAuthor.STAFF


def test_one_meeting_has_one_result_whoever_enters_it(published, built):
    frame, *_ = published
    meeting = meetings_of(frame)[0]
    by_exporter(meeting)
    with pytest.raises(Stale):
        by_staff(built, meeting)
    by_staff(built, meeting, drafted(G.NOT_HELD, N.NOTHING, revision=1))
    row = result_of(meeting)
    assert (row.grade, row.author, row.revision) == (G.NOT_HELD, ResultAuthor.STAFF, 2)
    assert db.session.query(MeetingResult).count() == 1


def test_meetings_held_are_summed_into_the_result_of_the_event_each_once(published, built):
    frame, *_ = published
    held(frame)
    written(built, frame)
    assert meetings_figure(frame) == 0
    first, second, third, _ = meetings_of(frame)
    by_exporter(first)
    by_staff(built, first, drafted(G.INFORMATIVE, N.NOTHING, revision=1))
    by_exporter(second, drafted(G.NO_INTEREST, N.NOTHING))
    by_exporter(third, drafted(G.NOT_HELD, N.NOTHING))
    assert meetings_figure(frame) == 2
    by_staff(built, second, drafted(G.NOT_HELD, N.NOTHING, revision=1))
    assert meetings_figure(frame) == 1


def test_a_figure_that_somebody_typed_is_not_counted_anew(published, built):
    frame, *_ = published
    held(frame)
    written(built, frame, meetings=50)
    by_exporter(meetings_of(frame)[0])
    assert meetings_figure(frame) == 50


def test_results_entered_before_the_text_are_counted_when_it_is_written(published, built):
    frame, *_ = published
    by_exporter(meetings_of(frame)[0])
    held(frame)
    written(built, frame)
    assert meetings_figure(frame) == 1


def test_another_event_does_not_count_these_meetings(published, built):
    frame, *_ = published
    by_exporter(meetings_of(frame)[0])
    other = built.missions.event(state=EventState.HELD)
    draft = TypedResult("Итоги", {})
    save_result(other.id, draft, **built.by)
    assert db.session.get(EventResult, other.id).meetings == 0


def test_the_page_of_the_company_sums_its_own_meetings(published, built):
    frame, ours, _ = published
    company_id = db.session.get(Negotiator, ours[0]).company_id
    own = [each for each in meetings_of(frame) if each.first_id == ours[0]]
    by_exporter(own[0])
    by_exporter(own[1], drafted(G.NOT_HELD, N.NOTHING))
    (line,) = negotiated_by(company_id)
    assert (line.placed, line.answered, line.held, line.promising) == (2, 2, 1, 1)
    assert list_negotiated(company_id) == (line,)
    other = db.session.get(Negotiator, ours[1]).company_id
    (theirs,) = negotiated_by(other)
    assert (theirs.placed, theirs.answered, theirs.held) == (2, 0, 0)
    assert db.session.query(Company).count() == 2


def test_a_company_is_known_by_its_inn_too(published):
    _, ours, _ = published
    exporter = db.session.get(Negotiator, ours[0])
    company_id, exporter.company_id = exporter.company_id, None
    db.session.commit()
    assert [line.placed for line in negotiated_by(company_id)] == [2]


def test_a_company_without_negotiations_has_none(built):
    assert negotiated_by(built.missions.company(77).id) == ()


def test_the_timetable_of_one_holds_its_own_meetings_in_order(published):
    frame, ours, _ = published
    lines = list_lines(frame.id, ours[0])
    assert {each.first_id for each in lines} == {ours[0]}
    assert [each.slot for each in lines] == sorted(each.slot for each in lines)
    assert len(lines) == 2
    assert len(list_lines(frame.id)) == 4


@pytest.mark.parametrize(
    "values",
    (
        {"grade": G.NOT_HELD, "next_step": N.OFFER},
        {"next_step": N.NOTHING, "step_on": date(2027, 3, 1)},
    ),
)
def test_the_schema_holds_what_a_result_cannot_be(published, values):
    frame, *_ = published
    meeting = meetings_of(frame)[0]
    by_exporter(meeting)
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.query(MeetingResult).filter_by(meeting_id=meeting.id).update(values)


@pytest.fixture(scope="module")
def live_app(database, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(f"results-{database}")
    with committed_app(database, request, folder) as app:
        yield app


def test_results_entered_at_once_are_all_counted_and_one_meeting_once(live_app):
    with live_app.app_context():
        build = Builder(db.session, NOW)
        built = MeetingsBuilder(build, build.council())
        frame, *_ = built.published()
        held(frame)
        written(built, frame)
        pairs = [(each.first_id, each.id) for each in meetings_of(frame)]

        def told(pair):
            return lambda: record_own_result(*pair, drafted(), actor=ANONYMOUS, now=EVENING)

        answers = refusals_at_once(live_app, *(told(pair) for pair in [*pairs, pairs[0]]))
        assert sum(answer is None for answer in answers) == len(pairs)
        db.session.rollback()
        assert meetings_figure(frame) == len(pairs)
        assert db.session.query(NegotiationMeeting).count() == len(pairs)
