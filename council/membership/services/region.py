"""The facts about the region that runs the site: recorded once, corrected later.

A file that is imported (council.importing) may have recorded them before.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import is_saved
from core.importing.sections import REGION
from core.kernel.errors import Stale
from core.kernel.viewers import Viewer
from core.region.models import Region
from core.region.queries import find_region_record
from council.membership.rules.extra_days import extra_days_text
from council.membership.services.revisions import STALE, change, demand_fresh

# Cases that no page asks for: the file of a region may bring them.
UNTYPED = ("name_genitive", "name_dative", "name_prepositional")


@command
def save_region(
    values: Mapping[str, Any], *, revision: int | None, actor: Viewer, now: datetime
) -> None:
    """Record the region, or correct it; `revision` is 0 where there was none."""
    record = find_region_record(lock=True)
    if record is None:
        record_region(values, actor=actor, now=now)
        return
    if is_saved(record, values):
        return
    demand_fresh(record, revision)
    days = [extra_days_text(each) for each in (record.extra_days, values["extra_days"])]
    changes = change(record, values)
    details = {**changes, "extra_days": days} if "extra_days" in changes else changes
    journal.record("region_facts.edited", subject_id=REGION, actor=actor, at=now, details=details)


def record_region(values: Mapping[str, Any], *, actor: Viewer, now: datetime) -> None:
    """A step of the command above."""
    try:
        with db.session.begin_nested():
            db.session.add(Region(id=1, **dict.fromkeys(UNTYPED, ""), **values))
    except IntegrityError as error:  # somebody recorded it a moment ago
        raise Stale(STALE) from error
    details = {name: values[name] for name in ("name", "council_name")}
    journal.record("region_facts.recorded", subject_id=REGION, actor=actor, at=now, details=details)
