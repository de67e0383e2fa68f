"""Bodies, their regulations and their dated settings."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.exc import IntegrityError

from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import add_once, is_saved, made_before
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.viewers import Viewer
from council.membership.models import Body, Regulation, RegulationSetting
from council.membership.queries.bodies import find_body_record, find_main_body, lock_body
from council.membership.queries.regulation import find_setting, get_regulation, procedure_on
from council.membership.rules import BodyKind
from council.membership.rules.acts import Ending, NewSetting
from council.membership.rules.procedure import BY_KEY, parsed
from council.membership.services.revisions import change, demand_fresh

SLUG_TAKEN = Refusal("slug_taken", N_("Another body has this address. Choose another one."))
ONE_COUNCIL = Refusal(
    "one_council",
    N_("The region has its council already. Choose a working group or a commission."),
)
NO_GROUPS = Refusal(
    "no_groups",
    N_("By its regulation this body forms no working groups on that day. Change the rule first."),
)
OWN_PARENT = Refusal("own_parent", N_("A body cannot be formed by itself."))
ABOLISHED = N_("This body was already abolished on %(day)s.")
BEFORE_FOUNDING = N_("The body was founded on %(day)s: enter that day or a later one.")
MAIN_STAYS = Refusal(
    "main_stays", N_("The council itself is not abolished here: the site is about its work.")
)
FORCE_ORDER = Refusal("force_order", N_("The last day in force cannot be before the first."))
NO_SETTING = Refusal("no_setting", N_("There is no such setting."))


@command
def create_body(values: Mapping[str, Any], *, actor: Viewer, now: datetime) -> UUID:
    """Record a body, once for each `id` given."""
    body = Body(**{"id": uuid4(), **values})
    demand_free_slug(values["slug"], body.id)
    main = find_main_body()
    if values["kind"] is BodyKind.COUNCIL and main is not None and main.id != body.id:
        raise Refused(ONE_COUNCIL)
    demand_group_allowed(values)
    try:
        if not add_once(body, values):
            return body.id
    except IntegrityError as error:  # somebody took the address a moment ago
        raise Refused(SLUG_TAKEN) from error
    details = {"name": body.name, "kind": body.kind, "founded_on": body.founded_on}
    journal.record("body.created", subject_id=body.id, actor=actor, at=now, details=details)
    return body.id


@command
def edit_body(
    body_id: UUID, values: Mapping[str, Any], *, revision: int | None, actor: Viewer, now: datetime
) -> None:
    body = lock_body(body_id)
    if is_saved(body, values):
        return
    demand_fresh(body, revision)
    demand_free_slug(values["slug"], body_id)
    if values["parent_id"] == body_id:
        raise Refused(OWN_PARENT)
    main = find_main_body()
    if values["kind"] is BodyKind.COUNCIL and main is not None and main.id != body_id:
        raise Refused(ONE_COUNCIL)
    changes = change(body, values)
    changes.pop("parent_id", None)
    journal.record("body.edited", subject_id=body_id, actor=actor, at=now, details=changes)


def demand_group_allowed(values: Mapping[str, Any]) -> None:
    """The regulation of the body that forms a working group may know of none."""
    parent = values["parent_id"]
    is_group = values["kind"] is BodyKind.WORKING_GROUP and parent is not None
    if is_group and not procedure_on(parent, values["founded_on"]).working_groups:
        raise Refused(NO_GROUPS)


def demand_free_slug(slug: str, but: UUID) -> None:
    other = find_body_record(slug)
    if other is not None and other.id != but:
        raise Refused(SLUG_TAKEN)


@command
def abolish_body(body_id: UUID, end: Ending, *, actor: Viewer, now: datetime) -> None:
    """The body exists until the last day given; its pages stay."""
    body, abolished_on = lock_body(body_id), end.last_day + timedelta(days=1)
    if body.abolished_on == abolished_on:
        return
    demand_fresh(body, end.revision)
    if body.kind is BodyKind.COUNCIL:
        raise Refused(MAIN_STAYS)
    if body.abolished_on is not None:
        raise Refused(Refusal("already_abolished", ABOLISHED, {"day": body.abolished_on}))
    if end.last_day < body.founded_on:
        raise Refused(Refusal("before_founding", BEFORE_FOUNDING, {"day": body.founded_on}))
    change(body, {"abolished_on": abolished_on})
    details = {"last_day": end.last_day, "basis": end.basis}
    journal.record("body.abolished", subject_id=body_id, actor=actor, at=now, details=details)


@command
def record_regulation(
    body_id: UUID, values: Mapping[str, Any], *, actor: Viewer, now: datetime
) -> UUID:
    """Record the act by which the body works, once for each `id` given."""
    lock_body(body_id)
    regulation = Regulation(**{"id": uuid4(), **values}, body_id=body_id)
    if made_before(Regulation, regulation.id, values):
        return regulation.id
    demand_order(values)
    db.session.add(regulation)
    details = {
        key: value
        for key, value in values.items()
        if key not in {"id", "text", "amended_by"} and value
    }
    journal.record(
        "regulation.recorded", subject_id=regulation.id, actor=actor, at=now, details=details
    )
    return regulation.id


@command
def edit_regulation(
    regulation_id: UUID,
    values: Mapping[str, Any],
    *,
    revision: int | None,
    actor: Viewer,
    now: datetime,
) -> None:
    regulation = get_regulation(regulation_id, lock=True)
    if is_saved(regulation, values):
        return
    demand_fresh(regulation, revision)
    demand_order(values)
    changes = change(regulation, values)
    journal.record(
        "regulation.edited", subject_id=regulation_id, actor=actor, at=now, details=changes
    )


def demand_order(values: Mapping[str, Any]) -> None:
    until = values.get("in_force_until")
    if until is not None and until < values["in_force_from"]:
        raise Refused(FORCE_ORDER)


@command
def change_setting(body_id: UUID, new: NewSetting, *, actor: Viewer, now: datetime) -> None:
    """Set a rule of procedure from a day on; a second value for the same day replaces the first."""
    body = lock_body(body_id)
    spec = BY_KEY.get(new.key)
    if spec is None:
        raise Refused(NO_SETTING)
    parsed(spec, new.value)
    if new.valid_from < body.founded_on:
        raise Refused(Refusal("before_founding", BEFORE_FOUNDING, {"day": body.founded_on}))
    row = find_setting(body_id, new.key, new.valid_from)
    old = row.value if row else None
    if row is not None and is_saved(row, {"value": new.value, "basis": new.basis}):
        return
    if row is None:
        row = RegulationSetting(body_id=body_id, key=new.key, valid_from=new.valid_from)
        db.session.add(row)
    row.value, row.basis = new.value, new.basis
    details = {
        "setting": new.key,
        "value": [old, new.value],
        "valid_from": new.valid_from,
        "basis": new.basis,
    }
    journal.record("setting.changed", subject_id=body_id, actor=actor, at=now, details=details)
