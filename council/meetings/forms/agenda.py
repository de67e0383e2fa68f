"""What people type about agenda items, approvals of the agenda and answers; shape only."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange

from core.adapters.fields import GroupedSelect, Needed, as_uuid
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from council.meetings.forms.planning import named_post
from council.meetings.queries.agenda import ItemRow
from council.meetings.queries.materials import SpeakerRow
from council.meetings.rules.editions import AgendaApproval
from council.meetings.rules.items import ItemDraft, SpeakerDraft
from council.meetings.rules.kinds import Answer, ItemKind
from council.membership.queries import Holder
from council.membership.queries.people import PersonRow

MOST_SPEAKERS = 8
BLANK_SPEAKERS = 1
Choices = Sequence[tuple[str, str]]


class SpeakerForm(BaseForm):
    """A person whom the site knows, members of the body first, or a typed name with a post."""

    person = SelectField(lazy_gettext("Choose a person"), default="", widget=GroupedSelect())
    name = StringField(lazy_gettext("Or name"), [Length(max=200)], filters=[stripped])
    post = StringField(lazy_gettext("Post"), [Length(max=400)], filters=[stripped])


class ItemForm(BaseForm):
    """An agenda item."""

    title = TextAreaField(
        lazy_gettext("Title of the item"),
        [Needed(N_("Enter the title, such as “On the plan for 2027”.")), Length(max=1000)],
        filters=[stripped],
    )
    kind = SelectField(lazy_gettext("Kind of item"), default=ItemKind.OTHER.value)
    report = SelectField(lazy_gettext("Report"), default="")
    reasoning = TextAreaField(
        lazy_gettext("Why the council should consider it"), [Length(max=5000)], filters=[stripped]
    )
    speakers = FieldList(
        FormField(SpeakerForm, lazy_gettext("Speaker")), min_entries=2, max_entries=MOST_SPEAKERS
    )
    minutes = IntegerField(
        lazy_gettext("Length in minutes"),
        [Needed(N_("Enter how many minutes the item takes.")), NumberRange(1, 600)],
        default=10,
    )
    proposed_decision = TextAreaField(
        lazy_gettext("Proposed decision"), [Length(max=20_000)], filters=[stripped]
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Holder] = (),
        others: Iterable[PersonRow] = (),
        reports: Choices = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in ItemKind]
        self.report.choices = [("", gettext("Not chosen")), *reports]
        members = [(str(each.person_id), named_post(each)) for each in people]
        known = {person_id for person_id, _ in members}
        found = [(str(each.id), named_post(each)) for each in others]
        groups = {
            "": [("", gettext("Not chosen"))],
            gettext("Members of the body"): members,
            gettext("Other people"): [each for each in found if each[0] not in known],
        }
        for entry in self.speakers:
            entry.form.person.choices = {name: each for name, each in groups.items() if each}

    def draft(self) -> ItemDraft:
        return ItemDraft(
            title=" ".join(self.title.data.split()),
            kind=ItemKind(self.kind.data),
            reasoning=self.reasoning.data,
            minutes=self.minutes.data,
            report_id=UUID(self.report.data) if self.report.data else None,
            proposed_decision=self.proposed_decision.data,
            speakers=tuple(self.named_speakers()),
        )

    def named_speakers(self) -> Iterable[SpeakerDraft]:
        """The rows that name somebody; a chosen person goes before a typed name."""
        for entry in self.speakers:
            person, name, post = (entry.form[key].data for key in ("person", "name", "post"))
            if person:
                yield SpeakerDraft(UUID(person))
            elif name:
                yield SpeakerDraft(None, name, post)


def values_of(item: ItemRow, speakers: Iterable[SpeakerRow]) -> dict[str, Any]:
    """The item as its form shows it, with an empty row for one more speaker."""
    rows = [
        {"person": str(each.person_id), "name": "", "post": ""}
        if each.person_id
        else {"person": "", "name": each.name, "post": each.post}
        for each in speakers
    ]
    blank = [{"person": "", "name": "", "post": ""}] * BLANK_SPEAKERS
    return {
        "title": item.title,
        "kind": item.kind.value,
        "report": str(item.report_id or ""),
        "reasoning": item.reasoning,
        "minutes": item.minutes,
        "proposed_decision": item.proposed_decision,
        "speakers": (rows + blank)[:MOST_SPEAKERS],
    }


class DeclineForm(BaseForm):
    """Why a proposal is declined."""

    reason = TextAreaField(
        lazy_gettext("Reason"),
        [
            Needed(N_("Write why: the person who proposed the item sees it.")),
            Length(max=2000),
        ],
        filters=[stripped],
    )


class FilesForm(BaseForm):
    """Materials to an item."""

    files = MultipleFileField(lazy_gettext("Files"), [Needed(N_("Choose at least one file."))])
    is_restricted = BooleanField(lazy_gettext("For members only, not for visitors"))


class ApprovalForm(BaseForm):
    """Who approved the agenda; a later edition says why it differs."""

    approver = RadioField(lazy_gettext("Who approved the agenda"))
    reason = TextAreaField(
        lazy_gettext("Why the agenda is changed"), [Length(max=2000)], filters=[stripped]
    )

    def __init__(
        self,
        *args: Any,
        approvers: Iterable[Holder] = (),
        may_be_nobody: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.person_id), named_post(each)) for each in approvers]
        if may_be_nobody:
            choices.append(("", gettext("Nobody: the members adopt the agenda at the meeting")))
        self.approver.choices = choices

    def approval(self) -> AgendaApproval:
        return AgendaApproval(as_uuid(self.approver.data), self.reason.data)


class CopyForm(BaseForm):
    """From which meeting the agenda is copied."""

    source = RadioField(lazy_gettext("Meeting"))

    def __init__(self, *args: Any, meetings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source.choices = list(meetings)


class NoticeForm(BaseForm):
    """Sending the notice."""

    with_materials = BooleanField(lazy_gettext("The materials go with the notice"))


class AnswerForm(BaseForm):
    """A member's answer to the notice."""

    answer = RadioField(lazy_gettext("Will you come?"))
    comment = StringField(lazy_gettext("Comment"), [Length(max=500)], filters=[stripped])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answer.choices = [(answer.value, label(answer)) for answer in Answer]


class PhoneAnswerForm(AnswerForm):
    """What a member answered by telephone, as the secretary writes it down."""

    person = SelectField(lazy_gettext("Member"), [Needed(N_("Choose who answered."))])

    def __init__(self, *args: Any, people: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person.choices = [("", lazy_gettext("choose")), *people]
        self.answer.label.text = lazy_gettext("What was answered")
