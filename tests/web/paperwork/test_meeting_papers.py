"""The page of a meeting's papers, and each paper for those who may read it."""

import pytest

from council.meetings.models import Meeting
from council.membership.rules import BodyKind, Office
from tests.statements import counted_statements

HALL = ("notice", "agenda", "decisions", "conduct", "registration", "invited")
OPEN_TO_MEMBERS = {"notice", "agenda", "decisions"}


@pytest.fixture
def meeting(public, council):
    found = public.open_meeting(presiding_id=council.chair.id, secretary_id=council.secretary.id)
    item = public.agreed(found, 1, "О плане выставок", proposed_decision="Утвердить план.")
    public.material(item)
    public.material(
        item, "Для служебного пользования.pdf", content=b"%PDF-1.7 b", is_restricted=True
    )
    return found


@pytest.fixture
def seatless(sign_in, build, council):
    """Reports to the council without a seat in it."""
    person = build.person(("Гордеев", "Олег", "Ильич"))
    build.appointment(council.body, person, Office.REPORTER)
    return sign_in(person)


def at(meeting, name):
    return f"/desk/meetings/{meeting.id}/papers/{name}"


def test_the_secretary_finds_every_paper_in_its_forms(secretary, meeting):
    page = secretary.get(at(meeting, "")).text

    assert "Документы заседания" in page
    for name in HALL:
        for form in ("html", "pdf", "docx"):
            assert at(meeting, f"{name}.{form}") in page
    assert at(meeting, "pack.pdf") in page
    assert at(meeting, "whole-pack.pdf") in page
    assert "ballots" not in page


def test_a_member_is_offered_only_what_members_get(member, meeting):
    page = member.get(at(meeting, "")).text

    assert at(meeting, "notice.pdf") in page
    for hidden in ("conduct", "registration", "invited", "whole-pack"):
        assert hidden not in page


def test_the_page_of_the_meeting_leads_to_its_papers(member, meeting):
    assert at(meeting, "") in member.get(f"/desk/meetings/{meeting.id}/").text


@pytest.mark.parametrize("name", HALL)
def test_papers_that_name_people_are_refused_to_members(member, secretary, meeting, name):
    status = 200 if name in OPEN_TO_MEMBERS else 403
    assert member.get(at(meeting, f"{name}.html")).status_code == status
    assert secretary.get(at(meeting, f"{name}.html")).status_code == 200


def test_the_presiding_gets_the_order_of_conduct(sign_in, council, meeting):
    chair = sign_in(council.chair)
    page = chair.get(at(meeting, "conduct.html"))

    assert page.status_code == 200
    assert "Прошу заявить о самоотводе" in page.text.replace("\xa0", " ")
    assert chair.get(at(meeting, "registration.html")).status_code == 403


def test_a_notice_reads_as_a_page_of_the_desk(member, meeting):
    text = member.get(at(meeting, "notice.html")).text.replace("\xa0", " ")
    assert "desk-header" in text
    assert "17 декабря 2026 г. (четверг) состоится очередное заседание" in text
    assert "О плане выставок" in text


@pytest.mark.parametrize("form", ("pdf", "docx"))
def test_a_paper_is_sent_as_a_file_and_known_again(member, meeting, rendered, form):
    first = member.get(at(meeting, f"agenda.{form}"))
    again = member.get(
        at(meeting, f"agenda.{form}"), headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (first.status_code, again.status_code) == (200, 304)
    assert len(rendered) == 1


def test_the_pack_of_a_member_holds_papers_and_materials(member, meeting, rendered):
    assert member.get(at(meeting, "pack.pdf")).status_code == 200
    [source] = rendered
    assert "1. Доклад.pdf" in source
    assert "УВЕДОМЛЕНИЕ" in source
    assert '"title": "Проект решения"' in source
    assert "ПОРЯДОК ВЕДЕНИЯ" not in source


def test_restricted_materials_are_bound_only_for_members(seatless, member, meeting, rendered):
    seatless.get(at(meeting, "pack.pdf"))
    member.get(at(meeting, "pack.pdf"))
    sources = ["служебного" in source for source in rendered]
    assert sources == [False, True]


def test_the_whole_pack_is_for_secretary_and_presiding(secretary, member, meeting, rendered):
    assert member.get(at(meeting, "whole-pack.pdf")).status_code == 403
    assert secretary.get(at(meeting, "whole-pack.pdf")).status_code == 200
    assert "ПОРЯДОК ВЕДЕНИЯ" in rendered[0]


def test_strangers_and_visitors_get_nothing(client, sign_in, build, meeting):
    other = build.body("commission", kind=BodyKind.COMMISSION, name="Комиссия")
    stranger = build.person(("Чужаков", "Ян", "Ильич"))
    build.seat(other, stranger)
    assert client.get(at(meeting, "notice.pdf")).status_code in {302, 401}
    assert sign_in(stranger).get(at(meeting, "notice.pdf")).status_code == 403
    assert sign_in(stranger).get(at(meeting, "")).status_code == 403


@pytest.mark.parametrize(
    "name", ("ballots.pdf", "own-ballot.pdf", "poem.pdf", "pack.docx", "notice.odt", "notice")
)
def test_what_a_meeting_does_not_have_is_not_found(secretary, meeting, name):
    assert secretary.get(at(meeting, name)).status_code == 404


def test_the_secretary_prints_blank_ballots_and_a_voter_their_own(
    secretary, member, sessions, council, rendered
):
    meeting = sessions.by_ballots()

    assert secretary.get(at(meeting, "ballots.pdf")).status_code == 200
    assert rendered[0].count("ОПРОСНЫЙ ЛИСТ") == 9
    page = secretary.get(at(meeting, "ballots.html")).text
    assert page.count('class="title-kind">ОПРОСНЫЙ ЛИСТ<') == 9
    assert page.count("<h1") == 1
    assert at(meeting, "ballots.html") in secretary.get(at(meeting, "")).text
    assert secretary.get(at(meeting, "own-ballot.html")).status_code == 403
    assert member.get(at(meeting, "ballots.pdf")).status_code == 403
    own = member.get(at(meeting, "own-ballot.html")).text
    assert council.member.surname in own
    assert council.rival.surname not in own


def test_a_participant_without_a_vote_has_no_ballot(seatless, sessions):
    assert seatless.get(at(sessions.by_ballots(), "own-ballot.html")).status_code == 403


def test_statements_do_not_grow_with_items(secretary, public, meeting, session):
    with counted_statements() as few:
        secretary.get(at(meeting, "conduct.html"))
    for number in (2, 3, 4):
        public.material(public.agreed(meeting, number))
    with counted_statements() as many:
        secretary.get(at(meeting, "conduct.html"))
    assert len(many) == len(few)
    assert session.get(Meeting, meeting.id)
