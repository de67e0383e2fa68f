"""An open call, and a company's browser that fills in the form."""

import re
from datetime import timedelta

import pytest

from core.adapters.clock import clock
from events.missions.queries.calls import get_call_row
from tests.builders_missions import inn_of

TYPED = {
    "company": "ООО «Северный путь»",
    "inn": inn_of(1),
    "products": "8413 – насосы",
    "full_name": "Мороз  Никита Ильич",
    "email": "Moroz@Example.org",
    "phone": "+7 900 000-00-00",
    "answers-0": "Насос и паспорт",
    "processing": "y",
}


@pytest.fixture
def call_id(missions):
    return missions.opened()


@pytest.fixture
def path(call_id):
    return f"{get_call_row(call_id).path}apply/"


def hidden(text, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)[1]


@pytest.fixture
def opened(client, path):
    """`opened()` -> the hidden fields of the form, five seconds after it was opened."""

    def fields(at=path):
        text = client.get(at).text
        clock.stopped_at += timedelta(seconds=5)
        return {name: hidden(text, name) for name in ("csrf_token", "stamp", "consent_text")}

    return fields


@pytest.fixture
def apply(client, path, opened):
    """`apply(email=…)` -> the answer to the form; None leaves a field out."""

    def sent(act=None, **typed):
        values = {**opened(), **TYPED, **typed, "act": act}
        given = {key: value for key, value in values.items() if value is not None}
        return client.post(path, data=given, content_type="multipart/form-data")

    return sent
