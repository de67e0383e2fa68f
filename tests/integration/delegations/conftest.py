"""Delegations, and a way to take the keys of passports away."""

from dataclasses import replace

import pytest

from tests.builders_delegations import DelegationsBuilder


@pytest.fixture
def built(build, council):
    return DelegationsBuilder(build, council)


@pytest.fixture
def keys(app, monkeypatch):
    """`keys("k" * 40, …)` -> the installation has these keys, the newest first."""

    def have(*texts):
        settings = replace(app.config["SETTINGS"], passport_keys=texts)
        monkeypatch.setitem(app.config, "SETTINGS", settings)

    return have
