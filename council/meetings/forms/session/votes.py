"""Forms of votes: by count, by name, an election, a ballot."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from core.adapters.fields import Needed, as_uuid
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from council.meetings.forms.session.fields import (
    Choices,
    CountField,
    VoteField,
    choice_of,
    with_blank,
)
from council.meetings.forms.session.hall import AgendaVoteForm
from council.meetings.forms.session.items import LONGEST
from council.meetings.queries.session.polls import PollRow
from council.meetings.rules.kinds import Choice, VoteMode
from council.meetings.services.ballots import BallotDraft
from council.meetings.services.elections import PollCount
from council.meetings.services.votes import Counted

WHOLE = "item"
BY_COUNT = (VoteMode.COUNT, VoteMode.SECRET)


class VoteForm(AgendaVoteForm):
    """A vote by count on the item or on one decision; `version` is that of the vote shown."""

    about = SelectField(lazy_gettext("Vote on"))
    mode = RadioField(lazy_gettext("How"), default=VoteMode.COUNT.value)
    version = HiddenField(default="0")

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about.choices = subjects
        if len(subjects) == 1:
            self.fix("about")
        self.mode.choices = [(mode.value, label(mode)) for mode in BY_COUNT]

    @property
    def resolution_id(self) -> UUID | None:
        return as_uuid(self.about.data)

    def typed(self) -> Counted:
        return Counted(self.counts, self.presiding, VoteMode(self.mode.data))


class ByNameForm(BaseForm):
    """A vote by name: one field for each member who takes part, made by `by_name_form`."""

    version = HiddenField(default="0")
    keys: tuple[str, ...] = ()

    def choices(self) -> dict[UUID, Choice]:
        """The choices that were made; the rules say whose are missing."""
        given = {UUID(key): choice_of(self[f"choice_{key}"].data) for key in self.keys}
        return {person: choice for person, choice in given.items() if choice}


def by_name_form(
    members: Sequence[tuple[UUID, str]],
    before: Mapping[UUID, Choice],
    formdata: Any = None,
    *,
    version: int = 0,
) -> ByNameForm:
    fields: dict[str, Any] = {
        f"choice_{person_id.hex}": VoteField(name, [Optional()], default=before.get(person_id))
        for person_id, name in members
    }
    fields["keys"] = tuple(person_id.hex for person_id, _ in members)
    made: ByNameForm = type("ByNameForm", (ByNameForm,), fields)(formdata)
    if formdata is None:
        made.version.data = str(version)
    return made


class CandidateForm(BaseForm):
    """Who stands for election."""

    person = SelectField(lazy_gettext("Candidate"), [Needed(N_("Choose the candidate."))])

    def __init__(self, *args: Any, eligible: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person.choices = with_blank(eligible, gettext("choose"))

    @property
    def person_id(self) -> UUID | None:
        return as_uuid(self.person.data)


class PollForm(BaseForm):
    """The count of an election: a field for each candidate, made by `poll_form`."""

    against = CountField(lazy_gettext("against all"))
    abstained = CountField(lazy_gettext("abstained"))
    is_secret = BooleanField(lazy_gettext("The vote was secret"))
    keys: tuple[str, ...] = ()

    @property
    def candidates(self) -> list[Any]:
        return [self[f"votes_{key}"] for key in self.keys]

    def count(self) -> PollCount:
        votes = {UUID(key): self[f"votes_{key}"].count for key in self.keys}
        return PollCount(
            votes, self.against.count, self.abstained.count, is_secret=self.is_secret.data
        )


def poll_form(poll: PollRow, formdata: Any = None) -> PollForm:
    fields: dict[str, Any] = {
        f"votes_{each.person_id.hex}": CountField(each.name) for each in poll.candidates
    }
    fields["keys"] = tuple(each.person_id.hex for each in poll.candidates)
    made: PollForm = type("PollForm", (PollForm,), fields)(formdata, prefix="poll-")
    return made


class BallotForm(BaseForm):
    """A ballot: a choice and room for a dissenting opinion under each item."""

    keys: tuple[str, ...] = ()

    def draft(self, *, is_paper: bool = False) -> BallotDraft:
        choices = {key: self[f"choice_{key}"].data for key in self.keys}
        return BallotDraft(
            choices={UUID(key): Choice(value) for key, value in choices.items() if value},
            dissents={UUID(key): self[f"dissent_{key}"].data for key in self.keys},
            is_paper=is_paper,
        )


def ballot_form(
    items: Sequence[tuple[UUID, int]],
    choices: Mapping[UUID, Choice],
    dissents: Mapping[UUID, str],
    formdata: Any = None,
) -> BallotForm:
    fields: dict[str, Any] = {}
    for item_id, number in items:
        fields[f"choice_{item_id.hex}"] = VoteField(
            gettext("Your vote on item %(number)s", number=number), default=choices.get(item_id)
        )
        fields[f"dissent_{item_id.hex}"] = TextAreaField(
            gettext("Dissenting opinion on item %(number)s", number=number),
            [Length(max=LONGEST)],
            filters=[stripped],
            default=dissents.get(item_id, ""),
        )
    fields["keys"] = tuple(item_id.hex for item_id, _ in items)
    made: BallotForm = type("BallotForm", (BallotForm,), fields)(formdata)
    return made
