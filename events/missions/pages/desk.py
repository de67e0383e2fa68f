"""What those who keep calls see: all calls, one call with its applications, one application."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.kernel.errors import Refusal
from events.companies.queries import CameOfIt, SupportRow
from events.companies.rules import SupportTotals, totals_of
from events.missions.pages.public import TONES, Beside
from events.missions.queries.applications import ApplicationRow
from events.missions.queries.calls import CallRow, EventChoice
from events.missions.rules import calls
from events.missions.rules.applications import (
    LIFE_CYCLE,
    MOST_POINTS,
    ApplicationFacts,
    MissionApplicationAction,
    MissionApplicationState,
)
from events.programme.rules import EventState

ORDER = (
    MissionApplicationState.CHOSEN,
    MissionApplicationState.WAITING,
    MissionApplicationState.SUBMITTED,
    MissionApplicationState.DECLINED,
    MissionApplicationState.WITHDRAWN,
)
DECIDING = (
    MissionApplicationAction.CHOOSE,
    MissionApplicationAction.WAIT,
    MissionApplicationAction.DECLINE,
)


@dataclass(frozen=True, slots=True)
class CallsPage:
    """Every call, and the events that have none yet."""

    calls: tuple[CallRow, ...]
    without: tuple[EventChoice, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An application on the page of its call; `place` is on the waiting list."""

    row: ApplicationRow
    tone: str
    place: int | None


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call with its applications, those with a place first."""

    call: CallRow
    lines: tuple[Line, ...]
    is_taking: bool
    may_open: bool
    may_close: bool

    @classmethod
    def of(cls, call: CallRow, rows: tuple[ApplicationRow, ...], today: date) -> "CallPage":
        waiting = sorted(row.place_in_list for row in rows if row.place_in_list is not None)
        found = sorted(
            rows, key=lambda row: (ORDER.index(row.state), row.place_in_list or 0, -row.points)
        )
        lines = tuple(
            Line(
                row,
                TONES[row.state],
                waiting.index(row.place_in_list) + 1 if row.place_in_list is not None else None,
            )
            for row in found
        )
        before = calls.BEFORE - {EventState.CALL_OPEN}
        return cls(
            call=call,
            lines=lines,
            is_taking=calls.is_taking(call.state, call.last_day, today),
            may_open=call.state in before,
            may_close=call.state is EventState.CALL_OPEN,
        )


@dataclass(frozen=True, slots=True)
class SelectionPage:
    """One application with all that the decision rests on."""

    call: CallRow
    application: ApplicationRow
    tone: str
    beside: Beside
    company_id: UUID | None
    supports: tuple[SupportRow, ...]
    totals: SupportTotals
    came_of_it: CameOfIt
    actions: tuple[MissionApplicationAction, ...]
    refusals: tuple[Refusal, ...]
    most_points: int = MOST_POINTS

    @classmethod
    def of(
        cls,
        call: CallRow,
        application: ApplicationRow,
        beside: Beside,
        history: tuple[UUID | None, tuple[SupportRow, ...], CameOfIt],
        today: date,
    ) -> "SelectionPage":
        """`history` is the company of the register, its support and what came of it.

        Guards about points and reason are asked when the form is sent.
        """
        facts = ApplicationFacts(
            is_taking=calls.is_taking(call.state, call.last_day, today),
            has_begun=calls.has_begun(call.state, call.starts_on, today),
            has_free_places=call.taken < call.places,
            reason="–",
        )
        reachable = LIFE_CYCLE.reachable_actions(application.state)
        steps = [each for each in DECIDING if each in reachable]
        reasons = [LIFE_CYCLE.refusals(each, application.state, facts) for each in steps]
        all_closed = bool(steps) and all(reasons)
        return cls(
            call=call,
            application=application,
            tone=TONES[application.state],
            beside=beside,
            company_id=history[0],
            supports=history[1],
            totals=totals_of((each.facts for each in history[1]), today),
            came_of_it=history[2],
            actions=tuple(s for s, why in zip(steps, reasons, strict=True) if not why),
            refusals=tuple({r.code: r for why in reasons for r in why}.values())
            if all_closed
            else (),
        )
