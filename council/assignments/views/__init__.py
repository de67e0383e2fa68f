"""Pages about assignments: read the request, call one service, choose a page."""

from council.assignments.views import control, listing, papers, public, reading, reporting
from council.assignments.views.blueprint import blueprint
from council.assignments.views.public import blueprint as public_blueprint

__all__ = [
    "blueprint",
    "control",
    "listing",
    "papers",
    "public",
    "public_blueprint",
    "reading",
    "reporting",
]
