"""Rules of procedure about reminders: when each comes, which are off, who hears of delays. Pure."""

from core.kernel.errors import N_
from council.membership.rules.settings import (
    MANY,
    NUM,
    OWN_CHOICE,
    D,
    SettingKind,
    SettingSpec,
)

# Kinds of reminders in the order of a meeting's life; council.reminders has a rule for each.
REMINDER_KINDS = (
    "notice_due",
    "materials_due",
    "decision_due_soon",
    "decision_due_tomorrow",
    "decision_due_today",
    "draft_due",
    "signing_due",
    "publication_due",
    "assignment_due_soon",
    "assignment_due_today",
    "assignment_overdue",
    "half_year_report_missing",
    "meetings_in_danger",
    "plan_tight",
    "plan_lost",
    "event_report_due",
    "event_report_overdue",
    "event_tasks_due",
    "promises_open",
    "exchange_due",
    "exchange_overdue",
    "exchange_plan_ends",
    "undone",
    "undone_for_long",
)
REMINDER_SPECS: tuple[SettingSpec, ...] = (
    SettingSpec("reminder_hour", NUM, "9", N_("Reminders: hour of the day"), OWN_CHOICE, most=23),
    SettingSpec("reminder_notice_days", D, "2", N_("Reminder of the notice, ahead"), OWN_CHOICE),
    SettingSpec(
        "reminder_materials_days", D, "1", N_("Reminder of the materials, ahead"), OWN_CHOICE
    ),
    SettingSpec(
        "reminder_decision_days",
        D,
        "3",
        N_("First reminder of the decision on a report, ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_draft_days", D, "3", N_("Reminder of the draft minutes, ahead"), OWN_CHOICE
    ),
    SettingSpec(
        "reminder_signing_days", D, "1", N_("Reminder of signing the minutes, ahead"), OWN_CHOICE
    ),
    SettingSpec(
        "reminder_publication_days",
        D,
        "1",
        N_("Reminder of publishing the minutes, ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_assignment_days",
        NUM,
        "5",
        N_("First reminder of an assignment, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_report_days",
        NUM,
        "30",
        N_("Reminder of the half-year report, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_meetings_days",
        NUM,
        "60",
        N_("Warning that the year lacks meetings, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_event_report_days",
        D,
        "2",
        N_("Reminder of the report on an event, ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_event_tasks_days",
        NUM,
        "3",
        N_("Reminder of the checklist of an event, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_exchange_days",
        NUM,
        "7",
        N_("Reminder of what was promised to another region, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "reminder_exchange_plan_days",
        NUM,
        "90",
        N_("Reminder of a plan of measures that runs out, calendar days ahead"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "escalation_days",
        D,
        "3",
        N_("What is late is told to the chair's office, after"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "chair_office", SettingKind.EMAIL, "", N_("E-mail of the chair's office"), OWN_CHOICE
    ),
    SettingSpec(
        "reminders_off",
        MANY,
        "",
        N_("Reminders that are switched off"),
        OWN_CHOICE,
        REMINDER_KINDS,
    ),
)
