"""Reminders in words, for letters and pages alike, in the language that gettext is set to."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext, ngettext

from core.adapters.language import language, provisionally
from core.kernel.errors import N_
from core.kernel.language import formats_for
from core.letters.wording import end_of, until
from council.reminders.rules import OF_THE_PLAN, DutyKind, ReminderKind

K, M = ReminderKind, DutyKind
TITLES: Mapping[DutyKind, str] = {
    M.NOTICE: N_("The notice of meeting No. %(number)s"),
    M.MATERIALS: N_("Materials of meeting No. %(number)s"),
    M.DECISION: N_("Decision on the report “%(title)s”"),
    M.DRAFT: N_("Minutes of meeting No. %(number)s: the draft"),
    M.SIGNING: N_("Minutes of meeting No. %(number)s: the signatures"),
    M.PUBLICATION: N_("Minutes of meeting No. %(number)s: the publication"),
    M.ASSIGNMENT: N_("Assignment No. %(number)s"),
    M.HALF_YEAR: N_("Report of the coordinator, %(period)s"),
    M.MEETINGS: N_("Meetings of the year %(year)s: %(lacking)s more needed"),
    M.PLAN_TIGHT: N_("Plan of events %(year)s: every event that is left has to be held"),
    M.PLAN_LOST: N_("Plan of events %(year)s: the threshold can no longer be reached"),
    M.EVENT_REPORT: N_("Report on the event “%(title)s”"),
    M.EVENT_TASKS: N_("Checklist of the event “%(title)s”: %(tasks)s"),
    M.EVENT_PROMISES: N_("Outcomes of the event “%(title)s”: %(tasks)s"),
    M.EXCHANGE_PROMISE: N_("Exchange with %(title)s: %(tasks)s"),
    M.EXCHANGE_PLAN: N_("Exchange with %(title)s: the plan of measures until %(year)s"),
}
DECIDE = N_("Read the report and decide on it: until then it cannot stand on an agenda.")
PROMISED = N_("Do what was agreed with the other region and mark it, or say why it is dropped.")
TO_DO: Mapping[ReminderKind, str] = {
    K.NOTICE_DUE: N_("Send the notice with the agenda to the members."),
    K.MATERIALS_DUE: N_("Send the materials to the members."),
    K.DECISION_DUE_SOON: DECIDE,
    K.DECISION_DUE_TOMORROW: DECIDE,
    K.DECISION_DUE_TODAY: DECIDE,
    K.DRAFT_DUE: N_("Finish the draft of the minutes and send it to be signed."),
    K.SIGNING_DUE: N_("Read the minutes and sign them."),
    K.PUBLICATION_DUE: N_("Publish the signed minutes."),
    K.ASSIGNMENT_DUE_SOON: N_("Carry the assignment out and report on it."),
    K.ASSIGNMENT_DUE_TODAY: N_("Carry the assignment out and report on it."),
    K.ASSIGNMENT_OVERDUE: N_("Report on the assignment or ask the secretary for a later term."),
    K.HALF_YEAR_REPORT_MISSING: N_(
        "The council has not heard the report yet. Hand it in, so that it is approved and heard "
        "at a meeting of the half-year."
    ),
    K.MEETINGS_IN_DANGER: N_(
        "By what is planned the year will not have as many meetings as it needs. Plan the others."
    ),
    K.PLAN_TIGHT: N_(
        "Held: %(held)s of %(planned)s, needed: %(needed)s, still possible: %(left)s. The "
        "threshold is reached only if each of them is held in the year: none may be cancelled or "
        "moved to another year."
    ),
    K.PLAN_LOST: N_(
        "Held: %(held)s of %(planned)s, needed: %(needed)s, still possible: %(left)s. Even if "
        "each of them is held, the threshold of the year is not reached. Tell the council: only "
        "it changes the plan."
    ),
    K.EVENT_REPORT_DUE: N_("Write the results of the event and publish them."),
    K.EVENT_REPORT_OVERDUE: N_("Write the results of the event and publish them."),
    K.EVENT_TASKS_DUE: N_("Do what the checklist names and mark it as done."),
    K.PROMISES_OPEN: N_(
        "Ask the companies what came of it. Enter the contract, or close the outcome and say why."
    ),
    K.EXCHANGE_DUE: PROMISED,
    K.EXCHANGE_OVERDUE: PROMISED,
    K.EXCHANGE_PLAN_ENDS: N_(
        "The plan of measures runs out while the agreement stays in force. Agree on the next plan "
        "and enter it."
    ),
    K.UNDONE: N_("The last day has passed, and it is not done."),
    K.UNDONE_FOR_LONG: N_(
        "The last day has passed, and it is still not done. This is told to you for your "
        "information; nothing was decided."
    ),
}


def title_of(details: Mapping[str, str]) -> str:
    """What the reminder is about: «Уведомление о заседании № 4-2026»."""
    values = dict(details)
    matter = DutyKind(values["matter"])
    if matter is DutyKind.HALF_YEAR:
        values["period"] = formats_for(language()).half_year(
            int(values["half"]), int(values["year"])
        )
    return gettext(TITLES[matter], **values)


def due_of(details: Mapping[str, str]) -> date:
    return date.fromisoformat(details["due"])


def is_provisional(details: Mapping[str, str]) -> bool:
    """Whether the last day was counted over a year whose work calendar is not verified."""
    return "provisional" in details


def far(due: date, today: date) -> str:
    """«сегодня», «завтра», «через 3 дня», «3 дня назад»."""
    days = (due - today).days
    if not days:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days > 0:
        return ngettext("in %(num)s day", "in %(num)s days", days)
    return ngettext("%(num)s day ago", "%(num)s days ago", -days)


def last_day(details: Mapping[str, str], today: date, zone: str) -> str:
    """«среда, 9 декабря 2026 г., 24:00 (МСК+2) – завтра»."""
    due = due_of(details)
    said = f"{end_of(due, zone)} – {far(due, today)}"
    return provisionally(said, is_so=is_provisional(details))


def subject_of(details: Mapping[str, str], today: date) -> str:
    """The title with how far the last day is; the same words in a list and in a letter."""
    due, title = due_of(details), title_of(details)
    if DutyKind(details["matter"]) in OF_THE_PLAN:
        return title
    if due < today:
        day = provisionally(until(due), is_so=is_provisional(details))
        return gettext("%(title)s: was due on %(day)s", title=title, day=day)
    if due == today:
        return gettext("%(title)s: due today", title=title)
    said = provisionally(far(due, today), is_so=is_provisional(details))
    return gettext("%(title)s: due %(far)s", title=title, far=said)
