"""The page of an item: what is put on record, each refusal, two people at once."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from council.meetings.models import Ballot, Dissent, ItemAbsence, Resolution, Speaker, Speech, Vote
from council.meetings.rules.kinds import DueKind, Outcome
from council.membership.models import Election
from tests.web.session.conftest import at, errors, fields, hall, said


@pytest.fixture
def meeting(sessions):
    return sessions.begun()


@pytest.fixture
def item(sessions, meeting):
    return sessions.items(meeting)[0]


def vote_of(*counts, about="item", **values):
    names = ("vote-in_favour", "vote-against", "vote-abstained")
    typed = dict(zip(names, map(str, counts), strict=True))
    return {"vote-about": about, "vote-mode": "count", **typed, **values}


def test_an_item_of_another_meeting_is_not_found(secretary, sessions, meeting, post):
    foreign = sessions.items(sessions.notified())[0]
    assert secretary.get(at(meeting, foreign)).status_code == 404
    assert secretary.get(f"{hall(meeting)}items/{uuid4()}/").status_code == 404
    for address in ("vote", "speeches/spoke", "finish", "leave-out", "resolutions/new"):
        assert post(at(meeting, foreign) + address).status_code == 404, address


def test_impossible_figures_are_refused_with_the_sum_and_stay_in_the_form(
    secretary, sessions, meeting, item, session
):
    sessions.decide(meeting, item)

    sent = secretary.submit(at(meeting, item), vote_of(6, 3, 1), to=at(meeting, item) + "vote")

    assert sent.status_code == 422
    assert errors(sent) == [
        "За, против и воздержались вместе 10, а голосовать могли 9. Исправьте числа."
    ]
    assert fields(sent.text, "vote-in_favour") == {"vote-in_favour": "6"}
    assert "Ошибка:" in sent.text
    assert session.scalars(select(Vote)).all() == []


def test_a_tie_asks_how_the_presiding_voted(secretary, sessions, council, session):
    meeting = sessions.begun(there=8)
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)
    address = at(meeting, item) + "vote"

    sent = secretary.submit(at(meeting, item), vote_of(4, 4, 0), to=address)
    assert sent.status_code == 422
    assert "Голоса разделились поровну" in errors(sent)[0]

    decided = vote_of(4, 4, 0, **{"vote-presiding_choice": "for"})
    assert secretary.submit(at(meeting, item), decided, to=address).status_code == 303
    assert session.scalars(select(Vote.outcome)).one() is Outcome.CARRIED_BY_CASTING_VOTE
    assert "решающим голосом председательствующего" in secretary.get(at(meeting, item)).text


def test_without_a_quorum_at_the_item_nothing_is_decided(secretary, sessions, council, post):
    meeting = sessions.begun(there=5)
    item = sessions.items(meeting)[0]
    sessions.decide(meeting, item)
    left = {"person_id": str(council.deputy.id), "here": "0"}
    assert post(at(meeting, item) + "presence", **left).location.endswith("#presence")

    assert "Кворума нет: нужно 5, не хватает 1" in secretary.get(at(meeting, item)).text
    sent = post(at(meeting, item) + "vote", **vote_of(4, 0, 0))
    assert sent.status_code == 422
    assert "Решение принять нельзя" in sent.text

    back = {"person_id": str(council.deputy.id), "here": "1"}
    post(at(meeting, item) + "presence", **back)
    assert post(at(meeting, item) + "vote", **vote_of(5, 0, 0)).status_code == 303
    assert post(at(meeting, item) + "presence", **left).status_code == 409
    assert post(at(meeting, item) + "presence", here="0").status_code == 400


def test_a_vote_sent_twice_tells_the_second_that_it_is_there(sessions, meeting, item, post):
    sessions.decide(meeting, item)
    sent = [post(at(meeting, item) + "vote", **vote_of(9, 0, 0)) for _ in range(2)]
    assert [each.status_code for each in sent] == [303, 422]


def test_two_figures_for_one_vote_are_shown_side_by_side(secretary, sessions, meeting, item):
    sessions.decide(meeting, item)
    vote = sessions.vote(meeting, item, 9, 0, 0)
    address = f"{at(meeting, item)}votes/{vote.id}/"
    stale = fields(secretary.get(address).text, "version|about")
    sessions.vote(meeting, item, 8, 1, 0, revision=1)

    counts = {"in_favour": "7", "against": "2", "abstained": "0", "mode": "count"}
    sent = secretary.submit(address, {**stale, **counts})

    assert sent.status_code == 409
    assert "7 : 2 : 0" in sent.text
    assert "8 : 1 : 0" in sent.text


def test_recorded_figures_can_be_corrected_and_cancelled(secretary, sessions, meeting, item, post):
    sessions.decide(meeting, item)
    vote = sessions.vote(meeting, item, 9, 0, 0)
    address = f"{at(meeting, item)}votes/{vote.id}/"
    page = fields(secretary.get(address).text, "version|about")
    wrong = {**page, "in_favour": "8", "against": "2", "abstained": "0", "mode": "secret"}
    assert secretary.submit(address, wrong).status_code == 422
    right = {**wrong, "against": "1"}
    assert secretary.submit(address, right).status_code == 303
    sessions.session.refresh(vote)
    assert (vote.in_favour, vote.against, vote.revision) == (8, 1, 2)

    cancel = {"vote_id": str(vote.id), "revision": "1"}
    assert post(at(meeting, item) + "vote/cancel", **cancel).status_code == 409
    assert post(at(meeting, item) + "vote/cancel", **{**cancel, "revision": "x"}).status_code == 400
    assert post(at(meeting, item) + "vote/cancel", **{**cancel, "revision": "2"}).status_code == 303
    assert sessions.session.scalars(select(Vote)).all() == []
    assert secretary.get(address).status_code == 404


def test_a_vote_by_name_needs_everybody(secretary, sessions, meeting, item, council):
    sessions.decide(meeting, item)
    address = at(meeting, item) + "by-name"
    names = {f"choice_{person.id.hex}": "for" for person in council.voters}
    some = dict(list(names.items())[:4])
    version = {"version": "0"}

    sent = secretary.submit(address, {**version, **some})
    assert sent.status_code == 422
    assert errors(sent) == ["Отметьте голос каждого присутствующего; не отмечено: 5."]

    names[f"choice_{council.rival.id.hex}"] = "against"
    assert secretary.submit(address, {**version, **names}).status_code == 303
    assert sessions.session.scalars(select(Vote.against)).one() == 1
    assert len(sessions.session.scalars(select(Ballot)).all()) == 9
    assert "поимённое" in secretary.get(at(meeting, item)).text
    assert secretary.get(address).text.count("checked") == 9


def test_speeches_are_added_once_changed_and_ordered(secretary, sessions, meeting, item, post):
    said = {
        "spoke-speaker": f"person:{sessions.council.member.id}",
        "spoke-text": "поддержал",
        "spoke-key": str(uuid4()),
    }
    for _ in range(2):
        sent = secretary.submit(at(meeting, item), said, to=at(meeting, item) + "speeches/spoke")
        assert sent.location == at(meeting, item) + "#spoke"
    speech = sessions.session.scalars(select(Speech)).one()

    empty = {**said, "spoke-text": " ", "spoke-key": str(uuid4())}
    sent = secretary.submit(at(meeting, item), empty, to=at(meeting, item) + "speeches/spoke")
    assert sent.status_code == 422

    other = {**said, "spoke-text": "возразил", "spoke-key": str(uuid4())}
    post(at(meeting, item) + "speeches/spoke", **other)
    address = f"{hall(meeting)}speeches/{speech.id}/"
    assert post(address + "move", to="2").status_code == 303
    assert post(address + "move", to="9").status_code == 409
    assert post(address + "move", to="x").status_code == 400
    assert post(address + "remove").status_code == 303
    assert sessions.session.scalars(select(Speech.text)).all() == ["возразил"]


def test_two_texts_of_one_speech_are_compared_and_chosen(
    secretary, sessions, meeting, item, council
):
    said = {"spoke-speaker": f"person:{council.member.id}", "spoke-text": "поддержал план"}
    secretary.submit(at(meeting, item), said, to=at(meeting, item) + "speeches/spoke")
    speech = sessions.session.scalars(select(Speech)).one()
    address = f"{at(meeting, item)}speeches/{speech.id}/"
    form = {"speaker": f"person:{council.member.id}", "version": "1"}
    assert secretary.submit(address, {**form, "text": "возразил против плана"}).status_code == 303

    stale = secretary.submit(address, {**form, "text": "поддержал <план> целиком"})

    assert stale.status_code == 409
    assert "поддержал &lt;план&gt; целиком" in stale.text
    assert "возразил против плана" in stale.text
    kept = fields(stale.text, "version|mine|speaker|speaker_name|capacity|key")
    assert kept["version"] == "2"
    again = {**kept, "text": "дописано", "choice": "theirs"}
    assert secretary.submit(address, again).status_code == 303
    sessions.session.refresh(speech)
    assert speech.text == "возразил против плана"
    secretary.submit(address, {**kept, "text": "дописано", "choice": "mine"})
    sessions.session.refresh(speech)
    assert (speech.text, speech.person_id) == ("поддержал <план> целиком", council.member.id)


def test_a_decision_is_written_with_its_executors_and_term(
    secretary, meeting, item, council, session
):
    address = at(meeting, item) + "resolutions/new"
    assert "Принять к сведению: О плане." in secretary.get(address).text
    draft = {
        "text": "Представить предложения.",
        "kind": "assignment",
        "due_kind": "date",
        "due_on": "32.13.2026",
        "executors-0-who": f"person:{council.member.id}",
        "executors-1-who": "",
        "executors-1-name": "муниципальные районы",
        "key": str(uuid4()),
    }
    sent = secretary.submit(address, draft)
    assert sent.status_code == 422
    assert 'value="32.13.2026"' in sent.text

    sent = secretary.submit(address, {**draft, "due_on": "01.03.2027"})
    assert sent.location == at(meeting, item) + "#resolutions"
    resolution = session.scalars(select(Resolution)).one()
    assert (resolution.due_kind, str(resolution.due_on)) == (DueKind.DATE, "2027-03-01")
    page = said(secretary.get(at(meeting, item)))
    assert "муниципальные районы" in page
    assert "1 марта 2027" in page


@pytest.mark.parametrize(
    ("values", "said"),
    (
        ({"text": " "}, "Напишите, что решили."),
        ({"kind": "assignment"}, "Укажите, кто исполняет поручение."),
        ({"due_kind": "date"}, "Введите день, до которого нужно исполнить."),
    ),
)
def test_an_incomplete_decision_is_refused(secretary, meeting, item, values, said):
    draft = {"text": "Принять.", "kind": "decision", "due_kind": "none", **values}
    sent = secretary.submit(at(meeting, item) + "resolutions/new", draft)
    assert sent.status_code == 422
    assert errors(sent) == [said]


def test_two_texts_of_one_decision_are_compared(secretary, sessions, meeting, item, session):
    one = sessions.decide(meeting, item, "Принять.")
    address = f"{at(meeting, item)}resolutions/{one}/"
    form = {"kind": "decision", "due_kind": "none", "version": "1"}
    assert secretary.submit(address, {**form, "text": "Утвердить."}).status_code == 303

    stale = secretary.submit(address, {**form, "text": "Отклонить."})
    assert stale.status_code == 409
    assert "Отклонить." in stale.text
    assert "Утвердить." in stale.text
    kept = fields(stale.text, "version|mine|kind|due_kind")
    merged = {**kept, "text": "Утвердить частично.", "choice": "edit"}
    assert secretary.submit(address, merged).status_code == 303
    assert session.scalars(select(Resolution.text)).all() == ["Утвердить частично."]


def test_a_form_of_nobody_is_a_bad_request(secretary, sessions, meeting, item):
    one = sessions.decide(meeting, item)
    address = f"{at(meeting, item)}resolutions/{one}/"
    form = {"kind": "decision", "due_kind": "none", "text": "Принять.", "version": "9" * 30}
    assert secretary.submit(address, form).status_code == 400


def test_the_draft_of_the_agenda_becomes_the_decision(sessions, meeting, item, post, session):
    for _ in range(2):
        assert post(at(meeting, item) + "resolutions/take-draft").status_code == 303
    resolution = session.scalars(select(Resolution)).one()
    assert resolution.text == "Принять к сведению: О плане."
    sessions.vote(meeting, item, 9, 0, 0)
    assert post(f"{hall(meeting)}resolutions/{resolution.id}/remove").status_code == 409


def test_a_recusal_says_why(secretary, meeting, item, post, sessions):
    who = {"recusal-person": str(sessions.council.member.id)}
    address = at(meeting, item) + "recusal"
    assert secretary.submit(at(meeting, item), who, to=address).status_code == 422
    told = {**who, "recusal-reason": "договор с компанией"}
    assert secretary.submit(at(meeting, item), told, to=address).status_code == 303
    assert "договор с компанией" in secretary.get(at(meeting, item)).text

    back = {"person_id": str(sessions.council.member.id)}
    assert post(address + "/withdraw", **back).status_code == 303
    assert sessions.session.scalars(select(ItemAbsence)).all() == []


def test_a_dissent_is_entered_and_taken_back(secretary, meeting, item, post, sessions):
    opinion = {"dissent-person": str(sessions.council.rival.id), "dissent-text": "Возражаю."}
    address = at(meeting, item) + "dissents"
    assert secretary.submit(at(meeting, item), opinion, to=address).status_code == 303
    dissent = sessions.session.scalars(select(Dissent)).one()
    assert post(f"{hall(meeting)}dissents/{dissent.id}/remove").status_code == 303
    nobody = {"dissent-text": "Возражаю."}
    assert secretary.submit(at(meeting, item), nobody, to=address).status_code == 422


def test_an_item_is_left_out_with_a_reason_and_comes_back(secretary, meeting, item, post):
    address = at(meeting, item)
    assert (
        secretary.submit(address, {"left_out-reason": " "}, to=address + "leave-out").status_code
        == 422
    )
    told = {"left_out-reason": "нет докладчика"}
    assert secretary.submit(address, told, to=address + "leave-out").status_code == 303
    assert "нет докладчика" in secretary.get(address).text
    assert "не рассматривается" in secretary.get(hall(meeting)).text
    assert post(address + "vote", **vote_of(9, 0, 0)).status_code == 422
    assert post(address + "put-back").status_code == 303


def test_an_item_without_a_decision_is_not_finished(meeting, item, post, sessions):
    assert post(at(meeting, item) + "finish").status_code == 409
    sessions.settle(meeting, item)
    sent = post(at(meeting, item) + "finish")
    assert sent.location == at(meeting, sessions.items(meeting)[1])


def test_the_founding_election_is_held_on_the_page(secretary, sessions, council, session, post):
    meeting, item = sessions.election()
    address = at(meeting, item)
    for person in (council.rival, council.member):
        chosen = {"candidate-person": str(person.id)}
        assert secretary.submit(address, chosen, to=address + "candidates").status_code == 303
    forged = {"candidate-person": str(council.coordinator.id)}
    assert secretary.submit(address, forged, to=address + "candidates").status_code == 422

    rival, member = (f"poll-votes_{person.id.hex}" for person in (council.rival, council.member))
    wrong = {rival: "6", member: "4", "poll-against": "", "poll-abstained": "1"}
    sent = secretary.submit(address, wrong, to=address + "election")
    assert sent.status_code == 422
    assert "вместе 11, а голосовать могли 9" in errors(sent)[0]

    right = {**wrong, member: "2"}
    assert secretary.submit(address, right, to=address + "election").status_code == 303
    election = session.scalars(select(Election).where(Election.agenda_item_id == item.id)).one()
    assert (election.elected_id, election.effective_on) == (council.rival.id, None)
    assert "Итог выборов" in secretary.get(address).text

    assert post(address + "candidates/remove", person_id=str(council.member.id)).status_code == 409
    assert post(address + "election/cancel").status_code == 303
    assert post(address + "candidates/remove", person_id=str(council.member.id)).status_code == 303


def test_a_speaker_of_the_agenda_is_proposed_as_the_one_who_was_heard(
    secretary, sessions, meeting, item, build
):
    build.add(Speaker(item_id=item.id, position=1, person_id=sessions.council.coordinator.id))
    page = secretary.get(at(meeting, item)).text
    assert f'<option selected value="person:{sessions.council.coordinator.id}"' in page


def test_pages_of_records_that_are_not_there_answer_404(secretary, sessions, meeting, item):
    for kind in ("speeches", "resolutions", "votes"):
        address = f"{at(meeting, item)}{kind}/{uuid4()}/"
        assert secretary.get(address).status_code == 404, address


def test_decisions_are_renumbered_and_removed_on_the_page(sessions, meeting, item, post, session):
    one, two = (sessions.decide(meeting, item, text) for text in ("Первое.", "Второе."))
    assert post(f"{hall(meeting)}resolutions/{two}/move", to="1").status_code == 303
    assert post(f"{hall(meeting)}resolutions/{one}/remove").status_code == 303
    assert session.scalars(select(Resolution.text)).all() == ["Второе."]


def test_a_saved_decision_can_be_kept_on_the_page_of_both_texts(secretary, sessions, meeting, item):
    one = sessions.decide(meeting, item, "Принять.")
    address = f"{at(meeting, item)}resolutions/{one}/"
    kept = {"kind": "decision", "due_kind": "none", "text": "Иное.", "choice": "theirs"}
    assert secretary.submit(address, {**kept, "version": "1"}).status_code == 303
    assert "Принять." in secretary.get(address).text
