import json
import logging
import sys
from datetime import datetime
from pathlib import Path

from core.adapters.logs import FIELDS, LineFormatter, TextFormatter, secrets_of
from core.config import MailServer, Settings
from core.installation import Bucket, Installation

CANARIES = {
    "secret_key": "canary-of-the-secret-key-0123456789abcdef",
    "earlier_key": "canary-of-an-earlier-key-0123456789abcdef",
    "audit_key": "canary-of-the-audit-key-0123456789abcdef",
    "passport_key": "canary-of-the-passport-key-0123456789abc",
    "metrics_token": "canary-of-the-metrics-token",
    "password": "canary-of-the-mail-password",
    "database": "canary%2Fof%2Fthe%2Fdatabase",
    "replica": "canary-of-the-replica",
    "bucket": "canary-of-the-bucket",
}
SETTINGS = Settings(
    secret_key=CANARIES["secret_key"],
    secret_key_fallbacks=(CANARIES["earlier_key"],),
    audit_key=CANARIES["audit_key"],
    passport_keys=(CANARIES["passport_key"],),
    data_dir=Path("/nowhere"),
    database_url=f"postgresql+psycopg://council:{CANARIES['database']}@db/council",
    mail_server=MailServer("mail", 25, password=CANARIES["password"]),
    installation=Installation(
        metrics_token=CANARIES["metrics_token"],
        replica_url=f"postgresql+psycopg://reader:{CANARIES['replica']}@two/council",
        bucket=Bucket("papers", secret=CANARIES["bucket"]),
    ),
)


def line(message, *values, formatter=LineFormatter, failure=None, **fields):
    record = logging.LogRecord("council", logging.INFO, __file__, 1, message, values, failure)
    setattr(record, FIELDS, fields)
    return formatter(secrets_of(SETTINGS)).format(record)


def test_a_line_is_one_json_object_with_its_fields():
    text = line("решение %s\nи ещё", 7, status=200, ms=1.5)
    assert "\n" not in text
    found = json.loads(text)
    assert found["message"] == "решение 7\nи ещё"
    assert (found["level"], found["logger"], found["status"], found["ms"]) == (
        "INFO",
        "council",
        200,
        1.5,
    )
    assert datetime.fromisoformat(found["ts"]).utcoffset().total_seconds() == 0


def test_a_traceback_stands_in_its_line():
    try:
        raise ValueError("broken")  # noqa: TRY301
    except ValueError:
        text = line("failed", failure=sys.exc_info())
    assert "ValueError: broken" in json.loads(text)["exception"]


def test_no_secret_of_the_installation_is_ever_logged():
    for canary in (*CANARIES.values(), "canary/of/the/database"):
        try:
            raise RuntimeError(f"could not use {canary}")  # noqa: TRY301
        except RuntimeError:
            failure = sys.exc_info()
        for formatter in (LineFormatter, TextFormatter):
            text = line(
                f"said {canary.replace('%', '%%')} %s",
                canary,
                formatter=formatter,
                failure=failure,
                x=canary,
            )
            assert canary not in text


def test_a_password_in_any_address_is_blotted_out():
    assert "hunter" not in line("cannot reach redis://user:hunter@store:6379/0")
