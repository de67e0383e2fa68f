"""Recovery by two people on the pages, and passkeys and factors that one takes away."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.accounts.models import FactorRecovery, GuardedChange, Passkey, RecoveryCodeHash
from core.accounts.queries.factors import has_factor
from core.adapters.journal import JournalEntry
from core.letters.models import OutgoingLetter
from tests.conftest import NOW, PASSWORD
from tests.second_factors import code_at, demanded, protect


@pytest.fixture(autouse=True)
def on(app):
    with demanded(app) as settings:
        yield settings


@pytest.fixture
def people(build, make_account):
    """An administrator, another one, and somebody who lost the phone; all have codes."""
    first = make_account("first@example.org", name="Первый", administrator=True)
    second = make_account("second@example.org", name="Второй", administrator=True)
    lost = make_account("lost@example.org", name="Долматова Ирина")
    for account in (first, second, lost):
        protect(build, account.id)
    return first, second, lost


def ask(sign_in, first, lost, reason="Пришла лично с паспортом"):
    page = f"/desk/accounts/{lost.id}/recovery"
    return sign_in(first).submit(page, {"reason": reason})


def one(session):
    return session.scalars(select(FactorRecovery)).one()


def confirm(client, recovery, **more):
    data = {"confirmation": PASSWORD, "factor_code": code_at(NOW), **more}
    return client.submit(f"/desk/recoveries/{recovery.id}/", data)


def test_two_administrators_let_somebody_in_after_a_day(
    people, sign_in, enter, session, stopped_clock
):
    first, second, lost = people
    assert ask(sign_in, first, lost).status_code == 303
    assert "Долматова Ирина" in sign_in(second).get("/desk/recoveries/").text
    assert confirm(sign_in(second), one(session)).status_code == 303
    client = enter("lost@example.org")
    assert "начнёт действовать" in client.answer.text
    token = client.token("/sign-in/factor")
    early = client.post("/sign-in/factor/recovered", data={"csrf_token": token})
    assert early.status_code == 409
    stopped_clock.stopped_at = NOW + timedelta(hours=24)
    again = enter("lost@example.org")
    done = again.submit("/sign-in/factor", {}, to="/sign-in/factor/recovered")
    assert (done.status_code, done.location) == (303, "/desk/account/factors/")
    assert not has_factor(lost.id)


@pytest.mark.parametrize(
    ("changed", "told"),
    (
        ({"confirmation": "wrong"}, "Пароль указан неверно"),
        ({"factor_code": "000000"}, "Код неверен"),
        ({"factor_code": ""}, "Введите код второго фактора"),
        ({"factor_code": "1-abcd-efgh-jkmn"}, "Код неверен"),
    ),
)
def test_the_second_person_shows_password_and_a_fresh_code(people, sign_in, session, changed, told):
    first, second, lost = people
    ask(sign_in, first, lost)
    answer = confirm(sign_in(second), one(session), **changed)
    assert answer.status_code == 422
    assert told in answer.text
    assert one(session).confirmed_at is None


def test_nobody_confirms_alone(people, sign_in, session):
    first, _, lost = people
    ask(sign_in, first, lost)
    page = sign_in(first).get(f"/desk/recoveries/{one(session).id}/").text
    assert "не может его подтвердить" in page
    assert 'name="confirmation"' not in page


def test_a_recovery_needs_a_reason_and_a_factor(people, sign_in, make_account):
    first, _, lost = people
    assert ask(sign_in, first, lost, reason="").status_code == 422
    plain = make_account("plain@example.org")
    assert "восстанавливать нечего" in ask(sign_in, first, plain).text


def test_the_owner_calls_it_off_by_the_letter_without_signing_in(app, people, sign_in, session):
    first, second, lost = people
    ask(sign_in, first, lost)
    confirm(sign_in(second), one(session))
    query = select(OutgoingLetter).filter_by(kind="account.recovery")
    paths = [re.search(r"/recovery/[\w-]+", str(each.body))[0] for each in session.scalars(query)]
    stranger = app.test_client()
    works = [path for path in paths if stranger.get(path).status_code == 200]
    assert len(works) == 1
    assert stranger.submit(works[0], {}).status_code == 303
    assert one(session).state == "cancelled"
    assert stranger.get(works[0]).status_code == 410
    assert stranger.get("/recovery/" + "x" * 43).status_code == 404


def test_the_owner_or_an_administrator_calls_it_off(people, sign_in, session):
    first, _, lost = people
    ask(sign_in, first, lost)
    own = sign_in(lost)
    own.submit("/desk/account/factors/", {}, to="/desk/account/factors/recovery/cancel")
    assert one(session).state == "cancelled"


def test_others_see_no_recoveries(people, sign_in, council):
    assert sign_in(council.member).get("/desk/recoveries/").status_code == 403


@pytest.fixture
def key(build):
    def given(account):
        return build.add(
            Passkey(
                account_id=account.id,
                credential_id="AAAA",
                public_key="AAAA",
                sign_count=0,
                name="Ноутбук",
                made_at=NOW,
            )
        )

    return given


def remove(client, what, **more):
    data = {"confirmation": PASSWORD, "factor_code": code_at(NOW), **more}
    return client.submit(f"/desk/account/factors/{what}/remove", data)


def test_the_last_factor_of_an_office_of_trust_stays(people, sign_in, key):
    first, _, _ = people
    answer = remove(sign_in(first), "codes")
    assert answer.status_code == 422
    assert "Сначала настройте другой" in answer.text
    assert has_factor(first.id)


def test_with_a_passkey_left_the_codes_may_go_and_strangers_keys_are_nobodys(people, sign_in, key):
    first, second, _ = people
    own = key(first)
    assert remove(sign_in(first), "codes").status_code == 303
    assert has_factor(first.id)
    other = sign_in(second).get(f"/desk/account/factors/passkeys/{own.id}/remove")
    assert other.status_code == 404


def test_whoever_needs_none_may_take_the_last_one_away(people, sign_in, session):
    _, _, lost = people
    assert remove(sign_in(lost), "codes").status_code == 303
    assert not has_factor(lost.id)
    assert session.scalar(select(RecoveryCodeHash.id)) is None


@pytest.mark.parametrize("answer", ("", "x", "{}", '{"response": {"clientDataJSON": "AAAA"}}'))
def test_what_no_key_has_answered_adds_no_key_and_opens_nothing(
    people, sign_in, enter, session, answer
):
    first, _, _ = people
    data = {
        "name": "Ключ",
        "confirmation": PASSWORD,
        "factor_code": code_at(NOW),
        "made": answer,
    }
    assert sign_in(first).submit("/desk/account/factors/passkeys/new", data).status_code == 422
    assert session.scalar(select(Passkey.id)) is None
    client = enter("lost@example.org")
    refused = client.submit("/sign-in/factor", {"factor_answer": answer or "-"})
    assert refused.status_code == 422
    assert client.get("/desk/").status_code == 302


def test_where_factors_are_off_nobody_sets_one_up(app, council, sign_in, on):
    object.__setattr__(app.config["SETTINGS"], "second_factor", False)
    client = sign_in(council.deputy)
    for page in ("codes", "passkeys/new", "codes/remove", "recovery-codes"):
        assert client.get(f"/desk/account/factors/{page}").status_code == 404
    assert "второй фактор отключён" in client.get("/desk/account/factors/").text


def reset(app, *more, email="lost@example.org", reason="Пришёл лично с паспортом"):
    return app.test_cli_runner().invoke(args=["reset-factors", email, "--reason", reason, *more])


def test_the_operator_asks_and_a_second_person_confirms(app, people, sign_in, session):
    _first, second, lost = people
    assert reset(app).exit_code == 0
    session.expire_all()
    assert has_factor(lost.id)
    assert "Администратор сервера" in sign_in(second).get("/desk/recoveries/").text
    assert confirm(sign_in(second), one(session)).status_code == 303
    session.expire_all()
    assert (one(session).state, one(session).asked_by_id) == ("confirmed", None)


def test_where_nobody_is_left_the_operator_drops_the_factors_at_once(
    app, people, sign_in, enter, session
):
    first, _second, lost = people
    assert ask(sign_in, first, lost).status_code == 303
    inside = sign_in(lost)
    assert inside.get("/desk/account/").status_code == 200

    assert reset(app, "--at-once").exit_code == 0

    session.expire_all()
    assert not has_factor(lost.id)
    assert one(session).state == "cancelled"
    assert inside.get("/desk/account/").status_code == 302
    assert enter("lost@example.org").answer.location == "/desk/"
    query = select(OutgoingLetter.kind).where(OutgoingLetter.email == "lost@example.org")
    assert "account.factors_dropped" in session.scalars(query).all()
    noted = journal_of(session, lost.id)
    assert noted["account.factors_reset"] == "operator"
    assert session.scalars(select(GuardedChange.what)).all() == ["factors_dropped"]


def journal_of(session, subject_id):
    j = JournalEntry
    rows = session.execute(select(j.what, j.actor_name).where(j.subject_id == subject_id))
    return dict([tuple(row) for row in rows])


@pytest.mark.parametrize(
    ("words", "told"),
    (
        ({"email": "nobody@example.org"}, "Nobody signs in"),
        ({"email": "nobody"}, "в виде"),
        ({"reason": " "}, "Напишите"),
        ({"email": "plain@example.org"}, "нет второго фактора"),
    ),
)
def test_the_operator_is_refused_with_a_reason(app, people, make_account, words, told):
    make_account("plain@example.org", name="Без фактора")
    for more in ((), ("--at-once",)):
        refused = reset(app, *more, **words)
        assert refused.exit_code == 1
        assert told in refused.output


def test_a_new_factor_ends_the_other_sessions_of_its_owner(people, sign_in, session):
    _first, _second, lost = people
    here, elsewhere = sign_in(lost), sign_in(lost)
    renewed = here.submit(
        "/desk/account/factors/recovery-codes",
        {"confirmation": PASSWORD, "factor_code": code_at(NOW)},
    )
    assert renewed.status_code == 200
    assert here.get("/desk/account/").status_code == 200
    assert elsewhere.get("/desk/account/").status_code == 302
