"""What stops the server at its start, said in one sentence that names the setting.

Settings are checked where they are read (core/config.py); here what the machine says of them.
"""

import logging

from flask import Flask
from sqlalchemy.exc import OperationalError

from core.adapters import migrations
from core.config import BadSettings, Settings
from core.installation import is_loopback

log = logging.getLogger(__name__)


def demand_safe_start(app: Flask, *, host: str, is_behind: bool) -> None:
    """Raise `BadSettings` unless visitors may be let in."""
    settings: Settings = app.config["SETTINGS"]
    demand_encryption(settings, is_public=is_behind or not is_loopback(host))
    if app.debug:
        raise BadSettings("The debugger is on: unset FLASK_DEBUG.")
    demand_current(app)
    if settings.installation.clamd is None:
        log.warning("Uploads are not scanned for malware: CLAMD_URL is not set.")


def demand_encryption(settings: Settings, *, is_public: bool) -> None:
    """A site that others reach needs its public address, and that has to be https."""
    if is_public and not settings.demo and not settings.is_https:
        raise BadSettings("BASE_URL has to be the public address and to begin with https://.")


def demand_current(app: Flask) -> None:
    """Raise `BadSettings` if the schema is another; a database that is away may come back."""
    with app.app_context():
        try:
            is_current = migrations.is_current()
        except OperationalError as error:
            log.error("The database does not answer at the start: %s", error)  # noqa: TRY400
            return
    if not is_current:
        raise BadSettings(
            "The schema of the database is not that of this version. "
            "Run: flask --app wsgi upgrade-database"
        )
