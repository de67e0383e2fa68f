"""Forms of those who keep calls: describing a call, giving points, deciding."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from wtforms import FieldList, HiddenField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from core.adapters.fields import DayField, Needed
from core.adapters.forms import BaseForm, stripped
from events.missions.rules.applications import MOST_POINTS
from events.missions.rules.calls import MOST_PLACES, CallFacts, read_lines
from events.missions.services import CallDraft, Verdict

LONGEST_TEXT = 5_000


class CallForm(BaseForm):
    """What companies are called to; questions and criteria stand one on each line."""

    offer = TextAreaField(
        lazy_gettext("What is offered"), [Needed(), Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    payment = TextAreaField(
        lazy_gettext("Who pays what"), [Needed(), Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    offer_english = TextAreaField(
        lazy_gettext("What is offered, in English"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    payment_english = TextAreaField(
        lazy_gettext("Who pays what, in English"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    places = IntegerField(
        lazy_gettext("Places"),
        [InputRequired(lazy_gettext("Enter a number.")), NumberRange(min=1, max=MOST_PLACES)],
    )
    last_day = DayField(lazy_gettext("Last day for applications"), [Needed()])
    questions = TextAreaField(
        lazy_gettext("Questions to companies"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    criteria = TextAreaField(
        lazy_gettext("Criteria of selection"), [Length(max=LONGEST_TEXT)], filters=[stripped]
    )
    revision = IntegerField(default=0, widget=HiddenInput())

    def draft(self) -> CallDraft:
        assert self.last_day.data is not None  # noqa: S101 - `Needed` has seen to it
        facts = CallFacts(
            offer=self.offer.data,
            payment=self.payment.data,
            offer_english=self.offer_english.data,
            payment_english=self.payment_english.data,
            places=self.places.data,
            last_day=self.last_day.data,
            questions=read_lines(self.questions.data),
            criteria=read_lines(self.criteria.data),
        )
        return CallDraft(facts, revision=self.revision.data or 0)


class VerdictForm(BaseForm):
    """Points for each criterion and the reason; the button says what is decided."""

    points = FieldList(IntegerField("", [Optional(), NumberRange(min=0, max=MOST_POINTS)]))
    reason = TextAreaField(lazy_gettext("Reason"), [Length(max=1000)], filters=[stripped])
    act = HiddenField()

    def ask(self, criteria: Sequence[str], scores: dict[str, int]) -> None:
        """A field for each criterion; what was given before stands there."""
        typed = bool(len(self.points))
        while len(self.points) < len(criteria):
            self.points.append_entry()
        while len(self.points) > len(criteria):
            self.points.pop_entry()
        for field, criterion in zip(self.points, criteria, strict=True):
            field.label.text = criterion
            if not typed:
                field.data = scores.get(criterion)

    def verdict(self, criteria: Sequence[str]) -> Verdict:
        given: zip[tuple[str, Any]] = zip(criteria, self.points, strict=True)
        scores = {name: field.data for name, field in given if field.data is not None}
        return Verdict(reason=self.reason.data, scores=scores)
