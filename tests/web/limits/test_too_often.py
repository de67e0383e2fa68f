"""Who asks too often meets a plain page that says for how long, and loses nothing."""

import re
from io import BytesIO

import pytest

from core.config import Settings
from core.limits import counting, rules
from core.limits.rules import Rate
from core.papers import serving
from core.papers.rules.formats import Format
from tests.papers import plain_paper
from tests.statements import selects_of
from tests.web.visitors.conftest import apply, meeting  # noqa: F401 - fixtures

NAMES = ("Никита Ильич", "Иван Ильич", "Пётр Ильич")


@pytest.fixture
def few(monkeypatch):
    """`few("SEARCHES", 2)`: a limit that is reached quickly."""

    def lower(name, times):
        old = getattr(rules, name)
        monkeypatch.setattr(rules, name, Rate(old.name, times, old.seconds))

    return lower


def answers(client, path, times, **kwargs):
    return [client.get(path, **kwargs).status_code for _ in range(times)]


def test_the_page_says_how_long_to_wait(council, client, few):
    few("SEARCHES", 1)
    assert client.get("/meetings/?q=мёд").status_code == 200
    answer = client.get("/meetings/?q=мёд&year=2026")

    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<h1>Слишком много попыток</h1>" in answer.text
    assert re.search(r"Слишком часто. Повторите через \d+ с\.", answer.text)
    assert '<a href="/meetings/?q=мёд&amp;year=2026">Повторить</a>' in answer.text


def test_thirty_searches_a_minute_are_free(council, client):
    assert answers(client, "/meetings/?q=x", 31) == [200] * 30 + [429]
    assert answers(client, "/meetings/", 2) == [200, 200]


def test_each_network_counts_by_itself_and_a_made_up_header_changes_nothing(council, client, few):
    few("SEARCHES", 1)
    path, here = "/meetings/?q=x", {"REMOTE_ADDR": "192.0.2.1"}
    assert answers(client, path, 1, environ_base=here) == [200]
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP"):
        told = {header: "for=192.0.2.99" if header == "Forwarded" else "192.0.2.99"}
        assert answers(client, path, 1, environ_base=here, headers=told) == [429]
    assert answers(client, path, 1, environ_base={"REMOTE_ADDR": "192.0.2.2"}) == [200]


def test_people_who_signed_in_count_each_for_themselves(council, sign_in, few):
    few("SEARCHES", 1)
    one, other = sign_in(council.member), sign_in(council.rival)

    assert answers(one, "/desk/meetings/?q=x", 2) == [200, 429]
    assert answers(other, "/desk/meetings/?q=x", 1) == [200]


def test_a_page_without_a_limit_asks_the_store_nothing(council, client, session, monkeypatch):
    def fail(*_):
        raise AssertionError("a page without a limit was counted")

    monkeypatch.setattr(counting, "store", fail)
    for path in ("/", "/meetings/", "/meetings/?q=", "/static/theme.css", "/meetings.ics"):
        assert client.get(path, buffered=True).status_code == 200
    assert not [text for text in selects_of(session, client, "/meetings/") if "rate_counts" in text]


def test_of_one_mail_three_applications_are_taken_in_an_hour(meeting, apply):  # noqa: F811
    typed = {"email": "one@example.org", "organisation": "ООО «Мёд»"}
    taken = [apply(**typed, full_name=f"Мороз {name}")[0].status_code for name in NAMES]
    answer, _ = apply(**typed | {"email": "ONE@example.org"})

    assert taken == [303] * 3
    assert answer.status_code == 429
    assert "минут" in answer.text or "мин." in answer.text
    assert 'name="organisation" value="ООО «Мёд»"' in answer.text
    assert "Всё, что вы ввели, сохранено на этой странице" in answer.text
    assert apply(email="other@example.org")[0].status_code == 303


def test_what_was_typed_is_sent_again_by_the_button(app, meeting, apply):  # noqa: F811
    for name in NAMES:
        apply(email="one@example.org", full_name=f"Мороз {name}")
    answer, browser = apply(email="one@example.org", full_name="Мороз Никита Четвёртый")
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', answer.text))
    app.extensions["limits"].storage.reset()

    again = browser.post(f"/meetings/2026/{meeting.number}/apply/", data=fields)

    assert again.status_code == 303
    assert fields["full_name"] == "Мороз Никита Четвёртый"


def test_after_twenty_uploads_an_hour_the_next_waits(app, council, sign_in, few):
    few("UPLOADS", 2)
    client = sign_in(council.secretary)
    token = client.token("/desk/account/")

    def send():
        paper = (BytesIO(b"%PDF-1.7"), "a.pdf")
        return client.post("/documents/", data={"csrf_token": token, "paper": paper})

    assert [send().status_code for _ in range(3)] == [200, 200, 429]
    assert "Файлы" in send().text


def test_of_files_so_many_megabytes_are_taken_in_a_day(client, few, monkeypatch):
    few("UPLOADED", 2)
    monkeypatch.setattr(rules, "MEGABYTE", 1000)
    token = client.token("/documents/")

    def send(size):
        paper = (BytesIO(b"%PDF-1.7" + b"0" * size), "a.pdf")
        return client.post("/documents/", data={"csrf_token": token, "paper": paper}).status_code

    assert [send(1000), send(10)] == [200, 429]


def test_a_link_that_was_asked_for_thrice_waits(council, build, sign_in):
    account = build.account("Кто-то", email="someone@example.org")
    client = sign_in(build.account("Администратор", administrator=True))
    page = f"/desk/accounts/{account.id}/"
    statuses = [client.submit(page, {}, to=f"{page}link").status_code for _ in range(4)]

    assert statuses == [200] * 3 + [429]


def test_links_are_guessed_ten_times_an_hour_at_most(client):
    assert answers(client, "/link/none", 11) == [404] * 10 + [429]


def test_tables_and_papers_count_together(app, session, few, monkeypatch):
    """The table by its shape, the paper where it is handed out; whoever waits is not counted."""
    few("EXPORTS", 2)
    few_exports = rules.EXPORTS
    monkeypatch.setattr(serving, "EXPORTS", few_exports)
    monkeypatch.setattr(app.extensions["renderer"], "render", lambda *_, **__: (b"%PDF", {}))
    paper = plain_paper("Список")

    def hand_out():
        with app.test_request_context("/"):
            app.make_response(serving.serve_paper(paper, Format.PDF)).close()

    with app.test_request_context("/plan/2026/plan.csv"):
        counting.count_request()
    hand_out()
    with pytest.raises(counting.TooOften):
        hand_out()


def test_of_one_person_two_files_are_made_at_once(app):
    with app.test_request_context("/"), counting.few_at_once(), counting.few_at_once():
        with pytest.raises(counting.TooOften) as told, counting.few_at_once():
            pass
        assert [refusal.code for refusal in told.value.refusals] == ["too_many_at_once"]
    with app.test_request_context("/"), counting.few_at_once():
        pass


@pytest.mark.parametrize(
    ("hops", "sent", "address"),
    (
        (0, "192.0.2.99", "10.0.0.1"),
        (1, "192.0.2.99", "192.0.2.99"),
        (1, "203.0.113.66, 192.0.2.99", "192.0.2.99"),
        (2, "192.0.2.99, 10.0.0.2", "192.0.2.99"),
        (2, "203.0.113.66, 192.0.2.99, 10.0.0.2", "192.0.2.99"),
        (2, "10.0.0.2", "10.0.0.1"),
    ),
)
def test_the_address_of_a_visitor_is_told_by_trusted_servers_only(tmp_path, hops, sent, address):
    from core.app import create_app  # noqa: PLC0415 - an application of its own

    settings = Settings(
        secret_key="s" * 40,
        data_dir=tmp_path,
        database_url=f"sqlite:///{tmp_path}/none.db",
        trusted_proxies=hops,
        testing=True,
    )
    app = create_app((), settings)
    seen = []
    app.before_request_funcs[None].insert(0, lambda: seen.append(counting.request.remote_addr))
    app.test_client().get(
        "/static/theme.css",
        headers={"X-Forwarded-For": sent, "X-Forwarded-Host": "evil.example"},
        environ_base={"REMOTE_ADDR": "10.0.0.1"},
        buffered=True,
    )

    assert seen == [address]


BY_LINK = (
    "/events/application/guessed/send",
    "/events/negotiations/guessed/",
    "/events/negotiations/guessed/meetings/00000000-0000-0000-0000-000000000000/",
    "/events/delegates/guessed/passport/",
    "/outcome/guessed/",
)


@pytest.mark.parametrize("path", BY_LINK)
def test_what_is_sent_by_a_secret_link_is_counted_whether_the_link_is_known_or_not(
    council, client, monkeypatch, path
):
    seen = []
    monkeypatch.setattr(counting, "count", lambda rate, *_, **__: seen.append(rate.name))
    client.get(path)
    assert seen == []
    assert client.submit("/sign-in", {}, to=path).status_code == 404
    assert seen == ["form"]


def test_feedback_by_the_link_of_an_event_is_taken_thirty_times_an_hour_from_a_network(
    council, client
):
    sent = {"csrf_token": client.token("/sign-in")}
    answers = [client.post("/feedback/1/guessed/", data=sent).status_code for _ in range(31)]
    assert answers == [404] * 30 + [429]
