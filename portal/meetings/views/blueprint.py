"""The blueprint of the public pages of meetings: how their addresses are read, their formats."""

from datetime import datetime

from flask import Blueprint

from core.kernel.zones import local
from council.meetings.rules.addresses import MeetingAddress

blueprint = Blueprint("public_meetings", __name__)
LARGEST = 9999
AT = f"/meetings/<int(max={LARGEST}):year>/<int(max={LARGEST}):number>/"
AT_BODY = f"/council/<slug>{AT}"

__all__ = ["AT", "AT_BODY", "LARGEST", "MeetingAddress", "blueprint"]


@blueprint.app_template_filter("clock")
def clock_at(moment: datetime, zone: str) -> str:
    """«11:00», where the zone is told by the time beside it."""
    return local(moment, zone).strftime("%H:%M")
