"""Who may do what: the mechanism. Each part declares its own permissions, powers and grants.

A viewer's powers follow from the seats and offices held today; nobody is given a role by hand.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from flask import abort, current_app
from flask_login import current_user

from core.kernel.viewers import Viewer

P = ParamSpec("P")
R = TypeVar("R")


Predicate = Callable[[Viewer], bool]
# A permission is granted if all predicates of any one row hold.
Grants = Mapping[StrEnum, Sequence[Sequence[Predicate]]]


def anyone(_viewer: Viewer) -> bool:
    return True


def signed_in(viewer: Viewer) -> bool:
    return viewer.is_authenticated


def administrator(viewer: Viewer) -> bool:
    return viewer.is_administrator


def viewer() -> Viewer:
    """The viewer of this request."""
    return cast("Viewer", current_user._get_current_object())  # noqa: SLF001 - the proxy's own API


def permits(who: Viewer, permission: StrEnum, body_id: UUID | None = None) -> bool:
    """Whether any row of the table grants the permission, in one body if it is given."""
    scoped = who if body_id is None else who.within(body_id)
    rows = current_app.extensions["grants"][permission]
    return any(all(holds(scoped) for holds in row) for row in rows)


def demand(permission: StrEnum, body_id: UUID) -> None:
    """Refuse (403) unless the viewer holds the permission in this very body."""
    if not permits(viewer(), permission, body_id):
        abort(403)


def requires(permission: StrEnum) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Guard a view. A test checks that every endpoint carries this mark.

    A visitor is asked to sign in; a person who signed in but lacks the permission gets 403.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if permits(viewer(), permission):
                return view(*args, **kwargs)
            if viewer().is_anonymous:
                return cast("R", cast("Any", current_app).login_manager.unauthorized())
            return abort(403)

        cast("Any", guarded).permission = permission
        return guarded

    return mark
