"""Forms of the session page: who presides, the roll, guests, the vote on the agenda."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from core.adapters.fields import KeyField, Needed, as_uuid
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from council.meetings.forms.session.fields import (
    Choices,
    CountField,
    choice_of,
    presiding_choices,
    with_blank,
)
from council.meetings.queries.session.people import RollRow
from council.meetings.rules.kinds import Choice, GuestKind, Presence
from council.meetings.rules.votes import Counts
from council.meetings.services.roll import GuestDraft, Line


class OfficersForm(BaseForm):
    """Who presides over this meeting and who keeps its minutes."""

    presiding = SelectField(
        lazy_gettext("Presides over this meeting"), [Needed(N_("Name who presides."))]
    )
    secretary = SelectField(
        lazy_gettext("Keeps the minutes"), [Needed(N_("Name who keeps the minutes."))]
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = with_blank(people, gettext("choose"))
        self.presiding.choices = self.secretary.choices = choices

    @property
    def presiding_id(self) -> UUID | None:
        return as_uuid(self.presiding.data)

    @property
    def secretary_id(self) -> UUID | None:
        return as_uuid(self.secretary.data)


class RollForm(BaseForm):
    """The whole roll: three fields for each member, made by `roll_form`."""

    keys: tuple[str, ...] = ()

    def lines(self) -> dict[UUID, Line]:
        """What this form changes: a line left as it was shown changes nothing."""
        found = {}
        for key in self.keys:
            presence, reason = self[f"presence_{key}"].data, self[f"reason_{key}"].data
            if self[f"seen_{key}"].data != seen(presence, reason):
                found[UUID(key)] = Line(Presence(presence), reason)
        return found

    def unmarked(self) -> list[UUID]:
        """Members who are absent without a word why: nobody has said anything of them."""
        return [
            UUID(key)
            for key in self.keys
            if self[f"presence_{key}"].data == Presence.ABSENT and not self[f"reason_{key}"].data
        ]


def seen(presence: str, reason: str) -> str:
    """The line as the page showed it, so that two people can call the roll at once."""
    return f"{presence}:{reason}"


def roll_form(roll: Sequence[RollRow], formdata: Any = None) -> RollForm:
    """A form with a row for each member of the roll."""
    fields: dict[str, Any] = {}
    choices = [SelectChoice(each.value, label(each)) for each in Presence]
    for row in roll:
        key, name = row.person_id.hex, row.name.initials_after
        fields[f"presence_{key}"] = RadioField(name, choices=choices, default=row.presence.value)
        fields[f"reason_{key}"] = StringField(
            gettext("Why absent: %(name)s", name=name),
            [Length(max=300)],
            filters=[stripped],
            default=row.reason,
        )
        fields[f"seen_{key}"] = HiddenField(default=seen(row.presence, row.reason))
    fields["keys"] = tuple(row.person_id.hex for row in roll)
    made: RollForm = type("RollForm", (RollForm,), fields)(formdata, prefix="roll-")
    return made


class GuestForm(BaseForm):
    """Somebody in the hall who is no member."""

    kind = RadioField(lazy_gettext("In which capacity"), default=GuestKind.INVITED.value)
    full_name = StringField(
        lazy_gettext("Surname, given name, patronymic"),
        [Needed(N_("Enter the name of the guest.")), Length(max=200)],
        filters=[stripped],
    )
    post = StringField(
        lazy_gettext("Position and organisation"), [Length(max=400)], filters=[stripped]
    )
    may_be_named = BooleanField(lazy_gettext("May be named in public"))
    stands_for = SelectField(lazy_gettext("Came for a member who is away"), [Optional()])
    key = KeyField()

    def __init__(self, *args: Any, away: Choices = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(*args, **kwargs)
        self.stands_for.choices = with_blank(away, gettext("Nobody"))
        self.kind.choices = [(kind.value, label(kind)) for kind in GuestKind]

    def draft(self) -> GuestDraft:
        return GuestDraft(
            GuestKind(self.kind.data),
            self.full_name.data,
            self.post.data,
            may_be_named=self.may_be_named.data,
            stands_for_id=as_uuid(self.stands_for.data),
        )


class AgendaVoteForm(BaseForm):
    """The vote by which the members adopt the agenda."""

    in_favour = CountField(lazy_gettext("in favour"))
    against = CountField(lazy_gettext("against"))
    abstained = CountField(lazy_gettext("abstained"))
    presiding_choice = SelectField(
        lazy_gettext("If the votes are equal, the presiding voted"), [Optional()]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.presiding_choice.choices = presiding_choices()

    @property
    def counts(self) -> Counts:
        return Counts(self.in_favour.count, self.against.count, self.abstained.count)

    @property
    def presiding(self) -> Choice | None:
        return choice_of(self.presiding_choice.data)


class ReasonForm(BaseForm):
    """Why something is done."""

    reason = TextAreaField(lazy_gettext("Reason"), [Length(max=2000)], filters=[stripped])
