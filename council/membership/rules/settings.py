"""What a rule of procedure is: its kind, its default and where the default comes from. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.kernel.errors import N_, Refusal, Refused


class SettingKind(StrEnum):
    """How a setting is typed and checked."""

    DAYS = "days"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    EMAIL = "email"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One setting: `label` and `source` are message ids; `choices` the allowed values."""

    key: str
    kind: SettingKind
    default: str
    label: str
    source: str
    choices: tuple[str, ...] = ()
    most: int = 366


D, NUM, YES, ONE, MANY = (
    SettingKind.DAYS,
    SettingKind.NUMBER,
    SettingKind.YES_NO,
    SettingKind.CHOICE,
    SettingKind.CHOICES,
)
LONGEST_TEXT = 400
EMAIL = re.compile(r"[^\s@<>(),;:\"\\\[\]]+@[^\s@<>(),;:\"\\\[\]]+")
STANDARD = N_("Standard 2.0, instrument 5")
PRACTICE = N_("Practice of regional councils; default")
OWN_CHOICE = N_("The Standard is silent; default")


def parsed(spec: SettingSpec, value: str) -> object:
    """The typed value of a setting; raises `Refused` with code `bad_setting`."""
    text = value.strip()
    if spec.kind in {D, NUM} and text.isascii() and text.isdigit() and int(text) <= spec.most:
        return int(text)
    if spec.kind is SettingKind.TEXT and text and len(value) <= LONGEST_TEXT:
        return text
    if spec.kind is SettingKind.EMAIL and (not text or EMAIL.fullmatch(text)):
        return text
    if spec.kind is YES and text in {"yes", "no"}:
        return text == "yes"
    if spec.kind is ONE and text in spec.choices:
        return text
    if spec.kind is MANY and set(text.split()) <= set(spec.choices):
        return frozenset(text.split())
    message = N_("“%(value)s” is no value for this setting. Choose one of those offered.")
    raise Refused(Refusal("bad_setting", message, {"value": value}))
