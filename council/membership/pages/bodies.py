"""The list of bodies, a body's regulations and rules of procedure."""

from dataclasses import dataclass
from datetime import date

from core.audit.history import Happened
from council.membership.pages.matters import Matter
from council.membership.pages.settings import SettingLine
from council.membership.queries.regulation import RegulationRow
from council.membership.queries.rows import BodyRow


@dataclass(frozen=True, slots=True)
class BodiesPage:
    """All bodies, the abolished ones too."""

    rows: tuple[BodyRow, ...]
    day: date
    may_keep: bool


@dataclass(frozen=True, slots=True)
class RegulationPage:
    """The acts by which a body works and every rule of procedure as it stands today."""

    body: BodyRow
    day: date
    regulations: tuple[RegulationRow, ...]
    matters: tuple[Matter, ...]
    history: tuple[Happened, ...]
    may_keep: bool


@dataclass(frozen=True, slots=True)
class SettingPage:
    """One rule with every value that it had and will have."""

    body: BodyRow
    line: SettingLine
    may_keep: bool
