"""What can be voted on at an item, as a form offers it."""

from flask_babel import gettext

from council.meetings.forms.session.fields import Choices
from council.meetings.forms.session.votes import WHOLE
from council.meetings.pages.session.item import ItemPage


def subjects_of(page: ItemPage) -> Choices:
    """The item as a whole, if nothing was voted on, and each decision without a vote."""
    whole = [(WHOLE, gettext("the whole item"))] if page.may_vote_whole else []
    single = [
        (str(each.row.id), gettext("decision %(number)s", number=each.number))
        for each in page.unvoted
    ]
    return [*whole, *single]
