"""The blueprint of personal calendars."""

from flask import Blueprint, current_app

blueprint = Blueprint("own_calendars", __name__)


def base_url() -> str:
    return str(current_app.config["SETTINGS"].base_url)
