"""Who acts on the working pages of events: the body, for those whom a permission is given."""

from typing import Any

from flask import abort

from core.access import permits, viewer
from core.adapters.clock import now
from council.membership.queries import BodyRow, get_main_body
from events.access import Permission


def body_for(permission: Permission) -> BodyRow:
    """403 for others."""
    body = get_main_body()
    if not permits(viewer(), permission, body.id):
        abort(403)
    return body


def by() -> dict[str, Any]:
    """Who acts, and when."""
    return {"actor": viewer(), "now": now()}
