"""Which limits a request falls under, and whom an address stands for."""

import pytest

from core.config import BadSettings, Settings
from core.kernel.networks import network_of
from core.limits.rules import (
    DATA,
    EXPORTS,
    MEGABYTE,
    SEARCHES,
    UPLOADED,
    UPLOADS,
    Asked,
    limits_of,
)

SECRET = {"SECRET_KEY": "s" * 40, "SECOND_FACTOR": "off", "DEMO": "1"}


@pytest.mark.parametrize(
    ("asked", "limits"),
    (
        (Asked("GET", "/meetings/"), ()),
        (Asked("GET", "/meetings/", searches_for="  "), ()),
        (Asked("GET", "/meetings/", searches_for="мёд"), ((SEARCHES, 1),)),
        (Asked("HEAD", "/meetings/", searches_for="мёд"), ((SEARCHES, 1),)),
        (Asked("GET", "/plan/2026/plan.csv"), ((EXPORTS, 1),)),
        (Asked("GET", "/desk/plan/editions/1/plan.xlsx"), ((EXPORTS, 1),)),
        (Asked("GET", "/audit/head.json"), ((DATA, 1),)),
        (Asked("POST", "/desk/x", searches_for="мёд"), ()),
        (Asked("POST", "/desk/x", length=9 * MEGABYTE), ()),
        (Asked("POST", "/x", files=2, length=1), ((UPLOADS, 1), (UPLOADED, 1))),
        (Asked("POST", "/x", files=1, length=2 * MEGABYTE), ((UPLOADS, 1), (UPLOADED, 2))),
        (Asked("POST", "/x", files=1, length=2 * MEGABYTE + 1), ((UPLOADS, 1), (UPLOADED, 3))),
    ),
)
def test_the_shape_of_a_request_tells_its_limits(asked, limits):
    assert tuple(limits_of(asked)) == limits


@pytest.mark.parametrize(
    ("address", "network"),
    (
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", "unix"),
    ),
)
def test_whoever_has_one_address_of_the_sixth_protocol_has_them_all(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("url", ("redis://127.0.0.1:6379/1", "rediss://:word@redis.example/0", ""))
def test_the_store_is_named_by_a_setting(url):
    assert Settings.from_environment({**SECRET, "RATE_LIMITS_URL": url}).rate_limits_url == url


@pytest.mark.parametrize("url", ("memory://", "redis:", "http://127.0.0.1", "127.0.0.1:6379"))
def test_another_kind_of_store_stops_the_start(url):
    with pytest.raises(BadSettings, match="RATE_LIMITS_URL"):
        Settings.from_environment({**SECRET, "RATE_LIMITS_URL": url})


def test_how_many_servers_stand_in_front_is_a_number():
    assert Settings.from_environment({**SECRET, "TRUSTED_PROXIES": "2"}).trusted_proxies == 2
    with pytest.raises(BadSettings, match="TRUSTED_PROXIES"):
        Settings.from_environment({**SECRET, "TRUSTED_PROXIES": "yes"})


def test_the_store_with_its_password_is_told_to_no_log():
    chosen = Settings.from_environment({**SECRET, "RATE_LIMITS_URL": "redis://:word@127.0.0.1/0"})
    assert "word" not in repr(chosen)
