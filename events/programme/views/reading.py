"""The page of one event."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters import journal
from core.adapters.clock import today
from events.access import Permission
from events.programme import queries
from events.programme.pages.event import ActionShown, EventPage, TaskShown, in_words, task_lines
from events.programme.pages.listing import shown_event
from events.programme.queries import EventHead, EventRow
from events.programme.queries.calls import find_call
from events.programme.rules import LIFE_CYCLE, EventFacts
from events.programme.rules.checklist import TaskStanding, due_day, standing_of
from events.programme.views.blueprint import blueprint, council, may_keep, terms_of

TYPED = "…"  # the reason is asked for on a page of its own


@blueprint.get("/<int:number>/")
@requires(Permission.READ_EVENT)
def show(number: int) -> ResponseReturnValue:
    """The event, its life, its checklist and what may be done now."""
    body = council()
    event = queries.get_event(number)
    terms = terms_of(body)
    tasks = tasks_of(event)
    overdue = sum(each.standing is TaskStanding.OVERDUE for each in tasks)
    shown = shown_event(row_of(event), overdue, terms)
    keeps = may_keep(body)
    page = EventPage(
        event=event,
        today=terms.today,
        actions=actions_of(event) if keeps else (),
        alarms=shown.alarms,
        report_until=shown.report_until,
        steps=queries.list_steps(event.id),
        tasks=tasks,
        history=in_words(journal.list_history([event.id])),
        may_keep=keeps,
    )
    return render_template("programme/show.html", page=page)


def row_of(event: EventHead) -> EventRow:
    """The part of the event that alarms look at."""
    return EventRow(**{name: getattr(event, name) for name in EventRow.__dataclass_fields__})


def tasks_of(event: EventHead) -> tuple[TaskShown, ...]:
    day = today(event.zone)
    rows = []
    for row in queries.list_tasks(event.id):
        due = due_day(row.days_before, row.due_on, event.starts_on, event.ends_on)
        rows.append((row, due, standing_of(row.done_on, due, day)))
    return task_lines(rows)


def actions_of(event: EventHead) -> tuple[ActionShown, ...]:
    """The steps of the table that start from this state, with the reasons why not now."""
    facts = facts_of(event)
    return tuple(
        ActionShown(action, LIFE_CYCLE.refusals(action, event.state, facts))
        for action in LIFE_CYCLE.reachable_actions(event.state)
    )


def facts_of(event: EventHead) -> EventFacts:
    """What a step depends on; reason and days are asked for on pages of their own."""
    call = find_call(event.id)
    return EventFacts(
        today=today(event.zone),
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        reason=TYPED,
        has_report=event.has_report,
        has_call=call is not None,
        call_until=call.until if call else None,
    )
