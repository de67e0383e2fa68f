"""A participant's own page: found by its secret address alone, wishes while they are gathered."""

from dataclasses import replace
from datetime import date

from core.letters.models import OutgoingLetter
from events.missions.queries.calls import get_call_row
from events.missions.rules.timetable.wishes import Wish
from events.missions.services import page_of
from events.negotiations import services
from events.negotiations.queries.people import list_wishes_of
from tests.builders_negotiations import MORNING


def asked(negotiations):
    schedule_id, people = negotiations.peopled()
    revision = negotiations.revision(schedule_id)
    services.ask_wishes(schedule_id, revision=revision, **negotiations.by)
    return schedule_id, people


def test_wishes_and_absences_are_given_and_changed(client, negotiations):
    _, people = asked(negotiations)
    page = services.page_of(people[3])
    assert "Завод 1" in client.get(page).text
    sent = {f"wish-{people[1]}": "must", f"wish-{people[2]}": "", "away": "2027-02-08T10:00"}
    assert client.submit(page, sent).status_code == 303
    assert list_wishes_of(people[3]) == {people[1]: Wish.MUST}
    text = client.get(page).text
    assert "Ваши ответы сохранены" in text
    assert "Buyer" not in text.replace("Buyer 1", "")  # nothing of one's own side
    client.submit(page, {f"wish-{people[1]}": "no"})
    assert list_wishes_of(people[3]) == {people[1]: Wish.NO}


def test_a_wish_about_a_stranger_is_refused(client, negotiations):
    _, people = asked(negotiations)
    page = services.page_of(people[3])
    answer = client.submit(page, {f"wish-{people[4]}": "must"})
    assert answer.status_code == 409
    assert list_wishes_of(people[3]) == {}


def test_times_that_have_changed_since_the_page_was_opened_are_asked_for_again(
    client, negotiations
):
    schedule_id, people = asked(negotiations)
    page = services.page_of(people[3])
    sent = {f"wish-{people[1]}": "must", "away": "2027-02-08T10:00"}
    negotiations.frame(schedule_id, days=(replace(MORNING, day=date(2027, 2, 9)),))
    answer = client.submit(page, sent)
    assert answer.status_code == 409
    assert "Время переговоров за это время изменилось" in answer.text
    assert '<option value="must" selected>' in answer.text
    assert list_wishes_of(people[3]) == {}
    assert client.submit(page, sent | {"away": "2027-02-09T10:00"}).status_code == 303
    assert list_wishes_of(people[3]) == {people[1]: Wish.MUST}


def test_before_and_after_the_gathering_nothing_is_taken(client, negotiations):
    _, people = negotiations.peopled()
    page = services.page_of(people[3])
    assert "Пожелания сейчас не принимаются" in client.get(page).text


def test_the_page_is_told_to_nobody(client, negotiations):
    _, people = negotiations.peopled()
    answer = client.get(services.page_of(people[3]))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert client.get("/events/negotiations/guess/").status_code == 404


def test_after_publication_the_page_leads_to_the_timetable(client, negotiations):
    _, people = negotiations.published()
    page = services.page_of(people[3])
    assert client.get(page).headers["Location"] == f"{page}timetable/"
    assert "Завод 1" in client.get(f"{page}timetable/").text


def test_a_company_comes_from_its_application_to_its_wishes(client, negotiations):
    call_id, [application_id, *_] = negotiations.missions.closed()
    negotiations.missions.decide(application_id)
    event_id = get_call_row(call_id).event_id
    schedule_id = services.begin_schedule(event_id, **negotiations.by)
    negotiations.frame(schedule_id)
    services.take_exporters(schedule_id, **negotiations.by)
    negotiations.buyer(schedule_id)
    own = page_of(application_id)
    assert "пожелания" not in client.get(own).text
    revision = negotiations.revision(schedule_id)
    services.ask_wishes(schedule_id, revision=revision, **negotiations.by)
    [exporter, _] = negotiations.people(schedule_id).values()
    assert services.page_of(exporter) in client.get(own).text


def test_the_page_stands_in_english_under_an_address_of_its_own(client, negotiations):
    _, people = asked(negotiations)
    page = f"/en{services.page_of(people[3])}"
    text = client.get(page).text
    assert "Your wishes" in text
    assert f'action="{page}"' in text
    sent = client.submit(page, {f"wish-{people[1]}": "must"})
    assert sent.headers["Location"] == page
    assert list_wishes_of(people[3]) == {people[1]: Wish.MUST}


def test_a_buyer_who_speaks_english_gets_a_letter_with_the_english_address(session, negotiations):
    schedule_id, _ = negotiations.peopled(buyers=1)
    negotiations.buyer(schedule_id, email="guest@example.org", languages=("английский",))
    revision = negotiations.revision(schedule_id)
    services.ask_wishes(schedule_id, revision=revision, **negotiations.by)
    query = session.query(OutgoingLetter).filter_by(email="guest@example.org")
    letter = query.one()
    assert letter.language == "en"
    assert letter.body[-1]["actions"][0]["url"].startswith("/en/events/negotiations/")
