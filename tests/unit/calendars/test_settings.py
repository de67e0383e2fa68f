"""The mailbox of replies in the settings."""

import pytest

from core.config import BadSettings, Settings

BASE = {"SECRET_KEY": "s" * 40, "MAIL_REPLY_TO": "Совет <replies@region.example>"}


def box(url, **more):
    return Settings.from_environment({**BASE, "IMAP_URL": url, **more}).reply_box


def test_without_an_address_no_box_is_read():
    assert box("") is None


def test_an_address_names_host_port_user_and_folder():
    found = box("imaps://replies%40region.example:a%3Ab@mail.region.example/Council/In")
    assert (found.host, found.port, found.is_tls) == ("mail.region.example", 993, True)
    assert (found.user, found.password) == ("replies@region.example", "a:b")
    assert found.folder == "Council/In"
    assert "a:b" not in repr(found)


def test_the_password_may_stand_in_a_file(tmp_path):
    file = tmp_path / "imap"
    file.write_text("imap://u:p@localhost:1143\n", encoding="utf-8")
    file.chmod(0o600)
    found = box("", IMAP_URL_FILE=str(file))
    assert (found.port, found.is_tls, found.folder) == (1143, False, "INBOX")


@pytest.mark.parametrize(
    "url", ("mail.example", "pop3://u:p@host", "imap://host", "imap://u:p@host:port")
)
def test_an_address_that_is_none_stops_the_start(url):
    with pytest.raises(BadSettings, match="IMAP_URL"):
        box(url)


def test_a_box_needs_the_address_to_which_calendars_reply():
    with pytest.raises(BadSettings, match="MAIL_REPLY_TO"):
        box("imaps://u:p@host", MAIL_REPLY_TO="")
