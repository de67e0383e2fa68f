"""Changes by hand before publication, repairs after it; editions are frozen."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.adapters.database import db
from core.kernel.errors import NotFound, Refused, Stale
from core.letters.models import OutgoingLetter
from events.negotiations import services
from events.negotiations.models import NegotiationEdition
from events.negotiations.rules.changes import Closing, Move, Swap, TakeOut, VoiceAway, Withdrawal
from events.negotiations.services import Edit


def change(negotiations, schedule_id, wanted, **values):
    values.setdefault("revision", negotiations.revision(schedule_id))
    return services.change_timetable(schedule_id, Edit(wanted, **values), **negotiations.by)


def free_slot(rows, pair):
    busy = {row.slot for other, row in rows.items() if set(other) & set(pair)}
    return next(slot for slot in range(4) if slot not in busy)


def test_a_meeting_is_moved_exchanged_taken_out_and_let_in_again(negotiations):
    schedule_id, _ = negotiations.solved()
    rows, ids = negotiations.rows(schedule_id), negotiations.ids(schedule_id)
    slot = free_slot(rows, (1, 3))
    change(negotiations, schedule_id, Move((1, 3), slot))
    assert negotiations.rows(schedule_id)[1, 3].slot == slot
    before = negotiations.rows(schedule_id)
    change(negotiations, schedule_id, Swap((1, 3), (1, 4)))
    after = negotiations.rows(schedule_id)
    assert (after[1, 3].slot, after[1, 4].slot) == (before[1, 4].slot, before[1, 3].slot)
    change(negotiations, schedule_id, TakeOut((1, 3)))
    assert negotiations.rows(schedule_id)[1, 3].is_taken_out
    revision = negotiations.revision(schedule_id)
    services.let_in_again(schedule_id, (1, 3), revision=revision, **negotiations.by)
    assert not negotiations.rows(schedule_id)[1, 3].is_taken_out
    negotiations.solve(schedule_id)
    assert negotiations.rows(schedule_id)[1, 3].slot is not None
    assert negotiations.ids(schedule_id) == ids


def test_a_page_older_than_the_schedule_changes_nothing(negotiations):
    schedule_id, _ = negotiations.solved()
    before, old = negotiations.rows(schedule_id), negotiations.revision(schedule_id) - 1
    with pytest.raises(Stale):
        change(negotiations, schedule_id, TakeOut((1, 3)), revision=old)
    assert negotiations.rows(schedule_id) == before


def test_locks_need_a_meeting_with_a_time(negotiations):
    schedule_id, _ = negotiations.solved()
    change(negotiations, schedule_id, TakeOut((1, 3)))
    ids, revision = negotiations.ids(schedule_id), negotiations.revision(schedule_id)
    lock = services.lock_meeting
    with pytest.raises(Refused) as caught:
        lock(ids[1, 3], is_locked=True, revision=revision, **negotiations.by)
    assert caught.value.codes == ("no_meeting",)
    with pytest.raises(Stale):
        lock(ids[1, 4], is_locked=True, revision=revision - 1, **negotiations.by)
    let_in = services.let_in_again
    with pytest.raises(NotFound):
        let_in(schedule_id, (1, 99), revision=revision, **negotiations.by)


def test_after_publication_nothing_changes_unseen(negotiations):
    schedule_id, _ = negotiations.published()
    before = negotiations.rows(schedule_id)
    with pytest.raises(Refused) as caught:
        change(negotiations, schedule_id, TakeOut((1, 3)))
    assert caught.value.codes == ("published",)
    services.preview_change(schedule_id, TakeOut((1, 3)))
    assert negotiations.rows(schedule_id) == before


def test_a_change_after_publication_is_an_edition_and_tells_old_and_new(negotiations):
    schedule_id, _ = negotiations.published()
    rows = negotiations.rows(schedule_id)
    slot = free_slot(rows, (1, 3))
    wanted = Move((1, 3), slot)
    change(negotiations, schedule_id, wanted, is_seen=True, reason="Рейс задержан")
    [first, second] = editions(schedule_id)
    assert (first.moved, second.moved, second.reason) == (0, 1, "Рейс задержан")
    assert first.content != second.content
    [letter] = letters("negotiations.changed")  # the exporter has no address
    words = str(letter.body)
    assert letter.email == "buyer0@example.org"
    assert f"{10 + slot // 2}:{'30' if slot % 2 else '00'}" in words
    assert "Рейс задержан" in words


@pytest.mark.parametrize("made", ("closing", "withdrawal"))
def test_a_lost_hall_or_participant_is_written_down(negotiations, made):
    schedule_id, _ = negotiations.published()
    closed = frozenset({"2027-02-08T10:00"})
    wanted = Closing(1, closed) if made == "closing" else Withdrawal(3)
    change(negotiations, schedule_id, wanted, is_seen=True)
    materials = negotiations.materials(schedule_id)
    if made == "closing":
        assert materials.rooms[0].closed == closed
        assert 0 not in {row.slot for row in materials.rows}
    else:
        assert all(row.slot is None for row in materials.rows if 3 in row.pair)
        assert len(materials.rows) == 4  # rows stay for the results that hang on them


def test_an_absence_of_an_interpreter_is_written_down(negotiations):
    schedule_id, _ = negotiations.solved()
    negotiations.voice(schedule_id)
    wanted = VoiceAway(1, frozenset({"2027-02-08T10:00", "junk"}))
    change(negotiations, schedule_id, wanted)
    assert negotiations.materials(schedule_id).voices[0].absences == {"2027-02-08T10:00"}
    with pytest.raises(NotFound):
        change(negotiations, schedule_id, VoiceAway(9, frozenset()))


@pytest.mark.parametrize("statement", ("UPDATE {} SET reason = 'x'", "DELETE FROM {}"))
def test_no_statement_changes_an_edition(negotiations, statement):
    negotiations.published()
    with pytest.raises(DBAPIError, match="frozen"), db.session.begin_nested():
        db.session.execute(text(statement.format("negotiation_editions")))


def editions(schedule_id):
    d = NegotiationEdition
    query = select(d).where(d.schedule_id == schedule_id).order_by(d.number)
    return db.session.scalars(query).all()


def letters(kind):
    return db.session.scalars(select(OutgoingLetter).where(OutgoingLetter.kind == kind)).all()
