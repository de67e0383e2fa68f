"""Every SELECT on reports, one matter a file.

Other slices use `find_gate`, `list_tabling_options` and `lock_report`.
"""

from council.reports.queries.deciders import DeputyChair, find_deputy, find_office_of
from council.reports.queries.gate import (
    BEGUN,
    Gate,
    Tabling,
    TablingOption,
    find_gate,
    find_tabling,
    is_being_heard,
    list_tabling_options,
)
from council.reports.queries.hearings import InterimHearing, list_interim_hearings
from council.reports.queries.listing import (
    ListedReport,
    Reader,
    Scope,
    count_reports,
    list_heard_days,
    list_meeting_days,
    list_reports,
)
from council.reports.queries.reports import (
    ReportRow,
    find_author_id,
    find_organisation_name,
    find_organisation_of,
    get_name,
    get_report,
    list_organisations,
    lock_report,
)
from council.reports.queries.versions import (
    DecisionRow,
    FileRow,
    VersionRow,
    get_file,
    list_files,
    list_texts,
    list_versions,
)

__all__ = [
    "BEGUN",
    "DecisionRow",
    "DeputyChair",
    "FileRow",
    "Gate",
    "InterimHearing",
    "ListedReport",
    "Reader",
    "ReportRow",
    "Scope",
    "Tabling",
    "TablingOption",
    "VersionRow",
    "count_reports",
    "find_author_id",
    "find_deputy",
    "find_gate",
    "find_office_of",
    "find_organisation_name",
    "find_organisation_of",
    "find_tabling",
    "get_file",
    "get_name",
    "get_report",
    "is_being_heard",
    "list_files",
    "list_heard_days",
    "list_interim_hearings",
    "list_meeting_days",
    "list_organisations",
    "list_reports",
    "list_tabling_options",
    "list_texts",
    "list_versions",
    "lock_report",
]
