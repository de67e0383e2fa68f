"""Writing the copies: one transaction each, with the journal, as an import would leave it."""

from datetime import datetime

from sqlalchemy import Table, insert, update

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from events.plan.models import PlanEdition
from events.plan.rules.editions import PlanEditionState
from portal.load.copying import Copyist, Plan
from portal.load.source import Row

NOTED = {"meetings": "meeting", "reports": "report", "events": "event"}
# An edition of a plan takes lines only while it is a draft, and a plan has one draft at a time.
OF_EDITION = ("plan_editions", "plan_lines", "plan_removals", "plan_money")
Written = dict[str, tuple[Table, list[Row]]]


@command
def write_copy(copyist: Copyist, plan: Plan, *, actor: Viewer, now: datetime) -> int:
    """How many rows one copy of the region took."""
    made = {copied.table.name: (copied.table, rows) for copied, rows in copyist.copy(plan)}
    for name, (table, rows) in made.items():
        if name in OF_EDITION or not rows:
            continue
        db.session.execute(insert(table), rows)
        kind = NOTED.get(name)
        for row in rows if kind else ():
            journal.record(f"{kind}.imported", subject_id=row["id"], actor=actor, at=now)
    write_editions(made)
    return sum(len(rows) for _table, rows in made.values())


def write_editions(made: Written) -> None:
    """Edition after edition: as a draft, with its lines, then as it was decided."""
    for edition in sorted(made["plan_editions"][1], key=lambda row: row["number"]):
        lines = rows_of(made, "plan_lines", "edition_id", {edition["id"]})
        money = rows_of(made, "plan_money", "line_id", {line["id"] for line in lines})
        removals = rows_of(made, "plan_removals", "edition_id", {edition["id"]})
        draft = {**edition, "state": PlanEditionState.DRAFT}
        db.session.execute(insert(made["plan_editions"][0]), [draft])
        for name, rows in (
            ("plan_lines", lines),
            ("plan_money", money),
            ("plan_removals", removals),
        ):
            if rows:
                db.session.execute(insert(made[name][0]), rows)
        here = PlanEdition.id == edition["id"]
        db.session.execute(update(PlanEdition).where(here).values(state=edition["state"]))


def rows_of(made: Written, name: str, column: str, owners: set[object]) -> list[Row]:
    return [row for row in made[name][1] if row[column] in owners]
