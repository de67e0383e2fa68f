"""The plan: from the duties of a day to the reminders that should exist. Pure.

The same duties and circumstances give the same plan; what vanished from them vanishes from it.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from core.reminders.rules import Planned
from council.reminders.rules.duties import (
    NOT_ESCALATED,
    Circumstances,
    Duty,
    Who,
    details_of,
    fact_of,
)
from council.reminders.rules.kinds import ESCALATIONS, RULES, Rule
from council.reminders.rules.moments import Moment, moments_of

OF_ORGANISATION = "organisation:"
OF_THE_DUTY = frozenset({Who.SIGNATORIES, Who.EXECUTORS})


def plan(duties: Iterable[Duty], at: Circumstances) -> tuple[Planned, ...]:
    """Every reminder that should exist now; each key once."""
    found = {each.key: each for duty in duties for each in of_duty(duty, at)}
    return tuple(found.values())


def of_duty(duty: Duty, at: Circumstances) -> Iterator[Planned]:
    for rule in RULES:
        if rule.kind.value in at.procedure.reminders_off or not concerns(rule, duty, at):
            continue
        for moment in moments_of(rule, duty, at):
            if rule.kind in ESCALATIONS or arose_in_time(duty, moment):
                yield from to_each(rule, duty, moment, at)


def concerns(rule: Rule, duty: Duty, at: Circumstances) -> bool:
    """A rule of its own matter; an escalation only once the last day has passed."""
    if rule.kind in ESCALATIONS:
        return at.today > duty.due and duty.matter not in NOT_ESCALATED
    return rule.matter is duty.matter


def arose_in_time(duty: Duty, moment: Moment) -> bool:
    """Nobody is reminded late of what did not exist yet when its reminder was due."""
    return duty.since is None or duty.since < moment.due_at


def to_each(rule: Rule, duty: Duty, moment: Moment, at: Circumstances) -> Iterator[Planned]:
    fact = fact_of(duty)
    if moment.week:
        fact = f"{fact}:{moment.week}"
    for addressee, person_id in readers(rule, duty, at):
        yield Planned(
            kind=rule.kind.value,
            fact=fact,
            addressee=addressee,
            due_at=moment.due_at,
            expires_at=moment.expires_at,
            subject_id=duty.subject_id,
            person_id=person_id,
            details=details_of(duty),
        )


def readers(rule: Rule, duty: Duty, at: Circumstances) -> Iterator[tuple[str, UUID | None]]:
    """Key and person of each addressee; an organisation and the chair's office have no person."""
    if rule.to is Who.CHAIR_OFFICE:
        if at.procedure.chair_office:
            yield at.procedure.chair_office.casefold(), None
        return
    people = duty.people if rule.to in OF_THE_DUTY else at.people.get(rule.to, ())
    for person_id in people:
        yield str(person_id), person_id
    if rule.to is Who.EXECUTORS:
        for organisation_id in duty.organisations:
            yield f"{OF_ORGANISATION}{organisation_id}", None
