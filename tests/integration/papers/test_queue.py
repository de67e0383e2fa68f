"""The queue of renderings: once per paper, under a lease, three tries, bounded."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from core.adapters.database import db
from core.adapters.files import path_of
from core.papers import queries, work
from core.papers.models import Rendering
from core.papers.renderer import RenderingFailed
from core.papers.rules import life
from core.papers.rules.life import Fault, RenderingState, Work
from core.papers.services import rendering
from core.papers.services.rendering import QueueFull
from tests.conftest import NOW
from tests.integration.papers.conftest import asked, keep
from tests.papers import plain_paper
from tests.races import at_once, committed_app


def state(key):
    return queries.find_rendering(key).state


def test_a_paper_is_rendered_once_and_then_known(session, scripted, moving):
    script = scripted(b"%PDF-1.7 first")
    key = asked()
    asked()

    assert work.render_waiting(moving) == 1
    assert work.render_waiting(moving) == 0

    found = queries.find_rendering(key)
    assert found.state is RenderingState.DONE
    assert path_of(found.sha256).read_bytes() == b"%PDF-1.7 first"
    assert script.asked == 1


def test_the_longest_waiting_comes_first(session, scripted, moving):
    scripted()
    late, early = asked(plain_paper("б"), now=NOW), asked(plain_paper("а"), now=NOW - timedelta(1))
    assert work.work_on(None, moving) == early
    assert work.work_on(None, moving) == late


def test_forms_of_one_paper_are_rendered_apart(session, scripted, moving):
    scripted()
    assert asked(wanted=Work.PDF) != asked(wanted=Work.DOCX)
    assert work.render_waiting(moving) == 2


def test_a_failure_is_tried_three_times_and_then_told(session, scripted, moving):
    script = scripted(*(RenderingFailed("the renderer has ended") for _ in range(4)))
    key = asked()

    for expected in (RenderingState.WAITING, RenderingState.WAITING, RenderingState.FAILED):
        work.work_on(key, moving)
        assert state(key) is expected
    assert work.work_on(key, moving) is None
    assert script.asked == 3
    assert queries.find_rendering(key).fault is Fault.BROKEN


def test_what_takes_too_long_is_not_tried_again(session, scripted, moving):
    script = scripted(RenderingFailed("it took too long", is_lasting=True))
    key = asked()
    work.work_on(key, moving)
    assert queries.find_rendering(key).fault is Fault.TOO_LONG
    assert work.work_on(key, moving) is None
    assert script.asked == 1


def test_a_lease_keeps_others_away_until_it_runs_out(session, scripted, moving):
    key = asked()
    order = rendering.take_rendering(key, now=NOW)

    moving.moment = NOW + life.LEASE - timedelta(seconds=1)
    assert rendering.take_rendering(key, now=moving()) is None
    moving.moment = NOW + life.LEASE
    again = rendering.take_rendering(key, now=moving())
    assert (order.attempt, again.attempt) == (1, 2)


def test_whoever_lost_the_lease_neither_finishes_nor_fails_the_work(session, scripted, moving):
    key = asked()
    lost = rendering.take_rendering(key, now=NOW)
    own = rendering.take_rendering(key, now=NOW + life.LEASE)

    rendering.fail_rendering(lost, Fault.BROKEN, "late", is_lasting=True, now=NOW)
    rendering.finish_rendering(lost, work.as_file(lost, b"%PDF-1.7 late"), now=NOW)
    assert state(key) is RenderingState.WORKING
    rendering.finish_rendering(own, work.as_file(own, b"%PDF-1.7 own"), now=NOW)
    assert path_of(queries.find_rendering(key).sha256).read_bytes() == b"%PDF-1.7 own"


def test_what_killed_three_renderers_is_given_up(session, scripted, moving):
    key = asked()
    for _ in range(3):
        assert rendering.take_rendering(key, now=moving()) is not None
        moving.pass_by(minutes=4)
    assert rendering.take_rendering(key, now=moving()) is None
    assert queries.find_rendering(key).fault is Fault.BROKEN


def test_the_queue_is_bounded_and_papers_to_be_kept_always_get_in(session, scripted):
    for number in range(life.MOST_WAITING):
        asked(plain_paper(str(number)))

    with pytest.raises(QueueFull):
        asked(plain_paper("ещё"))
    assert asked(plain_paper("0"))  # one that waits already
    assert keep(plain_paper("хранится"))
    assert queries.count_waiting() == life.MOST_WAITING + 1


def test_f27_twin_without_the_bound_a_storm_waits_whole(session, scripted, monkeypatch):
    monkeypatch.setattr(life, "MOST_WAITING", 10**6)
    for number in range(60):
        asked(plain_paper(str(number)))
    assert queries.count_waiting() == 60


def test_drafts_that_nobody_came_back_for_make_room_and_kept_papers_stay(session, scripted):
    for number in range(life.MOST_WAITING - 1):
        asked(plain_paper(str(number)))
    code = keep(plain_paper("хранится"))
    later = NOW + life.FORGOTTEN + timedelta(seconds=1)

    key = asked(plain_paper("ещё"), now=later)

    left = set(session.scalars(select(Rendering.key)))
    assert left == {key, queries.find_rendering_key(code)}


def test_a_refusal_leaves_no_trace(session, scripted):
    for number in range(life.MOST_WAITING):
        asked(plain_paper(str(number)))
    with pytest.raises(QueueFull):
        asked(plain_paper("ещё"))
    assert session.scalar(select(func.count()).select_from(Rendering)) == life.MOST_WAITING


@pytest.mark.parametrize("is_lasting", (False, True))
def test_what_failed_is_tried_afresh_when_somebody_asks_after_an_hour(
    session, scripted, moving, is_lasting
):
    scripted(*(RenderingFailed("no", is_lasting=is_lasting) for _ in range(1 if is_lasting else 3)))
    key = asked()
    while work.work_on(key, moving):
        pass

    moving.pass_by(minutes=59)
    asked(now=moving())
    assert state(key) is RenderingState.FAILED
    moving.pass_by(minutes=1)
    asked(now=moving())
    assert state(key) is RenderingState.WAITING
    work.work_on(key, moving)
    assert state(key) is RenderingState.DONE


def test_a_kept_paper_that_broke_is_tried_again_by_itself(session, scripted, moving):
    scripted(*(RenderingFailed("no room on the disk") for _ in range(3)))
    code = keep()
    for _ in range(3):
        work.work_on(None, moving)
    assert work.render_waiting(moving) == 0

    moving.pass_by(hours=1)
    assert work.render_waiting(moving) == 1
    assert queries.get_kept(code).sha256


def test_drafts_are_forgotten_after_a_month_and_kept_papers_are_not(session, scripted, moving):
    scripted()
    draft, code = asked(), keep()
    work.render_waiting(moving)

    moving.pass_by(days=30)
    work.render_waiting(moving)
    assert queries.find_rendering(draft)
    moving.pass_by(seconds=1)
    work.render_waiting(moving)

    assert queries.find_rendering(draft) is None
    assert queries.find_rendering(queries.find_rendering_key(code))


@pytest.fixture(scope="module")
def real_app(database, request, tmp_path_factory):
    with committed_app(database, request, tmp_path_factory.mktemp("queue")) as app:
        yield app


def test_many_who_ask_for_the_same_paper_at_once_put_it_in_once(real_app):
    for number in range(5):
        paper = plain_paper(f"Один на всех {number}")
        keys = at_once(real_app, *(lambda p=paper: asked(p) for _ in range(8)))
        assert len(set(keys)) == 1


def test_many_renderers_at_once_take_each_paper_once(real_app):
    with real_app.app_context():
        for number in range(6):
            asked(plain_paper(f"По одному {number}"))
    orders = at_once(real_app, *(lambda: rendering.take_rendering(None, now=NOW) for _ in range(6)))
    assert len({order.key for order in orders if order}) == sum(1 for order in orders if order) >= 1


def crowded(app):
    """Thirty papers asked for at the same moment; how many were let in."""
    with app.app_context():
        db.session.execute(delete(Rendering))
        db.session.commit()
    answers = at_once(app, *(lambda n=n: asked(plain_paper(f"Толпа {n}")) for n in range(30)))
    assert all(isinstance(answer, str | QueueFull) for answer in answers)
    return sum(isinstance(answer, str) for answer in answers)


def test_f27_a_crowd_that_asks_at_once_does_not_pass_the_bound(real_app):
    assert crowded(real_app) == life.MOST_WAITING


def test_f27_twin_without_the_lock_a_crowd_passes_the_bound(real_app, monkeypatch):
    counted = queries.count_waiting

    def slowly():
        found = counted()
        time.sleep(0.05)
        return found

    monkeypatch.setattr(queries, "count_waiting", slowly)
    monkeypatch.setattr(rendering, "lock_queue", lambda: None)
    with real_app.app_context():
        writes_alone = db.engine.dialect.name == "sqlite"
    assert (crowded(real_app) == life.MOST_WAITING) is writes_alone
