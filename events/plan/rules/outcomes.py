"""What became of an event, in the words of the official table. Pure; Russian, as the plan itself.

Source: DOMAIN.md § 2.5 (the columns «статус / отметка об исполнении» and «итог»).
"""

from dataclasses import dataclass

from core.kernel.russian import counted, number
from core.kernel.typography import NBSP
from events.programme.rules import EventState

MARKS = {
    EventState.HELD: "проведено",
    EventState.REPORTED: "проведено",
    EventState.CANCELLED: "отменено",
    EventState.MOVED: "перенесено",
}
PLANNED = "запланировано"
INTENTS = ("протокол о намерениях", "протокола о намерениях", "протоколов о намерениях")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures of published results; `amount` in whole units of the currency."""

    companies: int
    meetings: int
    intents: int
    contracts: int
    amount: int
    currency: str


def mark_of(state: EventState, reason: str) -> str:
    """«проведено», «отменено: отказ организатора»."""
    mark = MARKS.get(state, PLANNED)
    is_off = state in {EventState.CANCELLED, EventState.MOVED}
    return f"{mark}: {reason.strip()}" if is_off and reason.strip() else mark


def outcome_of(found: Outcome | None) -> str:
    """«12 предприятий, 45 встреч, 2 контракта на 120 000 USD»; "" without published results."""
    if found is None:
        return ""
    parts = [
        counted(found.companies, "предприятие", "предприятия", "предприятий"),
        counted(found.meetings, "встреча", "встречи", "встреч"),
        counted(found.intents, *INTENTS),
        contracts(found),
    ]
    figures = (found.companies, found.meetings, found.intents, found.contracts)
    return ", ".join(part for part, figure in zip(parts, figures, strict=True) if figure)


def contracts(found: Outcome) -> str:
    signed = counted(found.contracts, "контракт", "контракта", "контрактов")
    return f"{signed} на {number(found.amount)}{NBSP}{found.currency}" if found.amount else signed
