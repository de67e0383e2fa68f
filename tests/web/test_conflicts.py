"""The page of a conflict gives back what was written, and nothing that is secret or a mark."""

import pytest

from core.pages import typed_texts


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
