"""F04 at length: ten kills of the server under load, on both databases."""

import pytest

from tests.application import make_app, new_postgres_database
from tests.integration.operation.test_killed_server import SEATS, killed_under_load

KILLS = 10


@pytest.mark.parametrize("kind", ("sqlite", "postgresql"))
def test_f04_ten_kills_under_load(kind, request, tmp_path, figure):
    url = f"sqlite:///{tmp_path}/council.db"
    if kind == "postgresql":
        url = new_postgres_database(request.getfixturevalue("postgres_url"))
    crowd, slowest = killed_under_load(make_app(tmp_path, url), url, KILLS, between=20)
    figure(database=kind, acknowledged=len(crowd.answered), slowest_restart=round(slowest, 1))
    assert len(crowd.answered) > SEATS
