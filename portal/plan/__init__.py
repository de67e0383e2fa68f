"""The plan for visitors: the page of a year and of each decided edition."""

from portal.plan import editions  # noqa: F401 - it registers its address
from portal.plan.views import blueprint

__all__ = ["blueprint"]
