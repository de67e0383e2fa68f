"""The page of one event on the working pages: its life, its checklist, what may be done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext

from core.adapters.journal import HistoryLine
from core.adapters.language import label
from core.kernel.errors import N_, Refusal
from events.programme.pages.listing import STATE_TONES
from events.programme.queries import EventHead, StepRow, TaskRow
from events.programme.rules import EventAction
from events.programme.rules.checklist import Alarm, TaskStanding

WORDS = {
    "event.imported": N_("Imported from the region's file"),
    "event.added": N_("The event was added outside the plan"),
    "event.changed": N_("The event was edited"),
    "event.opened": N_("The event was opened to visitors"),
    "event.hidden": N_("The event was closed to visitors"),
    "event.step_taken": N_("A step of the event: %(action)s"),
    "event.moved_by_plan": N_("The council moved the event, edition %(number)s of the plan"),
    "event.checklist_filled": N_("Lines of the template in the checklist: %(name)s"),
    "event.task_added": N_("Into the checklist: %(name)s"),
    "event.task_changed": N_("A line of the checklist was changed: %(name)s"),
    "event.task_done": N_("Done: %(name)s"),
    "event.task_reopened": N_("Not done after all: %(name)s"),
    "event.task_removed": N_("Out of the checklist: %(name)s"),
    "event.result_saved": N_("The results were edited"),
    "event.contract_added": N_("Contract added: %(name)s"),
    "event.contract_removed": N_("Contract removed: %(name)s"),
    "event.cost_added": N_("Cost added: %(name)s"),
    "event.cost_removed": N_("Cost removed: %(name)s"),
    "event.feedback_added": N_("Feedback of a company: %(name)s"),
    "event.feedback_removed": N_("Feedback removed: %(name)s"),
    "event.photo_added": N_("File added: %(name)s"),
    "event.photo_removed": N_("File removed: %(name)s"),
    "event.promise_added": N_("Outcome to follow: %(name)s"),
    "event.promise_changed": N_("Outcome: %(name)s"),
    "event.promise_closed": N_("Outcome closed: %(name)s"),
    "event.asked": N_("Asked about the outcome: %(name)s"),
    "event.answered": N_("Answer about the outcome: %(name)s"),
    "event.session_added": N_("Into the programme: %(name)s"),
    "event.session_changed": N_("The programme was changed: %(name)s"),
    "event.session_removed": N_("Out of the programme: %(name)s"),
    "event.organiser_saved": N_("Organiser: %(name)s"),
    "event.organiser_removed": N_("Organiser removed: %(name)s"),
    "event.commission_saved": N_("The commission was edited"),
    "event.hearing_saved": N_("Project before the commission: %(name)s"),
    "event.hearing_removed": N_("Project removed: %(name)s"),
    "event.remark_saved": N_("Remark: %(name)s"),
    "event.remark_removed": N_("Remark removed: %(name)s"),
    "event.participant_saved": N_("Took part: %(name)s"),
    "event.participant_removed": N_("Removed from the participants: %(name)s"),
    "event.counters_published": N_("The published counters were edited"),
    "event.contract_shown": N_("What visitors read of a contract: %(name)s"),
    "event.feedback_shown": N_("Feedback shown to visitors: %(name)s"),
    "event.feedback_hidden": N_("Feedback hidden from visitors: %(name)s"),
    "event.photo_changed": N_("Photo or paper edited: %(name)s"),
}
TASK_TONES = {
    TaskStanding.DONE: "ok",
    TaskStanding.OVERDUE: "bad",
    TaskStanding.SOON: "warn",
}


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A line of the checklist with its day."""

    row: TaskRow
    due: date | None
    standing: TaskStanding

    @property
    def tone(self) -> str:
        return TASK_TONES.get(self.standing, "plain")


@dataclass(frozen=True, slots=True)
class ActionShown:
    """A step that starts from this state; `refusals` say why not now."""

    action: EventAction
    refusals: tuple[Refusal, ...]

    @property
    def asks(self) -> bool:
        """Whether the step has a page of its own for its reason."""
        return self.action in {EventAction.MOVE, EventAction.CANCEL}


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history as templates/membership/history.html shows it."""

    text: str
    at: datetime
    actor: str
    changes: tuple[()] = ()


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event. `lines` of its results and outcomes stand on pages of their own."""

    event: EventHead
    today: date
    actions: tuple[ActionShown, ...]
    alarms: tuple[Alarm, ...]
    report_until: date | None
    steps: tuple[StepRow, ...]
    tasks: tuple[TaskShown, ...]
    history: tuple[Happened, ...]
    may_keep: bool

    @property
    def tone(self) -> str:
        return STATE_TONES.get(self.event.state, "plain")

    @property
    def is_seen(self) -> bool:
        return self.event.is_public or self.event.was_approved

    @property
    def tasks_done(self) -> int:
        return sum(each.standing is TaskStanding.DONE for each in self.tasks)


def in_words(lines: Iterable[HistoryLine]) -> tuple[Happened, ...]:
    return tuple(Happened(said(line), line.at, line.actor_name) for line in lines if known(line))


def known(line: HistoryLine) -> bool:
    return line.what in WORDS


def said(line: HistoryLine) -> str:
    values: dict[str, Any] = {"name": "–", **line.details}
    action = values.get("action")
    values["action"] = label(EventAction(action)) if action in set(EventAction) else "–"
    return gettext(WORDS[line.what]) % values


def task_lines(rows: Sequence[tuple[TaskRow, date | None, TaskStanding]]) -> tuple[TaskShown, ...]:
    """The overdue first, then by day; what is done last."""
    shown = [TaskShown(*row) for row in rows]
    return tuple(sorted(shown, key=order))


def order(task: TaskShown) -> tuple[bool, date]:
    return task.standing is TaskStanding.DONE, task.due or date.max
