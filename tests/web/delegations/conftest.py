"""Delegations in the browser, and a way to take the keys of passports away."""

from dataclasses import replace

import pytest

from tests.builders_delegations import DelegationsBuilder


@pytest.fixture
def built(build, council):
    return DelegationsBuilder(build, council)


@pytest.fixture
def no_key(app, monkeypatch):
    settings = replace(app.config["SETTINGS"], passport_keys=())
    monkeypatch.setitem(app.config, "SETTINGS", settings)
