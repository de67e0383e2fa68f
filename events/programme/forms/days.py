"""Forms of the days of an event: sessions, organisers, hearings, participants, counters."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import ClockField, DayField, Needed
from core.adapters.forms import BaseForm, KeyedForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from events.programme.rules import OrganiserRole, ParticipantKind, RemarkState, SessionKind
from events.programme.rules.counters import HOME, MOST

LONGEST_TEXT = 5_000


def choices(values: Any) -> list[SelectChoice]:
    return [SelectChoice(each.value, label(each)) for each in values]


def revision() -> IntegerField:
    return IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(0)])


def words(text: Any, longest: int, *needed: Needed) -> StringField:
    return StringField(text, [*needed, Length(max=longest)], filters=[stripped])


class SessionForm(KeyedForm):
    OPTIONAL = ("ends_at", "place")
    revision = revision()
    day = DayField(lazy_gettext("Day"), [Needed()])
    starts_at = ClockField(lazy_gettext("From"), [Needed()])
    ends_at = ClockField(lazy_gettext("Until"))
    title = words(lazy_gettext("What takes place"), 500, Needed(N_("Say what takes place.")))
    place = words(lazy_gettext("Place"), 300)
    kind = SelectField(lazy_gettext("Kind of session"), default=SessionKind.SESSION.value)

    def offer(self) -> None:
        self.kind.choices = choices(SessionKind)


class OrganiserForm(KeyedForm):
    OPTIONAL = ()
    revision = revision()
    name = words(lazy_gettext("Organiser"), 400, Needed(N_("Name the organiser.")))
    role = RadioField(lazy_gettext("Role"), default=OrganiserRole.ORGANISER.value)

    def offer(self) -> None:
        self.role.choices = choices(OrganiserRole)


class CommissionForm(BaseForm):
    OPTIONAL = ("members",)
    revision = revision()
    members = TextAreaField(
        lazy_gettext("Members of the commission"),
        [Length(max=LONGEST_TEXT)],
        filters=[stripped],
        description=lazy_gettext("One on each line, the chair first; post or office after a dash."),
    )


class HearingForm(KeyedForm):
    OPTIONAL = ("speaker", "outcome")
    revision = revision()
    project = words(lazy_gettext("Project"), 500, Needed(N_("Name the project.")))
    speaker = words(lazy_gettext("Speaker"), 200)
    outcome = words(lazy_gettext("What the commission concluded"), 400)


class RemarkForm(KeyedForm):
    OPTIONAL = ("author",)
    revision = revision()
    text = TextAreaField(
        lazy_gettext("Remark"),
        [Needed(N_("Write the remark.")), Length(max=LONGEST_TEXT)],
        filters=[stripped],
    )
    author = words(lazy_gettext("Who made it"), 200)
    state = RadioField(lazy_gettext("How far it is met"), default=RemarkState.OPEN.value)

    def offer(self) -> None:
        self.state.choices = choices(RemarkState)


class ParticipantForm(KeyedForm):
    OPTIONAL = ("region",)
    revision = revision()
    name = words(
        lazy_gettext("Organisation"), 300, Needed(N_("Name the organisation that took part."))
    )
    kind = SelectField(lazy_gettext("Kind of organisation"), default=ParticipantKind.COMPANY.value)
    country = SelectField(lazy_gettext("Country"), default=HOME)
    region = StringField(
        lazy_gettext("Region"),
        [Length(max=200)],
        filters=[stripped],
        description=lazy_gettext("For organisations from Russia."),
    )
    people = IntegerField(
        lazy_gettext("How many people came"),
        [InputRequired(), NumberRange(1, MOST)],
        default=1,
    )

    def offer(self, countries: Sequence[tuple[str, str]]) -> None:
        self.kind.choices = choices(ParticipantKind)
        self.country.choices = [SelectChoice(code, name) for code, name in countries]


def counter(text: Any) -> IntegerField:
    return IntegerField(text, [Optional(), NumberRange(0, MOST)])


class CountersForm(BaseForm):
    """An empty counter is counted."""

    OPTIONAL = ("people", "regions", "countries", "companies", "reason")
    revision = revision()
    people = counter(lazy_gettext("Participants"))
    regions = counter(lazy_gettext("Regions that took part"))
    countries = counter(lazy_gettext("Countries that took part"))
    companies = counter(lazy_gettext("Companies that took part"))
    reason = words(lazy_gettext("Why other numbers than those counted"), 400)
