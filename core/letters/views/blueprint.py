"""The blueprint that the views of letters register with, and which letters a viewer may read."""

from uuid import UUID

from flask import Blueprint

from core.access import permits, viewer
from core.letters.access import Permission
from core.letters.framing import settings
from core.letters.queries.desk import Scope, kept_or_own, readable

blueprint = Blueprint("letters", __name__)


def bodies_kept() -> tuple[UUID, ...]:
    """The bodies whose letters the viewer keeps."""
    held = {body_id for _, body_id in viewer().held}
    return tuple(each for each in held if permits(viewer(), Permission.READ_LETTERS, each))


def kept_by_viewer() -> Scope:
    return readable(is_administrator=viewer().is_administrator, bodies=bodies_kept())


def seen_by_viewer() -> Scope:
    return kept_or_own(kept_by_viewer(), viewer())


def is_mute() -> bool:
    """Whether letters stay here: no mail server, and no demonstration that plays one."""
    return settings().mail_server is None and not settings().demo
