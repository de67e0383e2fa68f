"""The history of an edition of minutes, for who keeps it."""

from uuid import UUID

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires
from core.audit.history import show_history
from council.access import Permission
from council.minutes.views.blueprint import EDITION, at, blueprint, kept_edition


@blueprint.get(f"{EDITION}history")
@requires(Permission.KEEP_MINUTES)
def history(edition_id: UUID) -> ResponseReturnValue:
    found = kept_edition(edition_id)
    name = gettext("Minutes No. %(number)s", number=found.meeting.number)
    return show_history([edition_id], name=name, back=at(found), zone=found.meeting.zone)
