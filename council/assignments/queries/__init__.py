"""Every SELECT on assignments, one matter a file."""

from council.assignments.queries.due import find_next_meeting
from council.assignments.queries.lists import (
    AssignmentLine,
    Filter,
    count_timeliness,
    list_assignments,
    list_open_lines,
)
from council.assignments.queries.naming import PublicNaming, load_naming
from council.assignments.queries.one import (
    AssignmentRow,
    ExecutorRow,
    get_assignment,
    is_executor,
    list_executors,
    lock_assignment,
)
from council.assignments.queries.record import (
    ExtensionRow,
    FileRow,
    ReportRow,
    get_file,
    list_extensions,
    list_files,
    list_reports,
)

__all__ = [
    "AssignmentLine",
    "AssignmentRow",
    "ExecutorRow",
    "ExtensionRow",
    "FileRow",
    "Filter",
    "PublicNaming",
    "ReportRow",
    "count_timeliness",
    "find_next_meeting",
    "get_assignment",
    "get_file",
    "is_executor",
    "list_assignments",
    "list_executors",
    "list_extensions",
    "list_files",
    "list_open_lines",
    "list_reports",
    "load_naming",
    "lock_assignment",
]
