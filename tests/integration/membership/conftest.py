"""What tests of membership share: the secretary as services know them, values of forms."""

import pytest

from council.membership.rules import Category, Gender
from tests.builders import FOUNDED


@pytest.fixture
def secretary(build, council):
    return build.viewer(council.secretary)


@pytest.fixture
def deed(secretary, build):
    """Who acts and when."""
    return {"actor": secretary, "now": build.now}


@pytest.fixture
def seat_values():
    return {
        "category": Category.EXPORTER,
        "is_voting": True,
        "by_agreement": False,
        "position": "",
        "held_from": FOUNDED,
        "held_until": None,
        "basis": "постановление от 06.02.2023 № 17",
    }


@pytest.fixture
def person_values():
    return {
        "surname": "Соловей",
        "given_name": "Иван",
        "patronymic": "Кузьмич",
        "gender": Gender.MALE,
        "genitive": "",
        "dative": "",
        "instrumental": "",
        "position": "директор",
        "organisation_id": None,
        "email": "",
        "phone": "",
    }
