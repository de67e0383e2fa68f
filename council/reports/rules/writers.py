"""Who prepares which report. Pure. Source: Standard 2.0, instrument 5; DOMAIN.md § 1.5."""

from collections.abc import Collection

from council.membership.rules import Power
from council.reports.rules.kinds import ReportKind

WRITTEN_BY = {
    Power.COORDINATOR: tuple(ReportKind),
    Power.REPORTER: (ReportKind.INFRASTRUCTURE,),
}


def kinds_for(powers: Collection[Power]) -> tuple[ReportKind, ...]:
    """The kinds that somebody with these powers may begin, in the order of the kinds."""
    allowed = {kind for power in powers for kind in WRITTEN_BY.get(power, ())}
    return tuple(kind for kind in ReportKind if kind in allowed)


def may_write(kind: ReportKind, powers: Collection[Power]) -> bool:
    return kind in kinds_for(powers)
