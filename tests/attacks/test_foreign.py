"""A18, A21, A23, A26: what belongs to one is not found by another who has its address."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest

from core.adapters.database import db
from core.adapters.files import Upload
from council.reports.models import Report
from council.reports.rules import ReportState
from events.missions import services
from events.missions.models import MissionApplication
from events.missions.queries.applications import list_files
from events.missions.rules.applications import MissionApplicationState
from tests.builders_missions import drafted
from tests.builders_reports import Reports
from tests.calendars import notified

PDF = Upload("каталог.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")


@pytest.fixture
def call_id(missions):
    return missions.opened()


def filed(missions, call_id, number):
    """An application with a file: its number, the path of its own page."""
    key = uuid4()
    draft = replace(drafted(number), uploads=(PDF,))
    application_id = services.save_application(call_id, key, draft, **missions.who)
    return application_id, services.page_of(key)


def main_of(page):
    """What a page says, without the number of the request."""
    return re.sub(r"[0-9a-f]{16}", "", page.text.split("<main", 1)[1].split("</main>")[0])


def test_a18_what_belongs_to_one_company_is_not_found_by_another(client, missions, call_id):
    _, own = filed(missions, call_id, 1)
    filed(missions, call_id, 2)
    missing = own.replace(own.split("/")[-2], "x" * len(own.split("/")[-2]))
    shifted = own[:-3] + ("a" if own[-3] != "a" else "b") + "/"
    for part in ("", "check/", "edit/", "leave/"):
        assert "Завод 2" not in client.get(f"{own}{part}").text
        answers = [client.get(f"{path}{part}") for path in (missing, shifted)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert main_of(answers[0]) == main_of(answers[1])


def test_a18_a_file_is_found_under_its_own_application_alone(council, sign_in, missions, call_id):
    (first, _), (second, _) = (filed(missions, call_id, number) for number in (1, 2))
    client = sign_in(council.coordinator)
    file_id = list_files(first)[0].id
    own = client.get(f"/desk/missions/applications/{first}/files/{file_id}", buffered=True)
    crossed = client.get(f"/desk/missions/applications/{second}/files/{file_id}")
    missing = client.get(f"/desk/missions/applications/{second}/files/{uuid4()}")

    assert (own.status_code, crossed.status_code, missing.status_code) == (200, 404, 404)
    assert main_of(crossed) == main_of(missing)


def test_a21_the_address_of_a_download_opens_it_for_nobody_else(
    app, council, sign_in, missions, call_id
):
    application_id, _ = filed(missions, call_id, 1)
    path = f"/desk/missions/applications/{application_id}/files/{list_files(application_id)[0].id}"
    owner = sign_in(council.coordinator)
    assert owner.get(path, buffered=True).status_code == 200
    assert app.test_client().get(path).status_code == 302
    for person in (council.member, council.reporter, council.secretary):
        assert sign_in(person).get(path).status_code == 403
    owner.submit("/desk/account/", {}, to="/sign-out")

    assert owner.get(path).status_code == 302


def test_a21_letters_are_read_by_their_reader_and_by_who_keeps_them(build, council, sign_in):
    story = notified(build, council)
    assert story.meeting.id
    for path in ("/desk/letters/", "/desk/letters/mine/"):
        found = re.findall(
            r"/desk/letters/[0-9a-f-]{36}/", sign_in(council.secretary).get(path).text
        )
        for letter in found[:3]:
            assert sign_in(council.reporter).get(f"{letter}letter.html").status_code in {200, 404}
            assert sign_in(build.account("Без полномочий")).get(letter).status_code == 404


@pytest.mark.parametrize("who", ("member", "secretary", "chair", "reporter", "coordinator"))
def test_a23_nobody_but_the_deputy_chair_decides_on_a_report(build, council, sign_in, who):
    report_id = Reports(build, council).submitted()
    client = sign_in(getattr(council, who))
    sent = {"csrf_token": client.token("/desk/account/"), "action": "approve", "version": "1"}
    answer = client.post(f"/desk/reports/{report_id}/decision", data=sent)

    assert answer.status_code == 403
    assert db.session.get(Report, report_id).state is ReportState.SUBMITTED


def test_a26_no_step_is_skipped_and_a_guessed_code_confirms_nothing(client, missions, call_id):
    application_id, own = filed(missions, call_id, 1)
    sent = {"csrf_token": client.token(f"{own}check/")}
    early = client.post(f"{own}confirm/guess/", data=sent)
    assert client.post(f"{own}send", data=sent).status_code == 303
    late = client.post(f"{own}confirm/guess/", data=sent)

    assert early.status_code in {404, 409, 410}
    assert late.status_code in {404, 409, 410}
    found = db.session.get(MissionApplication, application_id)
    assert found.state is MissionApplicationState.UNCONFIRMED


def test_a_field_that_no_form_has_changes_nothing(council, sign_in, session):
    member = council.member
    place = f"/desk/membership/people/{member.id}/edit"
    client = sign_in(council.secretary)
    shown = dict(
        re.findall(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', client.get(place).text)
    )
    typed = {**shown, "gender": member.gender.value, "phone": "+7 343 000-00-00"}
    strange = {"id": str(uuid4()), "code": "m99", "account_id": str(uuid4())}
    before = (member.id, member.code, member.surname)

    assert client.submit(place, {**typed, **strange}).status_code == 303
    session.refresh(member)
    assert member.phone == "+7 343 000-00-00"
    assert (member.id, member.code, member.surname) == before
