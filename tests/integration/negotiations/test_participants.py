"""Participants and hand-made changes that are refused, unknown or nothing: no trace is left."""

from uuid import uuid4

import pytest

from core.adapters.database import db
from core.kernel.errors import NotFound, Refused, Stale
from events.missions.rules.timetable.wishes import Wish
from events.negotiations import services
from events.negotiations.models import Negotiator
from events.negotiations.queries.loading import get_schedule
from events.negotiations.rules.changes import Absence, Closing, VoiceAway, Withdrawal
from events.negotiations.rules.people import NegotiatorDraft
from events.negotiations.services import Edit
from events.negotiations.services.running import fail_run, take_run
from events.negotiations.services.wishing import MatrixRow
from tests.builders_negotiations import run_of
from tests.traces import noted


def codes(act, *arguments, **values):
    with pytest.raises(Refused) as refused:
        act(*arguments, **values)
    db.session.rollback()
    return set(refused.value.codes)


def person(key):
    return db.session.get_one(Negotiator, key, populate_existing=True)


def draft_of(key, **values):
    row = person(key)
    names = ("name", "country", "email", "hall", "table", "most", "revision")
    return NegotiatorDraft(**{name: getattr(row, name) for name in names} | values)


def test_a_buyer_is_changed_and_keeps_its_place_among_the_others(negotiations):
    schedule_id, people = negotiations.peopled()
    before = len(noted(schedule_id))
    services.change_negotiator(people[3], draft_of(people[3]), **negotiations.by)
    assert len(noted(schedule_id)) == before  # nothing changed
    changed = draft_of(people[3], name="Toshkent Nasos", most=1, hall=1, table=2)
    services.change_negotiator(people[3], changed, **negotiations.by)
    row = person(people[3])
    assert (row.name, row.most, row.hall, row.table, row.number) == ("Toshkent Nasos", 1, 1, 2, 3)
    assert noted(schedule_id)[-1] == "negotiations.participant_changed"
    with pytest.raises(Stale):
        services.change_negotiator(people[3], changed, **negotiations.by)


def test_of_an_exporter_the_staff_changes_what_is_arranged_here_alone(negotiations):
    _, people = negotiations.peopled()
    name = person(people[1]).name
    changed = draft_of(people[1], name="Другое имя", goods="насосы", most=2)
    services.change_negotiator(people[1], changed, **negotiations.by)
    row = person(people[1])
    assert (row.name, row.goods, row.most) == (name, "насосы", 2)


@pytest.mark.parametrize(
    ("values", "code"),
    (
        ({"name": " "}, "no_name"),
        ({"hall": 7}, "no_such_hall"),
        ({"hall": 1, "table": 3}, "no_such_hall"),
        ({"name": "Buyer 2"}, "there_already"),
    ),
)
def test_a_buyer_that_cannot_be_is_refused_and_stays_as_it_was(negotiations, values, code):
    schedule_id, people = negotiations.peopled()
    before, count = draft_of(people[3]), len(noted(schedule_id))
    assert code in codes(
        services.change_negotiator, people[3], draft_of(people[3], **values), **negotiations.by
    )
    assert (draft_of(people[3]), len(noted(schedule_id))) == (before, count)
    if "hall" in values:
        new = NegotiatorDraft(name="New", country="UZ", **values)
        assert codes(services.add_buyer, schedule_id, new, **negotiations.by) == {code}


def test_once_published_words_may_change_and_what_the_timetable_rests_on_may_not(negotiations):
    schedule_id, people = negotiations.published()
    services.change_negotiator(people[3], draft_of(people[3], email="new@x.org"), **negotiations.by)
    assert person(people[3]).email == "new@x.org"
    for values in ({"most": 1}, {"hall": 1, "table": 1}):
        draft = draft_of(people[3], **values)
        assert codes(services.change_negotiator, people[3], draft, **negotiations.by) == {
            "published"
        }
    row = person(people[3])
    assert (row.most, row.hall, row.revision) == (None, None, draft_of(people[3]).revision)
    assert noted(schedule_id)[-1] == "negotiations.participant_changed"


def test_who_is_not_there_is_not_found(negotiations):
    schedule_id, people = negotiations.solved()
    revision = negotiations.revision(schedule_id)
    own = {"revision": revision, **negotiations.by}
    for act in (
        lambda: services.change_negotiator(uuid4(), draft_of(people[3]), **negotiations.by),
        lambda: services.remove_negotiator(uuid4(), **negotiations.by),
        lambda: services.lock_meeting(uuid4(), is_locked=True, **own),
        lambda: services.let_in_again(schedule_id, (1, 9), **own),
        lambda: run_and_cancel(negotiations),
    ):
        with pytest.raises(NotFound):
            act()
        db.session.rollback()
    assert negotiations.revision(schedule_id) == revision


def run_and_cancel(negotiations):
    services.cancel_run(uuid4(), **negotiations.by)


@pytest.mark.parametrize(
    "change",
    (
        Absence(9, frozenset()),
        Withdrawal(9),
        Closing(9, frozenset()),
        VoiceAway(9, frozenset()),
    ),
)
def test_circumstances_of_nobody_change_nothing(negotiations, change):
    schedule_id, _ = negotiations.solved()
    before, revision = negotiations.rows(schedule_id), negotiations.revision(schedule_id)
    with pytest.raises(NotFound):
        services.change_timetable(schedule_id, Edit(change, revision), **negotiations.by)
    assert negotiations.rows(schedule_id) == before
    assert negotiations.revision(schedule_id) == revision


def test_a_lock_set_twice_and_a_pair_let_in_twice_are_noted_once(negotiations):
    schedule_id, _ = negotiations.solved()
    meeting_id = negotiations.ids(schedule_id)[1, 3]
    for _ in range(2):
        revision = negotiations.revision(schedule_id)
        services.lock_meeting(meeting_id, is_locked=True, revision=revision, **negotiations.by)
    revision = negotiations.revision(schedule_id)
    services.let_in_again(schedule_id, (1, 3), revision=revision, **negotiations.by)
    assert noted(schedule_id).count("negotiations.meeting_locked") == 1
    assert "negotiations.pair_let_in" not in noted(schedule_id)
    assert negotiations.revision(schedule_id) == revision


@pytest.fixture
def gathered(negotiations):
    """A schedule that gathers wishes: its id and the people."""
    schedule_id, _ = negotiations.peopled()
    services.ask_wishes(schedule_id, revision=negotiations.revision(schedule_id), **negotiations.by)
    return schedule_id, negotiations.people(schedule_id)


def test_who_left_gives_no_wishes(negotiations, gathered):
    _, people = gathered
    person(people[3]).withdrawn_at = negotiations.build.now
    db.session.commit()
    give = services.give_wishes
    wishes = {people[1]: Wish.WANT}
    found = codes(give, people[3], wishes, frozenset(), **negotiations.missions.who)
    assert found == {"not_gathered"}
    assert person(people[3]).answered_at is None


def test_an_answer_without_a_wish_is_an_answer(negotiations, gathered):
    _, people = gathered
    away = frozenset({"2027-02-08T10:00"})
    services.give_wishes(people[3], {}, away, **negotiations.missions.who)
    row = person(people[3])
    assert (row.absences, row.answered_at) == (["2027-02-08T10:00"], negotiations.build.now)


def test_an_old_page_of_wishes_overwrites_none(negotiations, gathered):
    _, people = gathered
    wishes = {people[1]: Wish.MUST}
    revision = person(people[3]).revision
    services.enter_wishes(people[3], wishes, revision=revision, **negotiations.by)
    with pytest.raises(Stale):
        services.enter_wishes(people[3], {}, revision=revision, **negotiations.by)
    row = MatrixRow(people[3], revision, {people[1]: Wish.NO})
    with pytest.raises(Stale):
        services.enter_matrix(gathered[0], [row], **negotiations.by)
    assert negotiations.materials(gathered[0]).wishes == {(3, 1): Wish.MUST}


def test_a_matrix_takes_no_row_of_another_schedule_and_notes_only_what_changed(
    negotiations, gathered
):
    schedule_id, people = gathered
    _, others = negotiations.peopled()
    row = MatrixRow(others[3], 1, {others[1]: Wish.WANT})
    assert codes(services.enter_matrix, schedule_id, [row], **negotiations.by) == {"stranger"}
    before = noted(schedule_id)
    same = MatrixRow(people[3], person(people[3]).revision, {people[1]: None})
    services.enter_matrix(schedule_id, [same], **negotiations.by)
    assert noted(schedule_id) == before


def test_an_interpreter_who_helps_nobody_goes_and_an_unknown_one_is_not_found(negotiations):
    schedule_id = negotiations.framed()
    negotiations.voice(schedule_id)
    services.remove_interpreter(schedule_id, 1, **negotiations.by)
    with pytest.raises(NotFound):
        services.remove_interpreter(schedule_id, 1, **negotiations.by)
    assert noted(schedule_id).count("negotiations.interpreter_removed") == 1


def test_a_run_that_another_took_over_is_not_failed_by_the_first(negotiations):
    schedule_id, _ = negotiations.closed()
    run_id = negotiations.run(schedule_id)
    taken = take_run(run_id, now=negotiations.build.now)
    run_of(run_id).attempts += 1
    db.session.commit()
    fail_run(taken, "сломалось", now=negotiations.build.now)
    assert (run_of(run_id).error, run_of(run_id).finished_at) == ("", None)
    assert get_schedule(schedule_id).edition == 0
