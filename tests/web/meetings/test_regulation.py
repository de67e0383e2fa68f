"""What the regulation of the day changes on the pages of planning and of the agenda."""

import pytest

from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingState
from council.membership.rules.procedure import Initiator
from tests.web.meetings.forms import key_in, meeting_data, revision_in

PLAN = "/desk/meetings/"


def plan(secretary, council, **changes):
    page = secretary.get(f"{PLAN}new").text
    data = meeting_data(council, key=key_in(page), **changes)
    return secretary.submit(f"{PLAN}new", data)


def test_an_extraordinary_meeting_says_who_convenes_it(secretary, council, session):
    missing = plan(secretary, council, kind="extraordinary")
    assert missing.status_code == 422
    assert 'id="initiator-error"' in missing.text
    assert "Укажите, кто созывает внеочередное заседание." in missing.text

    other = plan(secretary, council, kind="extraordinary", initiator="by_presidium")
    assert 'id="initiator-error"' in other.text

    made = plan(secretary, council, kind="extraordinary", initiator="by_third_of_members")
    assert made.status_code == 303
    found = session.query(Meeting).filter(Meeting.initiator.is_not(None)).one()
    assert found.initiator is Initiator.THIRD
    assert "внеочередное (по требованию не менее трети членов)" in secretary.get(made.location).text
    assert '<option selected value="by_third_of_members">' in (
        secretary.get(f"{made.location}edit").text
    )


def test_no_absentee_vote_is_planned_where_there_is_none(secretary, build, council, session):
    build.rule(council.body, "absentee_allowed", "no")
    before = session.query(Meeting).count()

    refused = plan(secretary, council, form="absentee", ballots_until="25.12.2026")

    assert refused.status_code == 422
    assert 'id="form-error"' in refused.text
    assert session.query(Meeting).count() == before


def test_a_plan_that_needs_no_approval_offers_none(secretary, build, council, meeting):
    assert "План ещё не утверждён" in secretary.get(PLAN).text

    build.rule(council.body, "year_plan", "no")

    assert "План ещё не утверждён" not in secretary.get(PLAN).text
    data = {"approved_on": "20.11.2026", "approved_by": "Совет", "note": ""}
    refused = secretary.submit(f"{PLAN}approval?body=council&year=2026", data)
    assert refused.status_code in {404, 422}


@pytest.mark.parametrize("rule", ("approved_and_adopted", "only_adopted"))
def test_nobody_is_offered_as_approver_where_the_members_adopt_the_agenda(
    secretary, build, council, rule
):
    build.rule(council.body, "agenda_rule", rule)
    meeting = build.meeting(
        council.body, presiding_id=council.chair.id, state=MeetingState.AGENDA_OPEN
    )
    build.item(meeting, "О плане")
    place = f"{PLAN}{meeting.id}/agenda/approve"
    page = secretary.get(place)
    is_offered = rule == "only_adopted"

    assert ("Никто: повестку принимают члены Совета" in page.text) is is_offered
    data = {"approver": "", "reason": "", "revision": revision_in(page.text)}
    assert secretary.submit(place, data).status_code == (303 if is_offered else 422)


def test_a_vote_by_ballots_says_by_whose_decision_on_its_page_and_in_its_notice(secretary, council):
    given = {"form": "absentee", "ballots_until": "25.12.2026", "place": ""}
    missing = plan(secretary, council, **given)
    assert missing.status_code == 422
    assert 'id="absentee_by-error"' in missing.text

    made = plan(secretary, council, **given, absentee_by="by_chair")
    assert made.status_code == 303
    assert "заочное голосование (по решению председателя)" in secretary.get(made.location).text
    notice = secretary.get(f"{made.location}papers/notice.html").text.replace("\xa0", " ")
    assert "по решению председателя Совета в период с 17 декабря" in notice
    kept = secretary.get(f"{made.location}edit").text
    assert kept.count('<option selected value="by_chair">') == 1


def test_nobody_is_asked_who_decided_where_the_regulation_does_not_say_who_may(
    secretary, build, council
):
    build.rule(council.body, "absentee_orderers", "")

    made = plan(secretary, council, form="absentee", ballots_until="25.12.2026", place="")

    assert made.status_code == 303
    notice = secretary.get(f"{made.location}papers/notice.html").text
    assert "решению" not in notice
