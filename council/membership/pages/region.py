"""The page of the facts about the region, and the first steps of an empty site."""

from dataclasses import dataclass

from core.audit.history import Happened
from council.membership.pages.conflict import Difference


@dataclass(frozen=True, slots=True)
class RegionPage:
    """What stands beside the form."""

    has_council: bool
    history: tuple[Happened, ...]
    conflict: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundingPage:
    """What an empty site lacks: first the region, then its council."""

    has_region: bool
