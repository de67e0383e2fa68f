"""Rules of the regulation about the plan of international events; DOMAIN.md §§ 1.6, 7. Pure."""

from core.kernel.errors import N_
from council.membership.rules.settings import NUM, OWN_CHOICE, YES, SettingSpec

INSTRUMENT = N_("Standard 2.0, instrument 11")
PLAN_SPECS: tuple[SettingSpec, ...] = (
    SettingSpec(
        "plan_threshold",
        NUM,
        "80",
        N_("Events to be held, percent of the plan"),
        INSTRUMENT,
        most=100,
    ),
    SettingSpec(
        "plan_needs_report",
        YES,
        "no",
        N_("An event counts only when its results are published"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "plan_counts_remote",
        YES,
        "yes",
        N_("An event held remotely counts for the plan"),
        OWN_CHOICE,
    ),
    SettingSpec(
        "partner_letter_days",
        NUM,
        "60",
        N_("Letter to the trade mission before an event, calendar days"),
        OWN_CHOICE,
    ),
)
