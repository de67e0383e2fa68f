"""Measures, follow-ups and plans of exchanges as duties of the coordinator. Pure.

What one agreement promised for one day is told of together; what has been open for longer than
`TOLD_FOR` is left to the register.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from council.reminders.rules import Circumstances, Duty, DutyKind
from events.exchanges.rules.life import AgreementTerm, term_of
from events.programme.rules.duties import TOLD_FOR, in_short


@dataclass(frozen=True, slots=True)
class PendingAgreement:
    """An agreement with its open promises (day, words) and the last year that is planned for."""

    id: UUID
    number: int
    partner: str
    ends_on: date | None
    ended_on: date | None
    promises: tuple[tuple[date, str], ...] = ()
    planned_until: int | None = None


def exchange_duties(agreements: Sequence[PendingAgreement], at: Circumstances) -> Iterator[Duty]:
    for agreement in agreements:
        yield from promise_duties(agreement, at.today)
        yield from plan_duties(agreement, at.today)


def promise_duties(agreement: PendingAgreement, today: date) -> Iterator[Duty]:
    """One duty a day; what was promised is owed also after the agreement has ended."""
    by_day: dict[date, list[str]] = {}
    for due, words in agreement.promises:
        if today - due <= TOLD_FOR:
            by_day.setdefault(due, []).append(words)
    for due, promises in sorted(by_day.items()):
        details = named(agreement) | {"tasks": in_short("; ".join(promises))}
        yield Duty(DutyKind.EXCHANGE_PROMISE, agreement.id, due, details=details)


def plan_duties(agreement: PendingAgreement, today: date) -> Iterator[Duty]:
    """A plan that runs out while its agreement stays in force asks for the next one."""
    if agreement.planned_until is None:
        return
    due = date(agreement.planned_until, 12, 31)
    goes_on = agreement.ends_on is None or agreement.ends_on > due
    term = term_of(agreement.ends_on, agreement.ended_on, today)
    if goes_on and term in {AgreementTerm.IN_FORCE, AgreementTerm.ENDS_SOON}:
        details = named(agreement) | {"year": str(due.year)}
        yield Duty(DutyKind.EXCHANGE_PLAN, agreement.id, due, details=details)


def named(agreement: PendingAgreement) -> dict[str, str]:
    return {"number": str(agreement.number), "title": agreement.partner}
