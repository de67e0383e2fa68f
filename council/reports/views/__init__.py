"""Pages about reports: read the request, call one service, choose a page."""

from council.reports.views import deciding, drafting, handing_in, listing, papers, reading
from council.reports.views.blueprint import blueprint

__all__ = ["blueprint", "deciding", "drafting", "handing_in", "listing", "papers", "reading"]
