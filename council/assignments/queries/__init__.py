"""Every SELECT on assignments, one matter a file."""

from council.assignments.queries.lists import (
    AssignmentLine,
    Filter,
    count_timeliness,
    list_assignments,
    list_open_lines,
)
from council.assignments.queries.one import (
    AssignmentRow,
    ExecutorRow,
    FileRow,
    find_assignment_of_file,
    get_assignment,
    is_executor,
    list_executors,
    list_extensions,
    list_files,
    list_reports,
    lock_assignment,
)

__all__ = [
    "AssignmentLine",
    "AssignmentRow",
    "ExecutorRow",
    "FileRow",
    "Filter",
    "count_timeliness",
    "find_assignment_of_file",
    "get_assignment",
    "is_executor",
    "list_assignments",
    "list_executors",
    "list_extensions",
    "list_files",
    "list_open_lines",
    "list_reports",
    "lock_assignment",
]
