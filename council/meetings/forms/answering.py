"""Forms of answers by link, of replies as files, and whether a change is told; shape only."""

from typing import Any

from flask_babel import lazy_gettext
from wtforms import FileField, RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Length

from core.adapters.fields import Needed
from core.adapters.forms import BaseForm, stripped
from core.kernel.errors import N_
from council.meetings.rules.drafts import Telling
from council.meetings.rules.kinds import Answer

TELL = "yes"


class LinkAnswerForm(BaseForm):
    """An answer by the link of a letter: the button pressed and a comment."""

    answer = StringField(
        validators=[
            AnyOf([each.value for each in Answer], lazy_gettext("Press one of the buttons."))
        ]
    )
    comment = StringField(lazy_gettext("Comment"), [Length(max=500)], filters=[stripped])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fix("answer")


class ReplyForm(BaseForm):
    """The file of a calendar's reply, or the letter that it came in."""

    reply = FileField(
        lazy_gettext("File of the reply"), [Needed(N_("Choose the file of the reply."))]
    )


class TellingForm(BaseForm):
    """Whether those invited are told of another place."""

    tell = RadioField(lazy_gettext("Tell those invited?"))
    tell_reason = TextAreaField(
        lazy_gettext("Why the place changes"), [Length(max=2000)], filters=[stripped]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tell.choices = [
            (TELL, lazy_gettext("Yes: send letters; calendars will take the new place")),
            ("no", lazy_gettext("No: it is a slip of the pen, the place is the same")),
        ]

    def telling(self) -> Telling:
        return Telling(self.tell.data == TELL, self.tell_reason.data)
