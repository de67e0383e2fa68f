"""Forms of an item: speeches, decisions with executors, recusal, dissenting opinion."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from core.adapters.fields import DayField, KeyField, Needed, as_uuid
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from council.meetings.forms.session.fields import (
    GUEST,
    ORGANISATION,
    PERSON,
    Choices,
    chosen,
    with_blank,
)
from council.meetings.queries.session.record import ResolutionRow, SpeechRow
from council.meetings.rules.kinds import DecisionKind, DueKind
from council.meetings.services.resolutions import ExecutorDraft, ResolutionDraft
from council.meetings.services.speeches import SpeechDraft

LONGEST = 20_000
EXECUTOR_ROWS = 5


class SpeechForm(BaseForm):
    """What was heard or said. The speaker is chosen, or typed where nobody is chosen."""

    speaker = SelectField(lazy_gettext("Speaker"))
    speaker_name = StringField(
        lazy_gettext("Or another name"), [Length(max=200)], filters=[stripped]
    )
    capacity = StringField(lazy_gettext("In which capacity"), [Length(max=200)], filters=[stripped])
    text = TextAreaField(
        lazy_gettext("What was said"),
        [Needed(N_("Write in a sentence or two what was said.")), Length(max=LONGEST)],
        filters=[stripped],
    )
    key = KeyField()
    version = HiddenField(default="0")

    def __init__(self, *args: Any, speakers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaker.choices = with_blank(speakers, gettext("nobody, or a name typed below"))

    def draft(self, text: str | None = None) -> SpeechDraft:
        return SpeechDraft(
            text=self.text.data if text is None else text,
            person_id=chosen(self.speaker.data, PERSON),
            guest_id=chosen(self.speaker.data, GUEST),
            speaker_name=self.speaker_name.data,
            capacity=self.capacity.data,
        )


def speech_values(row: SpeechRow) -> dict[str, Any]:
    """A speech as its form shows it."""
    speaker = f"{PERSON}:{row.person_id}" if row.person_id else ""
    speaker = f"{GUEST}:{row.guest_id}" if row.guest_id else speaker
    return {
        "speaker": speaker,
        "speaker_name": "" if speaker else row.speaker,
        "capacity": row.capacity,
        "text": row.text,
        "version": str(row.revision),
    }


class ExecutorForm(BaseForm):
    """One who carries a decision out."""

    who = SelectField(lazy_gettext("From the list"), [Optional()])
    name = StringField(lazy_gettext("Or as typed"), [Length(max=300)], filters=[stripped])


class ResolutionForm(BaseForm):
    """A decision: its wording, kind, term and executors."""

    text = TextAreaField(lazy_gettext("Decided"), [Length(max=LONGEST)], filters=[stripped])
    kind = RadioField(lazy_gettext("What it is"), default=DecisionKind.DECISION.value)
    due_kind = RadioField(lazy_gettext("Until when"), default=DueKind.NONE.value)
    due_on = DayField(lazy_gettext("Day"))
    executors = FieldList(FormField(ExecutorForm), min_entries=3, max_entries=EXECUTOR_ROWS)
    key = KeyField()
    version = HiddenField(default="0")

    def __init__(self, *args: Any, executors_from: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in DecisionKind]
        self.due_kind.choices = [(kind.value, label(kind)) for kind in DueKind]
        choices = with_blank(executors_from, gettext("choose"))
        for entry in self.executors:
            entry.form.who.choices = choices

    def draft(self, text: str | None = None) -> ResolutionDraft:
        return ResolutionDraft(
            text=self.text.data if text is None else text,
            kind=DecisionKind(self.kind.data),
            due_kind=DueKind(self.due_kind.data),
            due_on=self.due_on.data,
            executors=tuple(self.named()),
        )

    def named(self) -> Iterator[ExecutorDraft]:
        """The rows that name somebody; who is chosen goes before what is typed."""
        for entry in self.executors:
            who, name = entry.form.who.data or "", entry.form.name.data or ""
            person, house = chosen(who, PERSON), chosen(who, ORGANISATION)
            if person or house:
                yield ExecutorDraft(person, house)
            elif name:
                yield ExecutorDraft(name=name)


def resolution_values(row: ResolutionRow) -> dict[str, Any]:
    """A decision as its form shows it, with an empty row for one more executor."""
    rows = [{"who": e.key, "name": "" if e.key else e.name} for e in row.executors]
    rows += [{"who": "", "name": ""}] * max(1, 3 - len(rows))
    return {
        "text": row.text,
        "kind": row.kind.value,
        "due_kind": row.due_kind.value,
        "due_on": row.due_on,
        "executors": rows[:EXECUTOR_ROWS],
        "version": str(row.revision),
    }


class RecusalForm(BaseForm):
    """Who takes no part in the item, and why."""

    person = SelectField(lazy_gettext("Member"), [Needed(N_("Choose the member."))])
    reason = StringField(
        lazy_gettext("Reason"),
        [Needed(N_("Write why: the reason stands in the minutes.")), Length(max=300)],
        filters=[stripped],
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person.choices = with_blank(people, gettext("choose"))

    @property
    def person_id(self) -> UUID | None:
        return as_uuid(self.person.data)


class DissentForm(RecusalForm):
    """A member's dissenting opinion, as the secretary enters it."""

    reason = None
    text = TextAreaField(
        lazy_gettext("Dissenting opinion"),
        [Needed(N_("Write the dissenting opinion.")), Length(max=LONGEST)],
        filters=[stripped],
    )


class OwnDissentForm(BaseForm):
    """A member's own dissenting opinion."""

    text = TextAreaField(
        lazy_gettext("Dissenting opinion"),
        [Needed(N_("Write the dissenting opinion.")), Length(max=LONGEST)],
        filters=[stripped],
    )
