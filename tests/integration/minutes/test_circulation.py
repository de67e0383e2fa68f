"""Circulation: remarks within a term, answers, and signing only when all are answered."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core.kernel.errors import Refused
from core.kernel.viewers import Viewer
from council.minutes import services
from council.minutes.models import MinutesRemark
from council.minutes.queries.editions import list_remarks
from council.minutes.rules import EditionState, PartKind


def refused(call, *args, **kwargs):
    with pytest.raises(Refused) as error:
        call(*args, **kwargs)
    return error.value.codes


@pytest.fixture
def circulated(minutes):
    edition = minutes.drafted()
    until = minutes.now + timedelta(days=2)
    services.circulate_minutes(edition.id, until, actor=minutes.secretary, now=minutes.now)
    return edition


def remark(minutes, edition, text="Опечатка", *, part=None, now=None):
    return services.make_remark(
        edition.id,
        part.id if part else None,
        text,
        actor=minutes.member,
        now=now or minutes.now,
    )


def test_a_member_remarks_on_a_part_and_the_secretary_answers(minutes, circulated):
    part = minutes.part(circulated, PartKind.ITEM)
    made = remark(minutes, circulated, part=part)
    services.answer_remark(made.id, " Исправлено ", actor=minutes.secretary, now=minutes.now)

    [row] = list_remarks(circulated.id)
    assert (row.part_id, row.name.surname) == (part.id, "Шевчук")
    assert (row.text, row.answer, row.answered_at) == ("Опечатка", "Исправлено", minutes.now)


def test_the_term_has_to_lie_ahead(minutes):
    edition = minutes.drafted()

    assert refused(
        services.circulate_minutes,
        edition.id,
        minutes.now,
        actor=minutes.secretary,
        now=minutes.now,
    ) == ("term_past",)
    assert edition.state is EditionState.DRAFT


def test_remarks_end_with_the_term(session, minutes, circulated):
    late = minutes.now + timedelta(days=2, seconds=1)
    with pytest.raises(Refused) as error:
        remark(minutes, circulated, now=late)

    assert error.value.codes == ("remarks_over",)
    assert session.scalar(select(func.count(MinutesRemark.id))) == 0


def test_remarks_are_taken_while_the_draft_is_circulated_only(minutes):
    with pytest.raises(Refused) as error:
        remark(minutes, minutes.drafted())

    assert error.value.codes == ("not_circulated",)


def test_somebody_behind_no_person_makes_no_remark(minutes, circulated):
    nobody = Viewer(account_id=minutes.member.account_id)

    assert refused(
        services.make_remark, circulated.id, None, "Опечатка", actor=nobody, now=minutes.now
    ) == ("not_circulated",)


def test_empty_remarks_and_answers_are_refused(minutes, circulated):
    with pytest.raises(Refused) as error:
        remark(minutes, circulated, " ")
    assert error.value.codes == ("remark_empty",)

    made = remark(minutes, circulated)
    assert refused(
        services.answer_remark, made.id, " ", actor=minutes.secretary, now=minutes.now
    ) == ("answer_empty",)


def test_a_part_of_other_minutes_is_refused(minutes, circulated):
    foreign = minutes.part(minutes.drafted(minutes.hall()), PartKind.ITEM)

    with pytest.raises(Refused) as error:
        remark(minutes, circulated, part=foreign)

    assert error.value.codes == ("other_edition",)


def test_open_remarks_keep_the_minutes_from_being_signed(minutes, circulated):
    made = remark(minutes, circulated)

    def send():
        services.send_to_sign(
            circulated.id,
            revision=circulated.revision,
            actor=minutes.secretary,
            now=minutes.now,
        )

    assert refused(send) == ("remarks_open",)
    services.answer_remark(made.id, "Учтено", actor=minutes.secretary, now=minutes.now)
    send()
    assert circulated.state is EditionState.TO_SIGN


def test_the_secretary_takes_the_draft_back(minutes, circulated):
    services.take_back_minutes(circulated.id, actor=minutes.secretary, now=minutes.now)

    assert circulated.state is EditionState.DRAFT
