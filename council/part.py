"""The council as a part of the application."""

from collections.abc import Callable

import council.assignments.models
import council.meetings.models
import council.minutes.models
import council.reports.models  # noqa: F401 - the metadata has to know every table
from core.access import permits
from core.kernel.errors import N_
from core.kernel.viewers import Viewer
from core.parts import NavEntry, Part
from council.access import GRANTS, Permission
from council.importing.sections import SECTIONS
from council.membership.queries import standing
from council.reports.views import blueprint as reports


def allowed(permission: Permission) -> Callable[[Viewer], bool]:
    """Shows a link of the navigation to those who hold the permission."""
    return lambda who: permits(who, permission)


COUNCIL = Part(
    name="council",
    blueprints=(reports,),
    grants=GRANTS,
    standing=standing,
    sections=SECTIONS,
    navigation=(
        NavEntry(
            N_("Reports"),
            "reports.index",
            30,
            desk=True,
            visible_to=allowed(Permission.READ_REPORT),
        ),
    ),
)
