"""Minutes, extracts, approval sheets, lists of assignments and compositions as files."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from core.adapters.database import db
from core.importing.sections import Import
from core.papers.models import KeptPaper, Rendering
from council.importing.report_lines import ReportLine, Version
from council.importing.report_writing import write_report
from council.membership.models import PublicationConsent
from council.membership.rules import ConsentScope
from council.membership.rules.acts import NewConsent
from council.membership.services.publication import record_consent, withdraw_consent
from council.minutes import services
from council.minutes.rules import PartKind
from council.reports.rules import Decision, PeriodKind, ReportKind
from tests.builders_minutes import HELD
from tests.web.paperwork.conftest import MADE

DRAWN_UP_ON = "21 ноября 2026 г."


def plain(text):
    return text.replace("\u00a0", " ")


def desk(edition, tail):
    return f"/desk/minutes/{edition.id}/{tail}"


@pytest.fixture
def edition(minutes):
    return minutes.signed()


def test_a_draft_on_paper_is_for_its_keeper_and_says_what_it_is(
    secretary, member, minutes, rendered
):
    draft = minutes.drafted()

    assert "Проект протокола" in secretary.get(desk(draft, "minutes.html")).text
    assert secretary.get(desk(draft, "minutes.pdf")).status_code == 200
    assert member.get(desk(draft, "minutes.pdf")).status_code == 404
    assert secretary.get(desk(draft, "extracts/")).status_code == 404


def test_signed_minutes_are_sent_as_they_were_kept(member, edition, rendered):
    first = member.get(desk(edition, "minutes.pdf")).data
    again = member.get(desk(edition, "minutes.pdf")).data

    assert first == again
    assert len(rendered) == 1
    assert "Подписано простой электронной подписью" in rendered[0]
    assert "/documents/" in rendered[0]


def test_signed_minutes_can_be_taken_to_word(member, edition, rendered):
    assert member.get(desk(edition, "minutes.docx")).status_code == 200
    assert member.get(desk(edition, "minutes.html")).status_code == 200


def test_each_item_has_its_extract(member, edition, minutes, rendered, council):
    item = minutes.part(edition, PartKind.ITEM)
    page = member.get(desk(edition, "extracts/")).text
    address = desk(edition, f"extracts/{item.id}/extract")

    assert page.count("extract.pdf") == 2
    text = member.get(f"{address}.html").text.replace("\xa0", " ")
    assert "ВЫПИСКА ИЗ ПРОТОКОЛА" in text
    assert council.coordinator.dative in text
    assert member.get(f"{address}.pdf").status_code == 200


def test_there_is_no_extract_of_anything_but_an_item(member, edition, minutes):
    other = minutes.part(edition, PartKind.ATTENDANCE)
    for part_id in (other.id, uuid4()):
        assert member.get(desk(edition, f"extracts/{part_id}/extract.pdf")).status_code == 404


def test_the_page_of_minutes_leads_to_its_papers(secretary, edition):
    page = secretary.get(desk(edition, "")).text
    assert desk(edition, "minutes.pdf") in page
    assert desk(edition, "extracts/") in page


def test_the_approval_sheet_is_for_participants(secretary, client, reports, rendered):
    report_id = reports.approved()
    address = f"/desk/reports/{report_id}/approval"

    assert "ЛИСТ СОГЛАСОВАНИЯ" in secretary.get(f"{address}.html").text
    assert secretary.get(f"{address}.pdf").status_code == 200
    assert f"{address}.pdf" in secretary.get(f"/desk/reports/{report_id}/sheet/").text
    assert client.get(f"{address}.pdf").status_code in {302, 401}


def test_the_sheet_of_each_decision_is_kept_as_it_was_signed(secretary, reports, rendered):
    report_id = reports.returned()
    address = f"/desk/reports/{report_id}/"
    returned = secretary.get(f"{address}approval.pdf").data
    reports.resubmitted(report_id)
    open_sheet = secretary.get(f"{address}approval.pdf").data
    reports.decide(report_id)
    approved = secretary.get(f"{address}approval.pdf").data
    db.session.execute(update(Rendering).values(source="{}", words="{}"))
    db.session.commit()

    assert "решения нет" in rendered[1]
    assert len({returned, open_sheet, approved}) == len(rendered) == 3
    assert secretary.get(f"{address}approval.pdf").data == approved
    assert secretary.get(f"{address}versions/1/approval.pdf").data == returned
    assert secretary.get(f"{address}versions/2/approval.pdf").data == approved
    page = secretary.get(f"{address}sheet/").text
    for number in (1, 2):
        assert f"{address}versions/{number}/approval.pdf" in page


@pytest.fixture
def brought_over(build, council):
    """A report that an import brought: returned, handed in again, approved."""
    said = (Decision.RETURNED, "Уточнить затраты."), (Decision.APPROVED, "")
    versions = [
        Version(date(2026, 2, day), "author", "", f"Текст {day}", verdict, date(2026, 2, day + 1))
        for day, (verdict, _) in zip((2, 5), said, strict=True)
    ]
    for version, (_, remarks) in zip(versions, said, strict=True):
        version.decided_by, version.remarks = "deputy", remarks
    period, kind = (PeriodKind.HALF_YEAR, 2025, 7, 12), ReportKind.COORDINATOR
    line = ReportLine("r1", kind, True, "Отчёт", period, None, False, versions)  # noqa: FBT003 - a row
    members = {"author": council.coordinator, "deputy": council.deputy}
    known = {"members": members, "bodies": {"council": {"id": council.body.id}}}
    write_report(Import(build.now), line, known, "Asia/Yekaterinburg")
    db.session.commit()
    return line.id


def test_the_sheets_of_decisions_that_were_brought_over_are_served_as_kept(
    secretary, brought_over, rendered
):
    address = f"/desk/reports/{brought_over}/"
    returned = secretary.get(f"{address}versions/1/approval.pdf").data
    approved = secretary.get(f"{address}approval.pdf").data
    db.session.execute(update(Rendering).values(source="{}", words="{}"))
    db.session.commit()

    assert len(rendered) == 2
    assert secretary.get(f"{address}versions/1/approval.pdf").data == returned
    assert secretary.get(f"{address}versions/2/approval.pdf").data == approved
    assert secretary.get(f"{address}approval.pdf").data == approved
    assert "Отчёт не согласован" in rendered[0]
    assert "Решение внесено при переносе сведений" in rendered[1]
    assert not any("простой электронной подписью" in each for each in rendered)


@pytest.fixture
def unkept(request, monkeypatch):
    """As before sheets and minutes were kept as papers: nothing is registered with the fact."""
    monkeypatch.setattr("council.importing.report_writing.keep_sheet", lambda *_, **__: None)
    monkeypatch.setattr("council.minutes.services.signing.keep_signed", lambda *_, **__: None)


def test_the_sheet_of_a_decision_from_before_sheets_were_kept_is_kept_when_it_is_asked_for(
    unkept, secretary, brought_over, rendered
):
    address = f"/desk/reports/{brought_over}/"
    first = secretary.get(f"{address}versions/1/approval.pdf").data
    last = secretary.get(f"{address}approval.pdf").data
    db.session.execute(update(Rendering).values(source="{}", words="{}"))
    db.session.commit()
    rows = db.session.execute(select(KeptPaper.dated_at, KeptPaper.edition)).all()

    assert secretary.get(f"{address}versions/1/approval.pdf").data == first
    assert secretary.get(f"{address}versions/2/approval.pdf").data == last
    assert [(row.edition, f"{row.dated_at:%d.%m}") for row in rows] == [(1, "03.02"), (2, "06.02")]
    assert len(rendered) == 2
    assert "Отчёт не согласован" in rendered[0]
    assert "6\u00a0февраля 2026" not in rendered[0]  # what was decided later is no part of it
    assert "Отчёт согласован (версия 2)" in rendered[1]
    for each in rendered:
        assert f"Лист составлен {DRAWN_UP_ON} по сведениям, хранящимся на сайте" in plain(each)
        assert "/documents/" in each


def test_minutes_signed_before_papers_were_kept_are_kept_when_they_are_asked_for(
    unkept, member, minutes, rendered
):
    edition = minutes.signed()
    first = member.get(desk(edition, "minutes.pdf")).data

    assert member.get(desk(edition, "minutes.pdf")).data == first
    assert len(rendered) == 1
    assert f"Файл составлен {DRAWN_UP_ON} по подписанному тексту" in plain(rendered[0])
    assert "/documents/" in rendered[0]


def test_a_version_without_a_decision_has_no_kept_sheet(secretary, reports, rendered):
    report_id = reports.submitted()
    address = f"/desk/reports/{report_id}/versions/1/approval.pdf"

    assert secretary.get(address).status_code == 404
    assert address not in secretary.get(f"/desk/reports/{report_id}/sheet/").text


def test_a_kept_sheet_proves_itself_and_tells_strangers_nothing(
    client, secretary, reports, rendered
):
    report_id = reports.approved()
    file = secretary.get(f"/desk/reports/{report_id}/approval.pdf").data
    code, signers = db.session.execute(
        select(KeptPaper.code, KeptPaper.signers).where(KeptPaper.kind == "approval sheet")
    ).one()

    assert reports.council.deputy.surname in signers
    page = client.get(f"/documents/{code}/").text
    assert "Документ подлинный" in page
    assert "Лист согласования" not in page
    assert "№\xa0<" not in page
    assert client.get(f"/documents/{code}/paper.pdf").status_code == 404
    assert file == MADE + b"1"


def test_lists_of_assignments_are_for_the_body(secretary, client, edition, rendered):
    of_meeting = f"/desk/assignments/meetings/{edition.meeting_id}/list"
    text = secretary.get(f"{of_meeting}.html").text.replace("\xa0", " ")

    assert "до 01.12.2026" in text
    assert "ПЕРЕЧЕНЬ ПОРУЧЕНИЙ" in secretary.get("/desk/assignments/on-control.html").text
    assert secretary.get(f"{of_meeting}.pdf").status_code == 200
    assert client.get(f"{of_meeting}.pdf").status_code in {302, 401}


def test_before_the_minutes_are_signed_there_is_no_list(secretary, minutes):
    draft = minutes.drafted()
    address = f"/desk/assignments/meetings/{draft.meeting_id}/list.html"
    assert secretary.get(address).status_code == 404


def test_the_public_list_holds_published_assignments_alone(client, minutes, rendered):
    minutes.signed()
    client.get("/assignments/list.pdf")
    minutes.published()
    client.get("/assignments/list.pdf")
    assert ["представить отчёт" in source for source in rendered] == [False, True]


def test_the_composition_of_a_day_for_those_who_work_in_it(member, council):
    text = member.get("/desk/membership/bodies/council/composition.html?day=21.11.2026").text
    assert council.rival.surname in text
    wrong = "/desk/membership/bodies/council/composition.html?day=вчера"
    assert member.get(wrong).status_code == 404
    assert member.get("/desk/membership/bodies/nowhere/composition.pdf").status_code == 404


def test_the_public_composition_names_only_those_who_may_be_named(client, council, rendered):
    assert client.get("/council/composition.pdf").status_code == 200
    [source] = rendered
    assert council.chair.surname in source
    assert council.rival.surname not in source
    assert "не давших согласия" in source


def test_other_bodies_have_their_composition_and_the_council_one_address(client, build, rendered):
    build.body("logistics", name="Рабочая группа по логистике")
    assert client.get("/council/logistics/composition.pdf").status_code in {200, 404}
    assert client.get("/council/council/composition.pdf").status_code == 404
    assert client.get("/council/nowhere/composition.pdf").status_code == 404


@pytest.fixture
def published(minutes):
    """An edition that visitors read, and the address of its file."""
    hall = minutes.hall()
    return minutes.published(hall), file_of(hall)


def file_of(hall):
    return f"/meetings/{hall.meeting.year}/{hall.meeting.number}/minutes.pdf"


def kept_public(session):
    session.expire_all()
    query = select(KeptPaper).where(KeptPaper.kind.like("public:%"))
    return session.scalars(query.order_by(KeptPaper.registered_at, KeptPaper.code)).all()


def test_public_minutes_are_sent_as_kept(client, published, rendered):
    _, address = published
    first, again = client.get(address), client.get(address)
    assert first.status_code == 200
    assert first.data == again.data
    assert len(rendered) == 1


def test_signed_minutes_are_not_public_yet(client, minutes):
    hall = minutes.hall()
    minutes.signed(hall)
    assert client.get(file_of(hall)).status_code == 404


def test_the_paper_of_withdrawn_minutes_is_withdrawn(client, published, by, session):
    edition, address = published
    services.withdraw_minutes(edition.id, "Ошибка", **by)

    assert client.get(address).status_code == 410
    [paper] = kept_public(session)
    assert paper.withdrawn_at is not None
    assert client.get(f"/documents/{paper.code}/paper.pdf").status_code == 404


def test_minutes_published_again_have_their_old_paper(client, published, minutes, by, rendered):
    edition, address = published
    first = client.get(address).data
    services.withdraw_minutes(edition.id, "Ошибка", **by)
    minutes.publish(edition)
    assert client.get(address).data == first
    assert len(rendered) == 1


def test_a_withdrawn_consent_gives_the_old_paper_up(client, council, minutes, by, rendered):
    given = record_consent(council.rival.id, NewConsent(ConsentScope.NAME, "2026-1", HELD), **by)
    hall = minutes.hall()
    minutes.published(hall)
    client.get(file_of(hall))
    [first] = kept_public(db.session)

    withdraw_consent(council.rival.id, given, **by)

    assert client.get(f"/documents/{first.code}/paper.pdf").status_code == 404
    client.get(file_of(hall))
    assert [council.rival.surname in source for source in rendered] == [True, False]


def test_text_that_changed_by_itself_gets_a_paper_of_its_own(client, published, council, session):
    """Not every change of the public text is an act of its own: a term of office runs out."""
    _, address = published
    [first] = kept_public(session)
    consent = PublicationConsent(
        person_id=council.rival.id, scope=ConsentScope.NAME, text_version="2026-1", given_at=HELD
    )
    session.add(consent)
    session.commit()

    assert client.get(address).status_code == 200
    assert [paper.withdrawn_at is None for paper in kept_public(session)] == [False, True]
    assert first.code != kept_public(session)[1].code


def test_the_page_of_the_minutes_links_the_file(client, published):
    _, address = published
    assert address in client.get(address.replace("minutes.pdf", "minutes/")).text


def test_an_earlier_edition_keeps_its_own_paper(client, published, minutes, by, rendered):
    edition, address = published
    correction = services.start_correction(edition.meeting_id, "Описка", **by)
    services.send_to_sign(correction.id, revision=correction.revision, **by)
    minutes.sign_both(correction)
    minutes.publish(correction)

    client.get(address)
    client.get(address.replace("minutes.pdf", "edition/1/minutes.pdf"))
    assert ["в редакции от" in source for source in rendered] == [True, False]
