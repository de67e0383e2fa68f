"""A company applies in English at addresses of their own: nothing leads back into Russian."""

from sqlalchemy import select

from events.programme.models import Event
from tests.web.missions.conftest import TYPED


def test_from_the_event_to_the_own_page_all_addresses_are_english(client, path, opened):
    english = f"/en{path}"
    text = client.get(english).text
    assert '<html class="govuk-template" lang="en">' in text
    assert f'action="{english}"' in text
    assert f'href="{english.removesuffix("apply/")}"' in text
    sent = client.post(english, data={**opened(english), **TYPED})
    check = sent.headers["Location"]
    assert check.startswith("/en/events/application/")
    own = check.removesuffix("check/")
    assert f'action="{own}send"' in client.get(check).text
    assert client.submit(check, {}, to=f"{own}send").headers["Location"] == own
    assert "Your application" in client.get(own).text
    assert f'href="{own}leave/"' in client.get(own).text
    assert "Ваша заявка" in client.get(own.removeprefix("/en")).text


def test_another_slug_stays_in_its_language(client, path):
    number = path.split("/")[2].split("-")[0]
    answer = client.get(f"/en/events/{number}-other/apply/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/en{path}")


def test_the_event_has_its_english_name_where_there_is_one(client, path, session):
    event = session.scalars(select(Event)).one()
    event.name_english, event.city, event.country = "Mission to Sweden", "", "SE"
    session.commit()
    english = client.get(f"/en{path}").text
    assert "Mission to Sweden" in english
    assert "Sweden" in english.replace("Mission to Sweden", "")
    assert "Швеция" in client.get(path).text
