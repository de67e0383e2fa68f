"""Reminders as pages show them: what will be sent or was, to whom, and by which rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from flask_babel import gettext, ngettext

from core.adapters.language import label, language, provisionally
from core.kernel.errors import N_
from core.kernel.language import formats_for
from core.kernel.zones import local
from core.letters.queries.handing import ReachedRow
from core.reminders.queries import ReminderRow
from core.reminders.rules import ReminderState, SkipReason
from council.membership.rules.procedure import Procedure
from council.reminders.letters.letter import letter_fact, path_of
from council.reminders.letters.wording import due_of, is_provisional, title_of
from council.reminders.rules import RULES, ReminderKind, Rule
from council.reminders.rules.kinds import LATE_RULES, Days

S, R, K = ReminderState, SkipReason, ReminderKind
TONES: Mapping[ReminderState, str] = {S.WAITING: "new", S.SENT: "ok", S.SKIPPED: "plain"}
STATES: Mapping[ReminderState, str] = {
    S.WAITING: N_("waits"),
    S.SENT: N_("sent"),
    S.SKIPPED: N_("not sent"),
}
TABS: Mapping[ReminderState, str] = {
    S.WAITING: N_("Ahead"),
    S.SENT: N_("Sent"),
    S.SKIPPED: N_("Not sent"),
}
REASONS: Mapping[str, str] = {
    R.GONE: N_("it was done or no longer matters"),
    R.TOO_LATE: N_("it would have come too late"),
    R.OFF: N_("reminders of this kind are switched off"),
    R.NO_ADDRESS: N_("no e-mail: send it on paper"),
}
TOLD: Mapping[ReminderKind, str] = {
    K.UNDONE: N_("the secretary was told on %(day)s"),
    K.UNDONE_FOR_LONG: N_("the chair's office was told on %(day)s"),
}

WORDS_OF_DAYS: Mapping[Days, str] = {
    Days.WEEKLY: N_("every week after the last day"),
    Days.AT_ONCE: N_("on the working day on which it is seen, again when the figures change"),
}


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder in a list; `at` is when it will be or was settled, `day` that day in words.

    `letter_id` is that of a letter which no e-mail reaches: on paper, handed over or not yet.
    """

    title: str
    url: str
    kind: str
    to: str
    at: datetime
    day: str
    state: str
    tone: str
    note: str
    letter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One row of the table of kinds, by the rules of procedure of today."""

    kind: str
    to: str
    when: str
    late: str
    is_off: bool


@dataclass(frozen=True, slots=True)
class RemindersPage:
    """The reminders of the bodies that a secretary keeps."""

    shown: ReminderState
    tabs: tuple[tuple[str, ReminderState, int], ...]
    lines: tuple[ReminderLine, ...]
    number: int
    total: int
    rules: tuple[RuleLine, ...]
    slug: str
    has_office: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What lines of a list share: names of readers by their key, letters on paper by their fact."""

    names: Mapping[str, str]
    letters: Mapping[tuple[str, str], ReachedRow]
    this_year: int

    def letter(self, row: ReminderRow) -> ReachedRow | None:
        reader = f"person:{row.person_id}" if row.person_id else row.addressee
        return self.letters.get((letter_fact(row), reader))


def line_of(row: ReminderRow, known: Known, zone: str) -> ReminderLine:
    letter = known.letter(row)
    kind = ReminderKind(row.kind)
    at = row.due_at if row.state is S.WAITING or row.settled_at is None else row.settled_at
    on = local(at, zone).date()
    return ReminderLine(
        title=title_of(row.details),
        url=path_of(row.details, row.subject_id),
        kind=label(kind),
        to=known.names.get(row.addressee, "" if row.person_id else row.addressee),
        at=at,
        day=brief(on) if on.year == known.this_year else formats_for(language()).date_long(on),
        state=gettext(STATES[row.state]),
        tone=TONES[row.state],
        note=note_of(row, zone, letter),
        letter_id=letter.letter_id if letter else None,
    )


def note_of(row: ReminderRow, zone: str, letter: ReachedRow | None) -> str:
    """The last day, and for one that was not sent the reason, for a late one how late."""
    last = provisionally(brief(due_of(row.details)), is_so=is_provisional(row.details))
    due = gettext("last day %(day)s", day=last)
    if letter and letter.way and letter.handed_on:
        return f"{due} · {label(letter.way)} {brief(letter.handed_on)}"
    if row.state is S.SKIPPED:
        return f"{due} · {gettext(REASONS[row.reason])}"
    if letter:
        return f"{due} · {gettext('the mail server refused it: send it again or on paper')}"
    planned_on = local(row.due_at, zone).date()
    if row.state is S.SENT and row.settled_at and local(row.settled_at, zone).date() > planned_on:
        late = gettext("late: it was due on %(day)s", day=brief(planned_on))
        return f"{due} · {late}"
    return due


def brief(day: date) -> str:
    return formats_for(language()).date_brief(day)


def rule_lines(procedure: Procedure) -> tuple[RuleLine, ...]:
    return tuple(rule_line(rule, procedure) for rule in RULES)


def rule_line(rule: Rule, procedure: Procedure) -> RuleLine:
    return RuleLine(
        kind=label(rule.kind),
        to=label(rule.to),
        when=when_of(rule, procedure),
        late=gettext(LATE_RULES[rule.late]),
        is_off=rule.kind.value in procedure.reminders_off,
    )


def when_of(rule: Rule, procedure: Procedure) -> str:
    """«за 2 рабочих дня», «в последний день», «каждую неделю после срока»."""
    days = rule.lead_days(procedure)
    if rule.days in WORDS_OF_DAYS:
        return gettext(WORDS_OF_DAYS[rule.days])
    if rule.kind is K.UNDONE_FOR_LONG:
        days -= procedure.escalation_days
    if not days:
        return gettext("on the last day")
    if days < 0:
        return ngettext("%(num)s working day after", "%(num)s working days after", -days)
    if rule.days is Days.WORKING:
        return ngettext("%(num)s working day before", "%(num)s working days before", days)
    return ngettext("%(num)s day before", "%(num)s days before", days)


@dataclass(frozen=True, slots=True)
class Delay:
    """Something undone past its day, and who was told of it."""

    title: str
    url: str
    told: str


def delays_of(rows: Sequence[ReminderRow], zone: str) -> tuple[Delay, ...]:
    """One line a fact, however many people were told; in the order in which it was told."""
    by_fact: dict[str, list[ReminderRow]] = {}
    for row in rows:
        by_fact.setdefault(row.fact, []).append(row)
    return tuple(delay_of(found, zone) for found in by_fact.values())


def delay_of(rows: Sequence[ReminderRow], zone: str) -> Delay:
    first = {ReminderKind(row.kind): row.settled_at for row in reversed(rows)}
    told = [
        gettext(TOLD[kind], day=brief(local(moment, zone).date()))
        for kind in TOLD
        if (moment := first.get(kind)) is not None
    ]
    row = rows[0]
    return Delay(title_of(row.details), path_of(row.details, row.subject_id), ", ".join(told))
