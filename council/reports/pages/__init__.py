"""What the pages about reports show: frozen plain values, nothing left to load."""

from council.reports.pages.draft import DraftPage
from council.reports.pages.listing import ReportsPage
from council.reports.pages.record import HistoryPage, SheetPage, VersionPage
from council.reports.pages.report import ReportPage, Seen, UndecidedPage
from council.reports.pages.words import proposed_title

__all__ = [
    "DraftPage",
    "HistoryPage",
    "ReportPage",
    "ReportsPage",
    "Seen",
    "SheetPage",
    "UndecidedPage",
    "VersionPage",
    "proposed_title",
]
