"""One person is erased: nothing is left anywhere but what official acts hold."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from core.accounts.models import Account
from core.adapters import files
from core.adapters.database import db
from core.audit.services.verifying import verify
from core.kernel.errors import NotFound, Refused
from core.kernel.viewers import Viewer
from core.letters.models import OutgoingLetter
from core.privacy.queries.exporting import export
from core.privacy.queries.finding import find_from
from core.privacy.rules.requests import RequestKind
from core.privacy.services.erasing import erase_person, is_named
from core.privacy.services.requests import RequestDraft, enter_request
from council.meetings.models import VisitorApplication
from council.membership.models import Person
from events.missions.models import ApplicationConsent, ApplicationFile
from tests.builders_public import taken
from tests.conftest import NOW
from tests.integration.privacy.conftest import (
    CANARIES,
    EMAIL,
    NAME,
    application,
    applied,
    places_of,
    visit,
)

REASON = "Обращение от 20.11.2026 № 7"
PDF = b"%PDF-1.7 of Sobol alone"


def erase(table, row_id, keeper, reason=REASON):
    return erase_person(table, row_id, reason, actor=keeper, now=NOW)


def test_a_visitor_and_applicant_leaves_no_canary_anywhere(session, public, missions, keeper):
    """TRUST, 152-ФЗ: erase → no canary string left in any table; the chain stays valid."""
    visit(public)
    application_id = applied(missions)
    asked = RequestDraft(NAME, EMAIL, RequestKind.ERASURE, NOW.date())
    enter_request(uuid4(), asked, actor=keeper, now=NOW)
    assert places_of(*CANARIES)
    erase("mission_applications", application_id, keeper)
    assert places_of(*CANARIES) == []
    assert verify().is_whole


def test_the_export_afterwards_is_empty_but_for_the_places_that_were_held(session, visitor, keeper):
    erase("visitor_applications", visitor, keeper)
    blocks = export(find_from("visitor_applications", visitor))
    values = {name: value for block in blocks for row in block.rows for name, value in row}
    assert not {"email", "inn", "organisation", "consent_address"} & set(values)
    assert values["full_name"] == "–"


def test_the_seat_of_a_visitor_goes_to_the_next_one(session, public, keeper):
    meeting = public.open_meeting(seats=1)
    first = visit(public, meeting)
    second = visit(public, meeting, full_name="Куница Вера", email="kunitsa@example.org")
    erase("visitor_applications", first, keeper)
    db.session.expire_all()
    assert db.session.get(VisitorApplication, first).state == "cancelled"
    assert db.session.get(VisitorApplication, second).state == "confirmed"
    assert taken(meeting.id) == 1


def test_an_application_ends_with_its_consents_and_files(session, missions, keeper):
    application_id = applied(missions)
    sha256 = files.store(files.checked("Анкета.pdf", PDF), now=NOW)
    missions.build.add(
        ApplicationFile(application_id=application_id, position=1, name="Анкета.pdf", sha256=sha256)
    )
    done = erase("mission_applications", application_id, keeper)
    files.discard(done.files)
    row = application(application_id)
    assert (row.state, row.full_name, row.email, row.answers) == ("withdrawn", "", "", [])
    assert row.company == "ООО «Завод 1»"
    for model in (ApplicationConsent, ApplicationFile):
        assert db.session.scalar(select(func.count()).select_from(model)) == 0


def test_a_file_that_somebody_else_needs_stays_and_one_of_nobody_goes(session, missions, keeper):
    first, second = applied(missions), applied(missions, email="b@b.ru", full_name="Куница Вера")
    own = files.store(files.checked("a.pdf", PDF), now=NOW)
    shared = files.store(files.checked("b.pdf", PDF + b"!"), now=NOW)
    for owner, position, sha256 in ((first, 1, own), (first, 2, shared), (second, 1, shared)):
        missions.build.add(
            ApplicationFile(application_id=owner, position=position, name="a.pdf", sha256=sha256)
        )
    done = erase("mission_applications", first, keeper)
    assert done.files == (own,)
    files.discard(done.files)
    assert not files.place_of(own).exists()
    assert files.place_of(shared).read_bytes() == PDF + b"!"


def test_two_people_of_one_name_are_told_apart(session, public, keeper):
    one, other = visit(public), visit(public, email="another-sobol@example.org")
    found = find_from("visitor_applications", one)
    assert found.of_table("visitor_applications") == {one}
    erase("visitor_applications", one, keeper)
    row = db.session.get(VisitorApplication, other, populate_existing=True)
    assert (row.full_name, row.email) == (NAME, "another-sobol@example.org")
    letters = db.session.scalars(select(OutgoingLetter.email)).all()
    assert EMAIL not in letters
    assert "another-sobol@example.org" in letters


def test_two_people_of_one_mailbox_are_told_apart(session, public, keeper):
    one = visit(public)
    other = visit(public, full_name="Куница Вера Игоревна")
    found = find_from("visitor_applications", one)
    assert found.of_table("visitor_applications") == {one}
    assert any(other in rows for rows in found.doubtful.values())
    text = str(export(found))
    assert "Куница" not in text
    erase("visitor_applications", one, keeper)
    row = db.session.get(VisitorApplication, other, populate_existing=True)
    assert row.full_name == "Куница Вера Игоревна"


def test_who_took_part_in_the_work_keeps_the_name_and_loses_the_contacts(
    session, build, council, keeper
):
    person = build.person(("Соболь", "Лаврентий", "Карпович"), phone="+7 912 555-55-55")
    build.seat(council.body, person, held_until=date(2024, 1, 31))
    account_id, email = person.account_id, person.email
    found = find_from("people", person.id)
    assert is_named(found)
    erase("people", person.id, keeper)
    row = db.session.get(Person, person.id, populate_existing=True)
    assert (row.surname, row.given_name) == ("Соболь", "Лаврентий")
    assert (row.email, row.phone, row.account_id) == ("", "", None)
    account = db.session.get(Account, account_id, populate_existing=True)
    assert account.name == "–"
    assert account.disabled_at == NOW
    assert account.password_hash is None
    assert places_of(email) == []


def test_whoever_never_took_part_is_not_even_named(session, build, council, keeper):
    person = build.person(("Соболь", "Лаврентий", "Карпович"), accepts=False, phone="+7 912")
    erase("accounts", person.account_id, keeper)
    row = db.session.get(Person, person.id, populate_existing=True)
    assert (row.surname, row.given_name, row.patronymic) == ("–", "", None)
    assert places_of("Соболь", "Лаврентий", "+7 912") == []


def test_nobody_who_sits_today_is_erased(session, council, keeper):
    with pytest.raises(Refused) as refused:
        erase("people", council.secretary.id, keeper)
    assert refused.value.codes == ("still_sits",)
    assert db.session.get(Person, council.secretary.id, populate_existing=True).email


def test_nobody_erases_themselves_nor_the_only_administrator(session, council, keeper):
    with pytest.raises(Refused) as refused:
        erase("accounts", keeper.account_id, keeper)
    assert refused.value.codes == ("oneself", "last_administrator")
    with pytest.raises(Refused) as refused:
        erase("accounts", keeper.account_id, Viewer(name="operator"))
    assert refused.value.codes == ("last_administrator",)


def test_no_erasure_without_a_reason_and_a_refusal_leaves_no_trace(session, visitor, keeper):
    before = places_of(*CANARIES)
    with pytest.raises(Refused) as refused:
        erase("visitor_applications", visitor, keeper, reason="  ")
    assert refused.value.codes == ("no_reason",)
    assert places_of(*CANARIES) == before


@pytest.mark.parametrize("table", ("letters", "meetings", "no_such", "signatures"))
def test_nobody_is_looked_up_in_other_tables(session, visitor, keeper, table):
    with pytest.raises(NotFound):
        find_from(table, visitor)


def test_a_row_that_is_not_there_is_nobody(session, council):
    with pytest.raises(NotFound):
        find_from("accounts", uuid4())


def test_erased_twice_is_erased_once(session, visitor, keeper):
    erase("visitor_applications", visitor, keeper)
    erase("visitor_applications", visitor, keeper)
    assert verify().is_whole
