"""Who may see a signature on minutes: whoever may see what it is on, and where that stands."""

from uuid import UUID

from flask import url_for

from core.access import permits, viewer
from core.kernel.errors import NotFound
from core.signatures.sight import Sight
from council.access import Permission
from council.minutes.views.blueprint import visible_edition


def may_see(edition_id: UUID) -> bool:
    if not permits(viewer(), Permission.READ_DESK):
        return False
    try:
        visible_edition(edition_id)
    except NotFound:
        return False
    return True


def address(edition_id: UUID) -> str:
    return url_for("minutes.edition", edition_id=edition_id)


SIGHT = Sight(may_see, address)
