"""Materials of approved agendas; whatever is not public answers as if it were not there."""

from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters import files
from council.access import Permission
from council.meetings.rules.public import material_is_visible
from portal.meetings.queries.files import get_material
from portal.meetings.views.blueprint import AT, AT_BODY, MeetingAddress, blueprint

FILE = "files/<uuid:file_id>/<name>"


@blueprint.get(f"{AT}{FILE}")
@blueprint.get(f"{AT_BODY}{FILE}")
@requires(Permission.READ_PUBLIC)
def send(
    year: int, number: int, file_id: UUID, name: str, slug: str | None = None
) -> ResponseReturnValue:
    found = get_material(MeetingAddress(year, number, slug), file_id)
    if not material_is_visible(found.facts) or found.name != name:
        return abort(404)
    return files.sent(found.sha256, found.name, found.media_type)
