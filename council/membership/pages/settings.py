"""Rules of procedure in words: each with its value, default, source, since when and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext, ngettext, pgettext

from core.adapters.language import label
from core.kernel.errors import N_
from council.membership.queries.regulation import SettingRow
from council.membership.rules import Category
from council.membership.rules.procedure import (
    BY_KEY,
    SPECS,
    AgendaRule,
    CastingVote,
    Decider,
    Initiator,
    Majority,
    ProgrammeReport,
    QuorumBase,
    QuorumRule,
    SettingKind,
    SettingSpec,
    Signatories,
)
from council.membership.rules.reminding import REMINDER_KINDS

REPORTS = {
    "coordinator_report": N_("the coordinator's report"),
    "programme_report": N_("the report on the Regional programme"),
    "infrastructure_report": N_("the report of the export support infrastructure"),
    "interim_report": N_("the interim report"),
}


WORDED = (
    QuorumRule,
    QuorumBase,
    Majority,
    CastingVote,
    AgendaRule,
    Initiator,
    Signatories,
    Decider,
    ProgrammeReport,
    Category,
)


@dataclass(frozen=True, slots=True)
class SettingValue:
    """A value that was, is or will be in force from a day on."""

    value: str
    valid_from: date
    basis: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One rule on a day. `since` is None while the default stands."""

    key: str
    label: str
    value: str
    default: str
    source: str
    is_default: bool
    since: date | None
    basis: str
    ahead: SettingValue | None
    history: tuple[SettingValue, ...]


def setting_label(key: str) -> str:
    spec = BY_KEY.get(key)
    return gettext(spec.label) if spec else key


def setting_value(key: str, value: str) -> str:
    """A stored value in words; one that no longer fits its rule is shown as it stands."""
    spec = BY_KEY.get(key)
    if spec is None:
        return value
    if spec.kind is SettingKind.DAYS and value.isdigit():
        return ngettext("%(num)s working day", "%(num)s working days", int(value))
    if spec.kind is SettingKind.YES_NO:
        return gettext("yes") if value == "yes" else gettext("no")
    if spec.kind in {SettingKind.CHOICE, SettingKind.CHOICES}:
        chosen = [choice_label(choice) for choice in spec.choices if choice in value.split()]
        return ", ".join(chosen) or value or gettext("none")
    if spec.kind is SettingKind.EMAIL:
        return value or gettext("none")
    return gettext(value) if spec.kind is SettingKind.TEXT and value == spec.default else value


def choice_label(choice: str) -> str:
    for enum in WORDED:
        if choice in set(enum):
            return label(enum(choice))
    if choice in REMINDER_KINDS:
        return pgettext("ReminderKind", choice.replace("_", " "))
    return gettext(REPORTS[choice]) if choice in REPORTS else choice


def choice_labels(spec: SettingSpec) -> dict[str, str]:
    """The allowed values of a setting in words."""
    return {choice: choice_label(choice) for choice in spec.choices}


def setting_lines(rows: Sequence[SettingRow], day: date) -> tuple[SettingLine, ...]:
    """Every rule of procedure as it stands on the day."""
    return tuple(
        setting_line(spec, [row for row in rows if row.key == spec.key], day) for spec in SPECS
    )


def setting_line(spec: SettingSpec, rows: Sequence[SettingRow], day: date) -> SettingLine:
    history = tuple(
        SettingValue(
            setting_value(spec.key, row.value), row.valid_from, row.basis, row.valid_from > day
        )
        for row in sorted(rows, key=lambda row: row.valid_from)
    )
    now = next((each for each in reversed(history) if not each.is_ahead), None)
    return SettingLine(
        key=spec.key,
        label=gettext(spec.label),
        value=now.value if now else setting_value(spec.key, spec.default),
        default=setting_value(spec.key, spec.default),
        source=gettext(spec.source),
        is_default=now is None,
        since=now.valid_from if now else None,
        basis=now.basis if now else "",
        ahead=next((each for each in history if each.is_ahead), None),
        history=history,
    )
