"""What the regulation of the day changes on the pages of minutes."""

import pytest

from council.minutes.rules import EditionState


@pytest.mark.parametrize("rule", (("0", "21"), ("3", "25")))
def test_the_page_of_signed_minutes_says_until_when_they_are_sent_out(
    build, council, minutes, sign_in, rule
):
    days, until = rule
    build.rule(council.body, "sending_days", days)
    edition = minutes.signed()
    assert edition.state is EditionState.SIGNED

    text = sign_in(council.secretary).get(f"/desk/minutes/{edition.id}/").text

    assert f"Протокол и выписки рассылаются до {until}\u00a0ноября 2026" in text


def test_where_the_presiding_signs_alone_nobody_else_is_asked(build, council, minutes, sign_in):
    build.rule(council.body, "signatories", "presiding_alone")
    edition = minutes.to_sign()
    place = f"/desk/minutes/{edition.id}/"

    secretary, chair = sign_in(council.secretary), sign_in(council.chair)

    assert "0 из 1" in secretary.get(place).text
    assert secretary.get(f"{place}sign").status_code != 200
    assert chair.get(f"{place}sign").status_code == 200
    assert "Подписать протокол" not in secretary.get("/desk/").text
    assert "Подписать протокол" not in secretary.get("/desk/minutes/").text
