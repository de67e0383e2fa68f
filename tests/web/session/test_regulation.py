"""What the regulation of the day changes on the pages of a session."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from council.meetings.models import Guest
from tests.web.session.test_hall_pages import errors, hall


def guest(**values):
    key = str(uuid4())
    given = {"guest-full_name": "Гостев Пётр Ильич", "guest-kind": "invited", "guest-key": key}
    return {**given, **values}


def test_a_substitute_is_offered_only_where_the_regulation_allows_one(
    secretary, sessions, build, council, session
):
    meeting = sessions.begun("О плане", there=8)
    assert "guest-stands_for" not in secretary.get(hall(meeting)).text

    build.rule(council.body, "substitution_allowed", "yes")
    away, there = council.voters[8], council.voters[0]
    page = secretary.get(hall(meeting)).text
    choice = page.split('name="guest-stands_for"', 1)[1].split("</select>")[0]
    assert f'<option value="{away.id}">' in choice
    assert f'<option value="{there.id}">' not in choice

    sent = guest(**{"guest-stands_for": str(away.id)})
    assert secretary.submit(hall(meeting), sent, to=hall(meeting) + "guests").status_code == 303
    assert session.scalars(select(Guest.stands_for_id)).all() == [away.id]
    assert f"вместо {away.surname}" in secretary.get(hall(meeting)).text.replace("\u00a0", " ")


@pytest.mark.parametrize("kind", ("visitor", "invited"))
def test_a_hand_made_substitute_is_refused_beside_the_field(secretary, sessions, build, kind):
    build.rule(sessions.council.body, "substitution_allowed", "yes")
    meeting = sessions.begun("О плане", there=8)
    who = sessions.council.voters[8 if kind == "visitor" else 0]

    sent = guest(**{"guest-kind": kind, "guest-stands_for": str(who.id)})
    answer = secretary.submit(hall(meeting), sent, to=hall(meeting) + "guests")

    assert answer.status_code == 422
    assert errors(answer)
    assert sessions.session.scalars(select(Guest)).all() == []


def test_no_vote_on_the_agenda_is_offered_where_it_is_approved_before(
    secretary, sessions, build, council
):
    meeting = sessions.begun("О плане")
    assert 'id="agenda-vote"' in secretary.get(hall(meeting)).text

    build.rule(council.body, "agenda_rule", "only_approved")

    assert 'id="agenda-vote"' not in secretary.get(hall(meeting)).text


def test_the_end_waits_for_the_vote_on_the_agenda(secretary, sessions, build, council):
    build.rule(council.body, "agenda_rule", "only_adopted")
    meeting = sessions.begun("О плане")
    sessions.settle(meeting, sessions.items(meeting)[0])

    assert "повестку принимают члены на заседании" in secretary.get(hall(meeting)).text


def test_guests_are_no_speakers_where_only_members_speak(secretary, sessions, build, council):
    meeting = sessions.begun("О плане")
    item = sessions.items(meeting)[0]
    secretary.submit(hall(meeting), guest(), to=hall(meeting) + "guests")
    place = f"{hall(meeting)}items/{item.id}/"
    assert "Гостев Пётр Ильич" in secretary.get(place).text

    build.rule(council.body, "guests_speak", "no")

    assert "Гостев Пётр Ильич" not in secretary.get(place).text
