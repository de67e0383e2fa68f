"""What the environment says about mail is checked at the start and named when it is wrong."""

import pytest

from core.config import BadSettings, MailServer, Settings

SECRET = {"SECRET_KEY": "s" * 40}
FROM = {"MAIL_FROM": "Совет <sovet@region.ru>"}


def settings(**environ):
    return Settings.from_environment({**SECRET, **environ})


def test_without_a_server_nothing_is_needed():
    assert settings().mail_server is None


@pytest.mark.parametrize(
    ("url", "server"),
    (
        ("smtp://mail.region.ru", MailServer("mail.region.ru", 25)),
        ("smtp://mail.region.ru:587", MailServer("mail.region.ru", 587)),
        ("smtps://mail.region.ru", MailServer("mail.region.ru", 465, is_tls=True)),
        (
            "smtp://sovet%40region.ru:p%3Aw%2F@mail.region.ru:587?tls=required",
            MailServer(
                "mail.region.ru", 587, user="sovet@region.ru", password="p:w/", demands_tls=True
            ),
        ),
        ("smtp://[::1]:1025", MailServer("::1", 1025)),
    ),
)
def test_the_address_of_the_server_is_read(url, server):
    assert settings(SMTP_URL=url, **FROM).mail_server == server


@pytest.mark.parametrize(
    "url",
    (
        "mail.region.ru",
        "http://mail.region.ru",
        "smtp://",
        "smtp://host:port",
        "smtp://host:99999",
        "smtp://host?tls=never",
    ),
)
def test_a_wrong_address_of_the_server_stops_the_start(url):
    with pytest.raises(BadSettings, match="SMTP_URL"):
        settings(SMTP_URL=url, **FROM)


@pytest.mark.parametrize("sender", ("", "Совет", "Совет\r\nBcc: a@b.ru <s@region.ru>"))
def test_letters_need_a_sender(sender):
    with pytest.raises(BadSettings, match="MAIL_FROM"):
        settings(SMTP_URL="smtp://host", MAIL_FROM=sender)


def test_answers_may_go_elsewhere():
    found = settings(SMTP_URL="smtp://host", MAIL_REPLY_TO="secretary@region.ru", **FROM)
    assert found.mail_reply_to == "secretary@region.ru"
    with pytest.raises(BadSettings, match="MAIL_REPLY_TO"):
        settings(MAIL_REPLY_TO="nobody")


def test_the_server_may_stand_in_a_file(tmp_path):
    path = tmp_path / "smtp"
    path.write_text("smtps://u:p@mail.region.ru\n")
    path.chmod(0o640)
    assert settings(SMTP_URL_FILE=str(path), **FROM).mail_server.user == "u"


def test_the_password_is_not_shown():
    found = settings(SMTP_URL="smtps://u:tops3cret@mail.region.ru", **FROM)
    assert "tops3cret" not in repr(found)
