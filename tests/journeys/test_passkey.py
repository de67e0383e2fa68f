"""A passkey from its making to a signature: the browser's own virtual authenticator holds it."""

import pytest

from tests.journeys.people import PASSWORD
from tests.journeys.site import running_site
from tests.journeys.steps.reports import SAMPLE_REPORT
from tests.journeys.steps.stage import DEPUTY

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(tmp_path, region):
    """Where second factors are demanded, under a name: keys belong to a name."""
    with running_site(tmp_path, region, name="localhost", second_factor=True) as found:
        yield found


def with_authenticator(person):
    devtools = person.page.context.new_cdp_session(person.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return person


def answers(person, name):
    """Press the button of the key and wait until it has answered."""
    person.page.get_by_role("button", name=name).click()
    return person.sees("Ключ принят")


def test_a_deputy_sets_up_a_passkey_signs_with_it_and_comes_back_with_it(visit):
    deputy = with_authenticator(visit(DEPUTY, width=390))
    deputy.sees("нужен второй фактор").follow("Добавить ключ доступа", within="main")
    deputy.fill("Название ключа", "Телефон").fill("Ваш пароль", PASSWORD)
    answers(deputy, "Создать ключ").press("Добавить ключ")
    deputy.sees("Коды показаны только сейчас").follow("Коды сохранены", within="main")
    deputy.sees("Телефон", "Осталось 10 резервных кодов").open("/desk/reports/")
    deputy.follow(SAMPLE_REPORT, within="main").pick("Согласовать").press("Перейти к соглашению")
    deputy.pick("Соглашение прочитано").fill("Ваш пароль", PASSWORD)
    answers(deputy, "Ключ доступа вместо кода").press("Принять соглашение")
    deputy.press("Вернуться и подписать").fill("Ваш пароль", PASSWORD)
    answers(deputy, "Ключ доступа вместо кода").press("Подписать решение по версии 1")
    deputy.sees("Отчёт согласован").open("/desk/signatures/").follow(SAMPLE_REPORT, within="main")
    deputy.sees("пароль и ключ доступа").press("Выйти", within="body")
    deputy.sign_in(DEPUTY).sees("Второй шаг входа")
    with deputy.page.expect_navigation():
        deputy.page.get_by_role("button", name="Войти с ключом доступа").click()
    deputy.arrived().sees("Мой день")
