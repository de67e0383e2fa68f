"""The page of a conflict gives back what was written, and nothing that is secret or a mark."""

import pytest

from core.pages import page_before, typed_texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    (
        ({"reason": " Перенос по болезни "}, "Перенос по болезни"),
        ({"reason": "Отпуск"}, "Отпуск"),
        ({"title": "On the plan for 2027", "note": "второе"}, "On the plan for 2027\n\nвторое"),
        ({"password": "мой тайный пароль", "new_password": "not to be shown"}, ""),
        ({"csrf_token": "IjE4ZmQ3.abc", "revision": "7", "kind": "regular", "is_open": "y"}, ""),
        ({"reason": " \n "}, ""),
    ),
)
def test_what_was_written_is_kept_to_be_copied(app, typed, kept):
    with app.test_request_context("/desk/", method="POST", data=typed):
        assert typed_texts() == kept


@pytest.mark.parametrize(
    ("referrer", "led_to"),
    (
        ("http://localhost/meetings/?year=2026", "/meetings/?year=2026"),
        ("http://localhost/council/", "/council/"),
        ("http://elsewhere.example/meetings/", ""),
        ("http://localhost//elsewhere.example/meetings/", ""),
        ("http://localhost/sign-out", ""),
        ("http://localhost/no-such-page", ""),
        ("http://[", ""),
        (None, ""),
    ),
    ids=("with its year", "plain", "foreign", "as if", "only sent", "unknown", "broken", "untold"),
)
def test_the_page_of_a_conflict_leads_back_to_the_form(app, referrer, led_to):
    headers = {"Referer": referrer} if referrer else {}
    with app.test_request_context("/desk/", method="POST", headers=headers):
        assert page_before() == led_to
