"""Personal data in reports: who wrote, handed in and decided."""

from core.kernel.errors import N_
from core.kernel.register import of_person, official

REPORT = ("report_id.title",)

RECORDS = (
    official("reports", N_("Reports"), ("title", "draft_text"), keys=of_person("author_id")),
    official(
        "report_versions",
        N_("Versions of reports handed in"),
        ("text", "note"),
        keys=of_person("submitted_by_id"),
        about=REPORT,
    ),
    official(
        "report_decisions",
        N_("Decisions on reports"),
        ("remarks", "decided_as"),
        keys=of_person("decided_by_id"),
        about=("version_id.report_id.title",),
    ),
)
PLAIN = {"reports": ("code",), "report_files": ("name",)}
