"""What is put on record: speeches, decisions with executors, dissents, guests."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.adapters.journal import JournalEntry
from core.kernel.errors import NotFound, Refused, Stale
from council.meetings.models import Dissent, Executor, Guest, Resolution, Speech, VisitorApplication
from council.meetings.queries.session.record import list_resolutions, list_speeches
from council.meetings.rules.kinds import (
    ApplicationState,
    DecisionKind,
    DueKind,
    GuestKind,
    SpeechKind,
)
from council.meetings.services import dissents, presence, resolutions, roll, speeches
from council.meetings.services import session as course
from council.meetings.services.dissents import Opinion
from council.meetings.services.recording import Place, Target
from council.meetings.services.resolutions import ExecutorDraft, ResolutionDraft
from council.meetings.services.roll import GuestDraft
from council.meetings.services.speeches import SpeechDraft

SPOKE = SpeechKind.SPOKE


@pytest.fixture
def meeting(sessions):
    return sessions.begun("О плане")


@pytest.fixture
def item(sessions, meeting):
    return sessions.items(meeting)[0]


def codes(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    return caught.value.codes


def say(sessions, meeting, item, text, key=None, **values):
    place = Place(meeting.id, item.id, key or uuid4())
    return speeches.add_speech(place, SPOKE, SpeechDraft(text, **values), **sessions.by)


def texts(item):
    return [row.text for row in list_speeches(item.id)]


def test_speeches_stand_in_order_and_can_be_moved(sessions, meeting, item):
    for text in ("первый", "второй", "третий"):
        last = say(sessions, meeting, item, text, speaker_name="Иванов И.И.")

    speeches.move_speech(meeting.id, last.id, 1, **sessions.by)

    assert texts(item) == ["третий", "первый", "второй"]
    speeches.remove_speech(meeting.id, last.id, **sessions.by)
    assert texts(item) == ["первый", "второй"]


def test_a_form_sent_twice_puts_one_speech_on_record(sessions, meeting, item):
    key = uuid4()
    say(sessions, meeting, item, "доложил", key)
    say(sessions, meeting, item, "доложил", key)
    assert texts(item) == ["доложил"]


def test_a_speaker_is_on_the_roll_a_guest_or_a_typed_name(sessions, meeting, item, council, build):
    stranger = build.person(("Чужов", "Олег", "Иванович"))
    guest = roll.add_guest(
        meeting.id, GuestDraft(GuestKind.INVITED, "Гостев Пётр Ильич"), key=uuid4(), **sessions.by
    )
    say(sessions, meeting, item, "сказал", person_id=council.member.id, speaker_name="лишнее")
    say(sessions, meeting, item, "добавил", guest_id=guest.id)
    say(sessions, meeting, item, "спросил", speaker_name="Житель города")

    names = [row.speaker for row in list_speeches(item.id)]
    assert names[0].startswith(council.member.surname)
    assert names[1:] == ["Гостев Пётр Ильич", "Житель города"]
    refused = codes(say, sessions, meeting, item, "сказал", person_id=stranger.id)
    assert refused == ("not_on_roll",)
    refused = codes(say, sessions, meeting, item, "сказал", guest_id=uuid4())
    assert refused == ("no_such_guest",)


def test_two_people_who_edit_one_speech_lose_nothing(sessions, meeting, item, session):
    speech = say(sessions, meeting, item, "доложил")
    target = Target(meeting.id, speech.id, 1)
    speeches.edit_speech(target, SpeechDraft("доложил о плане"), **sessions.by)

    with pytest.raises(Stale) as caught:
        speeches.edit_speech(target, SpeechDraft("доложил коротко"), **sessions.by)

    assert (caught.value.mine, caught.value.theirs) == ("доложил коротко", "доложил о плане")
    assert session.get(Speech, speech.id).text == "доложил о плане"


def test_an_unchanged_speech_keeps_its_revision(sessions, meeting, item):
    speech = say(sessions, meeting, item, "доложил")
    target = Target(meeting.id, speech.id, 1)
    speeches.edit_speech(target, SpeechDraft("доложил"), **sessions.by)
    assert speech.revision == 1


def test_a_decision_has_numbered_executors_the_first_responsible(
    sessions, meeting, item, council, session
):
    draft = ResolutionDraft(
        "Представить предложения.",
        DecisionKind.ASSIGNMENT,
        DueKind.DATE,
        sessions.now.date() + timedelta(days=30),
        (
            ExecutorDraft(person_id=council.member.id),
            ExecutorDraft(organisation_id=council.ministry.id),
            ExecutorDraft(name="муниципальные районы"),
        ),
    )
    made = resolutions.add_resolution(Place(meeting.id, item.id, uuid4()), draft, **sessions.by)

    [row] = list_resolutions(item.id)
    assert (row.position, row.kind, row.due_kind) == (1, DecisionKind.ASSIGNMENT, DueKind.DATE)
    assert [executor.name for executor in row.executors][1:] == [
        council.ministry.name,
        "муниципальные районы",
    ]

    fewer = ResolutionDraft("Представить предложения.", executors=draft.executors[:1])
    resolutions.edit_resolution(Target(meeting.id, made.id, 1), fewer, **sessions.by)
    count = select(func.count()).select_from(Executor)
    assert session.scalar(count) == 1
    assert (made.due_kind, made.due_on, made.revision) == (DueKind.NONE, None, 2)


def test_an_assignment_is_somebodys_and_its_day_is_given(sessions, meeting, item, session):
    place = Place(meeting.id, item.id, uuid4())
    draft = ResolutionDraft(" ", DecisionKind.ASSIGNMENT, DueKind.DATE)

    refused = codes(resolutions.add_resolution, place, draft, **sessions.by)

    assert refused == ("resolution_empty", "no_due_day", "no_executor")
    assert session.scalars(select(Resolution)).all() == []


def test_an_executor_nobody_knows_is_refused(sessions, meeting, item):
    draft = ResolutionDraft("Сделать.", executors=(ExecutorDraft(person_id=uuid4()),))
    place = Place(meeting.id, item.id, uuid4())
    refused = codes(resolutions.add_resolution, place, draft, **sessions.by)
    assert refused == ("no_such_executor",)


def test_decisions_are_renumbered_when_one_is_taken_away(sessions, meeting, item):
    ids = [sessions.decide(meeting, item, text) for text in ("а", "б", "в")]

    resolutions.remove_resolution(meeting.id, ids[0], **sessions.by)
    resolutions.move_resolution(meeting.id, ids[2], 1, **sessions.by)

    assert [(row.position, row.text) for row in list_resolutions(item.id)] == [(1, "в"), (2, "б")]


def test_a_decision_that_was_voted_on_cannot_be_removed(sessions, meeting, item):
    one = sessions.decide(meeting, item)
    sessions.vote(meeting, item, 9, 0, 0)
    refused = codes(resolutions.remove_resolution, meeting.id, one, **sessions.by)
    assert refused == ("vote_is_taken",)


def test_two_people_who_edit_one_decision_lose_nothing(sessions, meeting, item):
    one = sessions.decide(meeting, item, "Принять.")
    target = Target(meeting.id, one, 1)
    resolutions.edit_resolution(target, ResolutionDraft("Утвердить."), **sessions.by)

    with pytest.raises(Stale) as caught:
        resolutions.edit_resolution(target, ResolutionDraft("Отклонить."), **sessions.by)

    assert (caught.value.mine, caught.value.theirs) == ("Отклонить.", "Утвердить.")


def test_what_was_decided_is_put_right_after_the_meeting(sessions, meeting, item):
    one = sessions.decide(meeting, item, "Принять.")
    sessions.vote(meeting, item, 9, 0, 0)
    course.close_session(meeting.id, **sessions.by)

    target = Target(meeting.id, one, 1)
    resolutions.edit_resolution(target, ResolutionDraft("Принять к сведению."), **sessions.by)

    assert list_resolutions(item.id)[0].text == "Принять к сведению."


def test_a_dissent_is_attached_until_the_third_day_after_the_meeting(
    sessions, meeting, item, council, session
):
    sessions.settle(meeting, item)
    course.close_session(meeting.id, **sessions.by)
    opinion = Opinion(council.rival.id, "Возражаю.")
    third, fourth = (sessions.now + timedelta(days=days) for days in (3, 4))

    dissents.file_dissent(meeting.id, item.id, opinion, actor=sessions.secretary, now=third)
    with pytest.raises(Refused) as caught:
        dissents.file_dissent(meeting.id, item.id, opinion, actor=sessions.secretary, now=fourth)

    assert caught.value.codes == ("dissent_late",)
    [row] = session.scalars(select(Dissent))
    assert (row.text, row.filed_on) == ("Возражаю.", third.date())


def test_only_who_took_part_dissents_and_filing_again_replaces(
    sessions, meeting, item, council, session
):
    presence.leave(meeting.id, item.id, council.member.id, **sessions.by)
    file, by = dissents.file_dissent, sessions.by
    refused = codes(file, meeting.id, item.id, Opinion(council.member.id, "Нет."), **by)
    assert refused == ("took_no_part",)

    file(meeting.id, item.id, Opinion(council.rival.id, "Первое."), **by)
    file(meeting.id, item.id, Opinion(council.rival.id, "Второе."), **by)

    [row] = session.scalars(select(Dissent))
    assert row.text == "Второе."
    dissents.withdraw_dissent(meeting.id, row.id, **by)
    assert session.scalars(select(Dissent)).all() == []


def application(build, meeting, state=ApplicationState.CONFIRMED):
    return build.add(
        VisitorApplication(
            meeting_id=meeting.id,
            full_name="Зрителев Павел Львович",
            organisation="ООО «Зритель»",
            email=f"{uuid4()}@example.org",
            state=state,
            consent_version="1",
            consent_at=build.now,
            token_hash=uuid4().hex,
            submitted_at=build.now,
            changed_at=build.now,
        )
    )


def test_a_confirmed_visitor_comes_once(sessions, meeting, build, session):
    visitor = application(build, meeting)
    roll.admit_visitor(meeting.id, visitor.id, **sessions.by)
    roll.admit_visitor(meeting.id, visitor.id, **sessions.by)

    [guest] = session.scalars(select(Guest))
    assert (guest.kind, guest.full_name) == (GuestKind.VISITOR, "Зрителев Павел Львович")
    assert guest.application_id == visitor.id


@pytest.mark.parametrize(
    "state", [state for state in ApplicationState if state is not ApplicationState.CONFIRMED]
)
def test_a_visitor_without_a_confirmed_seat_is_not_admitted(sessions, meeting, build, state):
    visitor = application(build, meeting, state)
    refused = codes(roll.admit_visitor, meeting.id, visitor.id, **sessions.by)
    assert refused == ("not_confirmed",)


def test_a_guest_who_spoke_stays_on_the_list(sessions, meeting, item, session):
    draft = GuestDraft(GuestKind.INVITED, "Гостев Пётр Ильич", "директор", may_be_named=True)
    key = uuid4()
    guest = roll.add_guest(meeting.id, draft, key=key, **sessions.by)
    roll.add_guest(meeting.id, draft, key=key, **sessions.by)
    speech = say(sessions, meeting, item, "сказал", guest_id=guest.id)

    refused = codes(roll.remove_guest, meeting.id, guest.id, **sessions.by)
    assert refused == ("guest_spoke",)
    speeches.remove_speech(meeting.id, speech.id, **sessions.by)
    roll.remove_guest(meeting.id, guest.id, **sessions.by)
    assert session.scalars(select(Guest)).all() == []


def test_a_name_that_cannot_be_read_is_refused(sessions, meeting):
    draft = GuestDraft(GuestKind.INVITED, "Гостев")
    refused = codes(roll.add_guest, meeting.id, draft, key=uuid4(), **sessions.by)
    assert refused == ("full_name_parts",)


def test_records_of_another_meeting_are_not_found(sessions, meeting, item):
    speech = say(sessions, meeting, item, "сказал")
    other = sessions.begun("О другом")
    with pytest.raises(NotFound):
        speeches.remove_speech(other.id, speech.id, **sessions.by)
    with pytest.raises(NotFound):
        resolutions.remove_resolution(other.id, uuid4(), **sessions.by)
    with pytest.raises(NotFound):
        say(sessions, other, item, "сказал")


def test_everything_is_told_to_the_journal(sessions, meeting, item, session):
    sessions.settle(meeting, item)
    course.close_session(meeting.id, **sessions.by)
    told = list(session.scalars(select(JournalEntry.what).order_by(JournalEntry.seq)))
    assert told == [
        "meeting.begun",
        "roll.called",
        "resolution.added",
        "vote.recorded",
        "meeting.held",
    ]


def test_a_decision_sent_twice_or_unchanged_stays_as_it_is(sessions, meeting, item):
    place, draft = Place(meeting.id, item.id, uuid4()), ResolutionDraft("Принять.")
    made = [resolutions.add_resolution(place, draft, **sessions.by) for _ in range(2)]
    assert made[0].id == made[1].id

    resolutions.edit_resolution(Target(meeting.id, place.key, 1), draft, **sessions.by)

    [row] = list_resolutions(item.id)
    assert (row.text, row.revision) == ("Принять.", 1)
