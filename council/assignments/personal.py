"""Personal data in assignments: who has to do, who reported, who ruled."""

from core.kernel.errors import N_
from core.kernel.register import Whose, of_person, official

ASSIGNMENT = ("assignment_id.number", "assignment_id.text")

RECORDS = (
    official(
        "assignment_executors",
        N_("Assignments"),
        ("name",),
        keys=of_person(),
        names=("name",),
        about=ASSIGNMENT,
    ),
    official(
        "assignment_extensions",
        N_("Extensions of assignments"),
        ("basis", "decided_by"),
        whose=Whose.STAFF,
    ),
    official(
        "execution_reports",
        N_("Reports on assignments"),
        ("text",),
        keys=of_person("reported_by_id"),
        about=ASSIGNMENT,
    ),
    official(
        "execution_reports",
        N_("Rulings on assignments"),
        ("remarks",),
        keys=of_person("ruled_by_id"),
        about=ASSIGNMENT,
    ),
)
PLAIN = {"assignments": ("number", "text", "close_basis", "note"), "execution_files": ("name",)}
