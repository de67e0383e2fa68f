"""Public papers of what is alive: kept state by state, older ones readable under their codes."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from core.adapters.database import db
from core.papers.models import KeptPaper, Rendering
from core.papers.services import publishing
from council.assignments.models import Assignment
from council.membership.models import Person
from council.membership.rules import ConsentScope
from council.membership.rules.acts import NewConsent
from council.membership.services.publication import record_consent, withdraw_consent
from events.programme.rules import EventState
from tests.builders_events import EventsBuilder
from tests.builders_minutes import HELD
from tests.builders_public import clock_at

COMPOSITION, LIST, PLAN = "/council/composition.pdf", "/assignments/list.pdf", "/plan/2026/plan.pdf"
RENAMED = "Новоселецкий"


def kept(prefix):
    """(code, shown) of the papers of a kind, the first one first."""
    db.session.expire_all()
    k = KeptPaper
    query = select(k.code, k.withdrawn_at.is_(None)).where(k.kind.startswith(prefix))
    return [tuple(row) for row in db.session.execute(query.order_by(k.code))]


def read(client, code):
    return client.get(f"/documents/{code}/paper.pdf")


def rename(person, surname=RENAMED):
    """A change of what visitors read of a person."""
    db.session.execute(update(Person).where(Person.id == person.id).values(surname=surname))
    db.session.commit()


def test_the_composition_is_kept_when_it_is_first_asked_for(client, council, rendered):
    first, again = client.get(COMPOSITION), client.get(COMPOSITION)
    db.session.execute(update(Rendering).values(source="{}", words="{}"))
    db.session.commit()

    [(code, is_shown)] = kept("members:")
    assert is_shown
    assert first.data == again.data == client.get(COMPOSITION).data == read(client, code).data
    assert f"/documents/{code}/" in rendered[0]
    page = client.get(f"/documents/{code}/").text
    assert "Документ подлинный" in page
    assert "Состав" in page


def test_another_day_alone_makes_no_other_composition(
    client, council, build, rendered, stopped_clock
):
    first = client.get(COMPOSITION).data
    with clock_at(stopped_clock, build.now + timedelta(days=40)):
        assert client.get(COMPOSITION).data == first
    assert len(kept("members:")) == 1


def test_a_composition_that_changed_is_another_paper_and_the_old_one_stays(
    client, council, build, rendered, stopped_clock
):
    first = client.get(COMPOSITION).data
    rename(council.chair)
    with clock_at(stopped_clock, build.now + timedelta(days=3)):
        second = client.get(COMPOSITION).data

    (old, _), (new, _) = kept("members:")
    assert first != second
    assert read(client, old).data == first
    assert read(client, new).data == second
    assert RENAMED in rendered[1]
    assert RENAMED not in rendered[0]


def test_a_state_that_comes_back_later_is_a_paper_of_its_own_day(
    client, council, build, rendered, stopped_clock
):
    surname = council.chair.surname
    client.get(COMPOSITION)
    rename(council.chair)
    client.get(COMPOSITION)
    rename(council.chair, surname)

    client.get(COMPOSITION)
    assert len(kept("members:")) == 2  # the words of this very morning
    with clock_at(stopped_clock, build.now + timedelta(days=1)):
        client.get(COMPOSITION)
    assert len(kept("members:")) == 3


def test_a_withdrawn_consent_takes_every_older_composition_out_of_sight(
    client, council, by, rendered
):
    client.get(COMPOSITION)
    given = record_consent(council.rival.id, NewConsent(ConsentScope.NAME, "2026-1", HELD), **by)
    client.get(COMPOSITION)
    withdraw_consent(council.rival.id, given, **by)
    assert [shown for _, shown in kept("members:")] == [False, False]

    client.get(COMPOSITION)

    (nameless, is_shown), (named, named_is_shown) = kept("members:")
    assert [council.rival.surname in source for source in rendered] == [False, True]
    assert (is_shown, named_is_shown) == (True, False)
    assert read(client, nameless).status_code == 200
    assert read(client, named).status_code == 404


def test_two_who_ask_at_once_get_one_paper(client, council, rendered, monkeypatch):
    """The second finds the first one's once it has its turn."""
    monkeypatch.setattr("core.papers.serving.find_state", lambda _: None)
    first = client.get(COMPOSITION).data
    asked = []
    real = publishing.kept_state

    def blind_once(state):
        asked.append(state)
        return None if len(asked) == 1 else real(state)

    monkeypatch.setattr(publishing, "kept_state", blind_once)
    assert client.get(COMPOSITION).data == first
    assert (len(kept("members:")), len(asked)) == (1, 2)


def test_the_list_of_assignments_is_kept_until_its_marks_change(
    client, minutes, build, rendered, stopped_clock
):
    minutes.published()
    due = db.session.scalars(select(Assignment.due_on).where(Assignment.due_on > date(2026, 1, 1)))
    last = max(due)
    first = client.get(LIST).data
    with clock_at(stopped_clock, build.now + timedelta(days=1)):
        assert client.get(LIST).data == first
    late = build.now + (last - build.now.date()) + timedelta(days=5)
    with clock_at(stopped_clock, late):
        second = client.get(LIST).data

    (old, _), (new, _) = kept("tasks:")
    assert "срок истёк" in rendered[-1]
    assert second != first
    assert read(client, old).data == first
    assert read(client, new).data == second


@pytest.fixture
def plan(build, council):
    events = EventsBuilder(build)
    events.country()
    meeting = build.meeting(council.body, number=4)
    return events.approved(meeting, [events.event(EventState.HELD), events.event()])


def test_the_desk_has_the_kept_paper_of_an_approved_edition(client, secretary, plan, rendered):
    public = client.get(PLAN).data
    address = f"/desk/plan/editions/{plan.edition.id}/plan"
    assert secretary.get(f"{address}.pdf").data == public
    assert secretary.get(f"{address}.html").status_code == 200
    assert len(kept("plan:")) == 1


def test_the_published_plan_is_kept_and_its_new_marks_make_another_paper(
    client, plan, build, rendered, stopped_clock
):
    first = client.get(PLAN).data
    with clock_at(stopped_clock, build.now + timedelta(days=60)):
        assert client.get(PLAN).data == first
    plan.events[1].state = EventState.HELD
    db.session.commit()
    second = client.get(PLAN).data

    (old, _), (new, _) = kept("plan:")
    assert first != second
    assert read(client, old).data == first
    assert read(client, new).data == second
