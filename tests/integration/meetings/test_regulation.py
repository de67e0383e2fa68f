"""What the regulation of the day changes in planning: the plan, who convenes, the approval."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from core.kernel.errors import Refused
from council.meetings.models import MeetingPlan
from council.meetings.rules.drafts import MeetingDraft, PlanApproval
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.kinds import MeetingForm, MeetingKind, MeetingState
from council.meetings.services.editions import approve_agenda
from council.meetings.services.planning import approve_plan, change_meeting, create_meeting
from council.membership.rules.procedure import Initiator

DRAFT = MeetingDraft(
    kind=MeetingKind.EXTRAORDINARY,
    form=MeetingForm.IN_PERSON,
    starts_at=datetime(2026, 12, 17, 6, 0, tzinfo=UTC),
    zone="Asia/Yekaterinburg",
    place="каб. 301",
    initiator=Initiator.THIRD,
)


@pytest.fixture
def by(build, council):
    return {"actor": build.viewer(council.secretary), "now": build.now}


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def test_who_convenes_is_kept_with_an_extraordinary_meeting_alone(council, by):
    made = create_meeting(council.body.id, DRAFT, key=uuid4(), **by)
    assert made.initiator is Initiator.THIRD

    regular = replace(DRAFT, kind=MeetingKind.REGULAR, number=made.number)
    change_meeting(made.id, regular, revision=made.revision, **by)
    assert made.initiator is None


def test_the_rule_of_the_meetings_day_says_who_may_convene(build, council, by, session):
    build.rule(council.body, "extraordinary_initiators", "by_chair", date(2026, 12, 17))
    early = replace(DRAFT, starts_at=datetime(2026, 12, 16, 6, 0, tzinfo=UTC))

    refused = codes(create_meeting, council.body.id, DRAFT, key=uuid4(), **by)

    assert refused == ("not_an_initiator",)
    assert create_meeting(council.body.id, early, key=uuid4(), **by).initiator is Initiator.THIRD


def test_a_plan_is_not_approved_where_the_regulation_asks_for_none(build, council, by, session):
    build.rule(council.body, "year_plan", "no", date(2026, 1, 1))
    build.meeting(council.body)
    approval = PlanApproval(build.now.date(), "Совет")

    assert codes(approve_plan, council.body.id, 2026, approval, **by) == ("no_year_plan",)
    assert session.query(MeetingPlan).count() == 0


@pytest.mark.parametrize(
    ("rule", "refused"),
    (("approved_and_adopted", True), ("only_approved", True), ("only_adopted", False)),
)
def test_nobody_approves_beforehand_only_where_the_members_adopt_the_agenda(
    build, council, by, rule, refused
):
    build.rule(council.body, "agenda_rule", rule)
    meeting = build.meeting(council.body, presiding_id=council.chair.id)
    build.item(meeting, "О плане")
    nobody, revision = AgendaApproval(None), meeting.revision

    if refused:
        found = codes(approve_agenda, meeting.id, nobody, revision=revision, **by)
        assert found == ("no_approver",)
    else:
        edition = approve_agenda(meeting.id, nobody, revision=revision, **by)
        assert edition.approved_by_id is None
        assert meeting.state is MeetingState.AGENDA_APPROVED
