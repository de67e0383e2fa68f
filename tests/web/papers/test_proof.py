"""«Is this document authentic?»: by number, by the address of the QR code, by the file."""

from io import BytesIO
from uuid import uuid4

import pytest

from core.adapters.database import command
from core.adapters.files import path_of
from core.limits import Rate
from core.papers import queries
from core.papers.services.keeping import withdraw_others
from core.papers.views import proof
from core.papers.work import render_waiting
from tests.conftest import NOW
from tests.integration.papers.conftest import keep
from tests.papers import whole_paper
from tests.statements import counted_statements

SIGNED = b"%PDF-1.7 signed"
OF_CONTENT = ("Ветлугин", "Председатель", whole_paper().title, "SHA-256", "paper.pdf")


@pytest.fixture
def kept(app, session, monkeypatch):
    """`kept(is_published=…)` -> the code of a paper that was rendered and sealed."""
    monkeypatch.setattr(
        app.extensions["renderer"], "render", lambda *_, **__: (SIGNED, {"ok": True})
    )

    def make(**about):
        code = keep(**about)
        render_waiting(lambda: NOW)
        return code

    return make


def page(client, code):
    return client.get(f"/documents/{code}/")


def download(client, code, **kwargs):
    return client.get(f"/documents/{code}/paper.pdf", buffered=True, **kwargs)


def plain(answer):
    return answer.text.replace("\u00a0", " ")


def compared(client, content, name="Протокол.pdf"):
    return client.submit("/documents/", {"paper": (BytesIO(content), name)})


def test_a_published_document_tells_what_it_is_who_signed_it_and_when(client, kept):
    answer = page(client, kept(is_published=True, edition=3))

    assert answer.status_code == 200
    for said in ("Документ подлинный", "2026-00001-4", "Ветлугин А.Н.", ">3<"):
        assert said in plain(answer)
    assert "Протокол № 4 от 5 декабря 2026 г." in plain(answer)


def test_the_published_document_itself_can_be_read_as_stored(client, kept):
    code = kept(is_published=True)
    answer = download(client, code)

    assert answer.data == SIGNED
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%9F")
    tag = answer.headers["ETag"]
    assert download(client, code, headers={"If-None-Match": tag}).status_code == 304


def test_an_unpublished_document_is_authentic_and_tells_nothing_more(client, kept):
    code = kept()
    answer = page(client, code)
    assert "Документ подлинный" in answer.text
    assert "5 декабря 2026" in plain(answer)
    assert not [said for said in OF_CONTENT if said in answer.text]
    assert download(client, code).status_code == 404


def test_whoever_has_the_file_of_an_unpublished_document_learns_who_signed_it(client, kept):
    kept()
    answer = compared(client, SIGNED)
    assert "Документ подлинный" in answer.text
    assert "Протокол № 4 от 5 декабря 2026 г." in plain(answer)
    assert "Ветлугин А.Н." in plain(answer)
    assert "paper.pdf" not in answer.text


def test_a_withdrawn_document_says_so_and_can_no_longer_be_read(client, kept):
    subject = uuid4()
    code = kept(is_published=True, subject_id=subject)
    command(withdraw_others)("minutes", None, now=NOW)

    for answer in (page(client, code), compared(client, SIGNED)):
        assert "Документ отозван" in answer.text
        assert "Документ подлинный" not in answer.text
        assert not [said for said in OF_CONTENT if said in answer.text]
    assert download(client, code).status_code == 404


def test_the_same_file_under_any_name_is_recognised_and_a_changed_one_is_not(client, kept):
    kept(is_published=True)

    assert "Документ подлинный" in compared(client, SIGNED, "другое имя.bin").text
    changed = compared(client, SIGNED + b" ")
    assert "Такого документа нет" in changed.text
    assert "Документ подлинный" not in changed.text


@pytest.mark.parametrize("typed", ("2026-00001-4", " № 2026 00001 4", "2026–00001–4"))
def test_a_typed_number_leads_to_the_permanent_address(client, kept, typed):
    kept()
    answer = client.get("/documents/", query_string={"number": typed})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/documents/2026-00001-4/"


def test_a_number_with_a_slip_is_told_so_before_anything_is_looked_up(client, kept):
    kept()
    answer = client.get("/documents/?number=2026-00001-5")
    assert "одна из цифр неверна" in answer.text
    assert answer.text.count("Ошибка") >= 1
    assert "Введите номер документа." in client.get("/documents/?number=").text


@pytest.mark.parametrize("code", ("2026-00777-3", "nonsense", "2026-00001-5", "٢"))
def test_what_is_not_kept_is_told_in_the_same_words_with_404(client, kept, code):
    kept()
    answer = page(client, code)
    assert answer.status_code == 404
    assert "Такого документа нет" in answer.text


def test_what_is_known_takes_as_much_to_answer_as_what_is_not(client, kept):
    """Nobody tells by the clock whether a paper that is not public is kept here."""
    code = kept()
    asked = [lambda: page(client, code), lambda: page(client, "2026-00777-9")]
    token = client.token("/documents/")
    for content in (SIGNED, b"%PDF-1.7 other"):
        data = {"csrf_token": token, "paper": (BytesIO(content), "a.pdf")}
        asked.append(lambda data=data: client.post("/documents/", data=data))
    needed = []
    for ask in asked:
        with counted_statements() as found:
            ask()
        needed.append(len(found))

    assert needed[0] == needed[1]
    assert needed[2] == needed[3]


def test_no_file_and_a_huge_file_are_refused(client, session, monkeypatch):
    empty = client.submit("/documents/", {})
    assert empty.status_code == 422
    assert "Выберите файл PDF." in empty.text
    monkeypatch.setattr(proof, "LARGEST_FILE", 1000)
    assert compared(client, b"0" * 1000).status_code == 200
    assert compared(client, b"0" * 1001).status_code == 413


def test_who_asks_too_often_waits(client, kept, monkeypatch):
    code = kept()
    monkeypatch.setattr(proof, "CHECKS", Rate("few-checks", 2, 60))
    monkeypatch.setattr(proof, "COMPARISONS", Rate("few-comparisons", 1, 60))
    answers = [page(client, code) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert "Слишком много попыток" in answers[2].text
    assert [compared(client, b"x").status_code for _ in range(2)] == [200, 429]


def test_a_stored_document_that_was_tampered_with_is_not_handed_out(client, kept):
    code = kept(is_published=True)
    path = path_of(queries.get_kept(code).sha256)
    path.write_bytes(SIGNED + b" forged")
    try:
        assert download(client, code).status_code == 503
    finally:
        path.write_bytes(SIGNED)


def test_visitors_get_no_cookie_by_looking_a_number_up(client, kept):
    assert "Set-Cookie" not in page(client, kept(is_published=True)).headers


def test_every_page_links_to_the_proof(client, session):
    assert 'href="/documents/"' in client.get("/accessibility/").text
