"""What companies see: the form of application, their answers, their own page."""

from dataclasses import dataclass, replace
from datetime import date

from core.adapters.language import language
from core.kernel.errors import Refusal
from council.meetings.queries.visitors import Operator
from events.missions.queries.applications import ApplicationRow, ConsentRow, FileRow
from events.missions.queries.calls import CallRow
from events.missions.rules import calls, consents
from events.missions.rules.applications import (
    CALL_CLOSED,
    EDITED,
    LIFE_CYCLE,
    NEEDED,
    ApplicationFacts,
    MissionApplicationAction,
    MissionApplicationState,
    missing_of,
)
from events.missions.rules.consents import Purpose
from events.programme.queries import StepRow
from events.programme.rules import HELD, EventState
from events.words import country_in, name_in

TONES = {
    MissionApplicationState.DRAFT: "plain",
    MissionApplicationState.UNCONFIRMED: "warn",
    MissionApplicationState.SUBMITTED: "new",
    MissionApplicationState.CHOSEN: "ok",
    MissionApplicationState.WAITING: "warn",
    MissionApplicationState.DECLINED: "bad",
    MissionApplicationState.WITHDRAWN: "plain",
}


def in_words_of_reader(call: CallRow) -> CallRow:
    spoken = language()
    return replace(
        call,
        name=name_in(spoken, call.name, call.name_english),
        offer=name_in(spoken, call.offer, call.offer_english),
        payment=name_in(spoken, call.payment, call.payment_english),
        country=country_in(spoken, call.country_code, call.country),
    )


@dataclass(frozen=True, slots=True)
class ApplyPage:
    """The form of application, or why it is closed. `own` is the page of a kept application."""

    call: CallRow
    closed: Refusal | None
    operator: Operator | None
    own: str = ""
    files: tuple[FileRow, ...] = ()
    version: str = consents.VERSION

    @classmethod
    def of(
        cls,
        call: CallRow,
        operator: Operator | None,
        today: date,
        own: str = "",
        files: tuple[FileRow, ...] = (),
    ) -> "ApplyPage":
        is_taking = calls.is_taking(call.state, call.last_day, today)
        shown = None if is_taking else CALL_CLOSED
        return cls(in_words_of_reader(call), shown, operator, own, files)

    @property
    def consents(self) -> tuple[tuple[Purpose, tuple[str, ...]], ...]:
        return tuple(consents.TEXTS.items())


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept with an application; `place` counts from 1 on the waiting list.

    `journey` is the secret address of the person's page as a member of the delegation,
    `timetable` that of the company's negotiations once they are published; `turn` is the last time
    that the event was moved or cancelled.
    """

    files: tuple[FileRow, ...] = ()
    consents: tuple[ConsentRow, ...] = ()
    place: int | None = None
    journey: str = ""
    timetable: str = ""
    turn: StepRow | None = None


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A company's application and what may be done with it."""

    call: CallRow
    application: ApplicationRow
    path: str
    tone: str
    place: int | None
    missing: tuple[str, ...]
    may_edit: bool
    may_send: bool
    may_withdraw: bool
    files: tuple[FileRow, ...]
    consents: tuple[ConsentRow, ...]
    journey: str
    timetable: str
    turn: StepRow | None

    @property
    def is_off(self) -> bool:
        return self.call.state is EventState.CANCELLED

    @classmethod
    def of(
        cls, call: CallRow, application: ApplicationRow, path: str, today: date, beside: Beside
    ) -> "OwnPage":
        values = {name: getattr(application, name) for name in NEEDED}
        missing = missing_of(values, call.questions, application.answers)
        facts = ApplicationFacts(
            is_taking=calls.is_taking(call.state, call.last_day, today),
            has_begun=calls.has_begun(call.state, call.starts_on, today),
            is_complete=not missing,
            letters=application.letters,
        )
        open_now = LIFE_CYCLE.open_actions(application.state, facts)
        return cls(
            call=in_words_of_reader(call),
            application=application,
            path=path,
            tone=TONES[application.state],
            place=beside.place,
            missing=missing,
            may_edit=application.state in EDITED and facts.is_taking,
            may_send=MissionApplicationAction.SEND in open_now,
            may_withdraw=MissionApplicationAction.WITHDRAW in open_now,
            files=beside.files,
            consents=beside.consents,
            journey=beside.journey,
            timetable=beside.timetable,
            turn=None if call.state in HELD else beside.turn,
        )
