"""The agreement, signing by it, the pages of signatures; each refusal leaves nothing signed."""

import re
from hashlib import sha256
from io import BytesIO

import pytest
from sqlalchemy import select, text

from core.accounts.kept import kept
from core.accounts.models import GuardedChange
from core.signatures.models import AgreementAcceptance, Signature
from council.reports.rules import ReportAction, ReportState
from tests.builders_minutes import MinutesBuilder
from tests.builders_reports import Reports
from tests.conftest import NOW, PASSWORD
from tests.second_factors import code_at, demanded, protect

AGREEMENT = "/desk/signatures/agreement"


@pytest.fixture
def reports(build, council):
    MinutesBuilder(build, council).password(council.deputy)
    return Reports(build, council)


@pytest.fixture
def newcomer(session, council):
    """The deputy chair has accepted nothing yet."""
    session.execute(text("DROP TRIGGER agreement_acceptances_frozen_delete"))
    session.query(AgreementAcceptance).filter_by(account_id=council.deputy.account_id).delete()
    session.commit()
    return council.deputy


def decision(reports, report_id, **more):
    verdict = reports.verdict(report_id)
    data = {
        "version": verdict.version,
        "sha256": verdict.sha256,
        "action": ReportAction.RETURN.value,
        "remarks": "Уточнить показатели.",
        "confirmation": PASSWORD,
    }
    return {**data, **more}


def decide(client, reports, report_id, **more):
    page = f"/desk/reports/{report_id}/"
    return client.submit(page, decision(reports, report_id, **more), to=f"{page}decision")


def signatures(session):
    return session.scalars(select(Signature).order_by(Signature.number)).all()


def fetched(client, address):
    """The bytes of a file and the name that it is offered under."""
    answer = client.get(address, buffered=True)
    assert answer.status_code == 200
    return answer.data, answer.headers["Content-Disposition"]


def kept_in(page):
    return re.search(r'name="kept"[^>]*value="([^"]+)"', page)[1]


def test_the_first_signature_leads_through_the_agreement_and_loses_nothing(
    session, reports, newcomer, sign_in
):
    report_id, client = reports.submitted(), sign_in(newcomer)
    first = client.get(f"/desk/reports/{report_id}/").text
    assert "Это ваша первая подпись" in first
    assert 'name="confirmation"' not in first
    answer = decide(client, reports, report_id)
    assert "Вы подписываете впервые" in answer.text
    assert signatures(session) == []
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.text)[1]
    fields = dict(re.findall(r'name="(version|sha256|next)"[^>]*value="([^"]*)"', answer.text))
    accepted = client.post(
        AGREEMENT,
        data={
            **fields,
            "csrf_token": token,
            "kept": kept_in(answer.text),
            "accepted": "y",
            "confirmation": PASSWORD,
        },
    )
    assert "Соглашение принято" in accepted.text
    back = client.post(
        f"/desk/reports/{report_id}/decision",
        data=dict(re.findall(r'name="([a-z0-9_]+)"[^>]*value="([^"]*)"', accepted.text)),
    )
    assert "Уточнить показатели." in back.text
    assert "Ошибка:" not in back.text  # nobody was asked for the password yet
    assert 'name="confirmation"' in back.text
    assert signatures(session) == []
    assert "Уточнить показатели." in accepted.text
    assert PASSWORD not in accepted.text
    assert signatures(session) == []
    assert decide(client, reports, report_id).status_code == 303
    assert len(signatures(session)) == 1


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    (
        ({"accepted": ""}, 422, "Отметьте, что принимаете соглашение"),
        ({"confirmation": "wrong"}, 422, "Пароль указан неверно"),
        ({"sha256": "f" * 64}, 409, "Текст соглашения изменился"),
        ({"version": "2020-1"}, 409, "Текст соглашения изменился"),
        ({"version": "<script>"}, 422, "Форма повреждена"),
    ),
)
def test_an_agreement_is_accepted_by_its_own_text_tick_and_password(  # noqa: PLR0913, PLR0917
    session, reports, newcomer, sign_in, changed, status, told
):
    client = sign_in(newcomer)
    page = client.get(AGREEMENT).text
    fields = dict(re.findall(r'name="(csrf_token|version|sha256)"[^>]*value="([^"]*)"', page))
    data = {**fields, "accepted": "y", "confirmation": PASSWORD, **changed}
    if not data["accepted"]:
        del data["accepted"]
    answer = client.post(AGREEMENT, data=data)
    assert answer.status_code == status
    assert told in answer.text
    query = select(AgreementAcceptance).filter_by(account_id=newcomer.account_id)
    assert session.scalars(query).all() == []


def test_a_second_factor_is_asked_for_each_signature(app, build, session, reports, sign_in):
    deputy, report_id = reports.council.deputy, reports.submitted()
    protect(build, deputy.account_id)
    with demanded(app):
        client = sign_in(deputy)
        refused = decide(client, reports, report_id)
        assert refused.status_code == 422
        assert "Введите код второго фактора" in refused.text
        assert "Уточнить показатели." in refused.text
        wrong = decide(client, reports, report_id, factor_code="000000")
        assert "Код неверен" in wrong.text
        assert signatures(session) == []
        done = decide(client, reports, report_id, factor_code=code_at(NOW))
        assert done.status_code == 303
    assert signatures(session)[0].auth_methods == "pwd+totp"


def test_a_deputy_without_a_factor_signs_nothing_where_it_is_demanded(
    app, session, reports, sign_in
):
    report_id, client = reports.submitted(), sign_in(reports.council.deputy)
    token = client.token(f"/desk/reports/{report_id}/")
    with demanded(app):
        data = {"csrf_token": token, **decision(reports, report_id)}
        answer = client.post(f"/desk/reports/{report_id}/decision", data=data)
        assert (answer.status_code, answer.location) == (303, "/desk/account/factors/")
    assert signatures(session) == []
    assert reports.row(report_id).state is ReportState.SUBMITTED


def test_after_a_change_of_the_account_signing_waits_and_the_page_says_until_when(
    app, build, session, reports, sign_in
):
    deputy, report_id = reports.council.deputy, reports.submitted()
    client = sign_in(deputy)
    build.add(GuardedChange(account_id=deputy.account_id, what="password_changed", at=NOW))
    protect(build, deputy.account_id)
    with demanded(app, signing_pause_hours=24):
        assert "22\u00a0ноября" in client.get(f"/desk/reports/{report_id}/").text
        answer = decide(client, reports, report_id, factor_code=code_at(NOW))
    assert answer.status_code == 422
    assert "Подписывать можно с" in answer.text
    assert signatures(session) == []


def test_the_same_decision_sent_twice_is_signed_once(session, reports, sign_in):
    report_id, client = reports.submitted(), sign_in(reports.council.deputy)
    token = client.token(f"/desk/reports/{report_id}/")
    data = {"csrf_token": token, **decision(reports, report_id)}
    for _ in range(2):
        answer = client.post(f"/desk/reports/{report_id}/decision", data=data)
        assert answer.status_code == 303
    assert len(signatures(session)) == 1


def test_a_signature_has_a_page_for_who_may_see_the_report_and_for_nobody_else(
    build, reports, sign_in, client
):
    reports.decide(reports.submitted())
    one = build.session.scalars(select(Signature)).one()
    page = f"/desk/signatures/{one.id}/"
    for person in (reports.council.deputy, reports.council.coordinator):
        shown = sign_in(person).get(page)
        assert shown.status_code == 200
        assert "Простая электронная подпись №\u00a01" in shown.text
    content, name = fetched(sign_in(reports.council.deputy), f"{page}signed.txt")
    assert "signed-1.txt" in name
    assert sha256(content).hexdigest() == one.doc_sha256
    stranger = build.account("Посторонний")
    assert sign_in(stranger).get(page).status_code == 404
    assert sign_in(stranger).get(f"{page}signed.txt").status_code == 404
    assert client.get(page).status_code == 302


def test_ones_own_signatures_stand_in_a_list(reports, sign_in):
    reports.decide(reports.submitted())
    page = sign_in(reports.council.deputy).get("/desk/signatures/").text
    assert "Отчёт РОИВ-координатора" in page
    assert (
        "Вы ещё ничего не подписали"
        in sign_in(reports.council.member).get("/desk/signatures/").text
    )


@pytest.mark.parametrize(
    "changed", ({"object_id": "x"}, {"object_version": "x"}, {"sha256": ""}, {"act": "a" * 99})
)
def test_a_challenge_is_made_for_a_whole_act_alone(app, reports, sign_in, changed):
    report_id, client = reports.submitted(), sign_in(reports.council.deputy)
    whole = {
        "csrf_token": client.token(f"/desk/reports/{report_id}/"),
        "act": "report.decision",
        "object_type": "report",
        "object_id": report_id,
        "object_version": 1,
        "sha256": "a" * 64,
    }
    good = client.post("/desk/signatures/options", data=whole)
    assert good.json["challenge"]
    assert client.post("/desk/signatures/options", data={**whole, **changed}).status_code == 400


SIG = bytes.fromhex("308006092a864886f70d010702a080") + b"made elsewhere"


def attach(client, edition, content, name="minutes.sig", signer="Ветлугин А.Н."):
    page = f"/desk/minutes/{edition.id}/signature-files/"
    found = client.get(page)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', found.text)[1]
    paper = re.search(r'name="paper"[^>]*value="([^"]+)"', found.text)[1]
    data = {"csrf_token": token, "paper": paper, "signer": signer}
    return client.post(page, data={**data, "file": (BytesIO(content), name)})


def test_a_signature_file_made_outside_is_kept_shown_and_given_back(council, minutes, sign_in):
    edition = minutes.signed()
    client = sign_in(council.secretary)
    assert attach(client, edition, SIG).status_code == 303
    page = client.get(f"/desk/minutes/{edition.id}/signature-files/").text
    assert "Ветлугин А.Н." in page
    address = re.search(r'href="(/desk/minutes/[^"]+/signature-files/[0-9a-f-]{36})"', page)[1]
    assert fetched(sign_in(council.member), address)[0] == SIG
    assert "не проверяет" in page


@pytest.mark.parametrize(
    ("content", "name"),
    ((b"<html>", "x.sig"), (b"%PDF-1.7", "x.pdf"), (b"MZ", "x.exe"), (b"x" * 400_000, "x.sig")),
)
def test_what_is_no_signature_file_is_refused(council, minutes, sign_in, content, name):
    edition = minutes.signed()
    answer = attach(sign_in(council.secretary), edition, content, name)
    assert answer.status_code == 422
    assert "не отсоединённая подпись" in answer.text


def test_only_who_keeps_the_minutes_attaches(council, minutes, sign_in):
    edition = minutes.signed()
    page = sign_in(council.member).get(f"/desk/minutes/{edition.id}/signature-files/").text
    assert "Приложить файл подписи" not in page
    refused = sign_in(council.member).submit(
        "/desk/account/password", {}, to=f"/desk/minutes/{edition.id}/signature-files/"
    )
    assert refused.status_code == 403


def test_a_published_paper_shows_its_signatures_and_files_to_everybody(
    council, minutes, sign_in, client, session
):
    edition = minutes.published()
    desk = sign_in(council.secretary)
    page = desk.get(f"/desk/minutes/{edition.id}/signature-files/").text
    public = re.findall(r'name="paper"[^>]*value="([^"]+)"', page)[1]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
    desk.post(
        f"/desk/minutes/{edition.id}/signature-files/",
        data={
            "csrf_token": token,
            "paper": public,
            "signer": "Ветлугин А.Н.",
            "file": (BytesIO(SIG), "minutes.sig"),
        },
    )
    shown = client.get(f"/documents/{public}/").text
    assert "Простая электронная подпись по соглашению в редакции 2026-1" in shown
    assert "Файлы подписей, созданные вне сайта" in shown
    address = re.search(r'href="(/documents/[^"]+/signatures/[0-9a-f-]{36})"', shown)[1]
    assert fetched(client, address)[0] == SIG


def test_passwords_of_the_form_are_never_kept(session, reports, newcomer, sign_in):
    report_id, client = reports.submitted(), sign_in(newcomer)
    answer = decide(client, reports, report_id, factor_code="123456")
    with client.application.app_context():
        typed = dict(kept(kept_in(answer.text)))
    assert typed["remarks"] == "Уточнить показатели."
    assert {"confirmation", "factor_code", "csrf_token"}.isdisjoint(typed)
