"""The papers of a meeting as values: a record in, a `Paper` out. Pure; see rules.papers."""

from council.meetings.documents.ballots import ballots
from council.meetings.documents.conduct import conduct
from council.meetings.documents.decisions import draft_decisions
from council.meetings.documents.notice import agenda, notice
from council.meetings.documents.people import invited_list, registration
from council.meetings.documents.wording import BOOKMARKS, title_of_pack

__all__ = [
    "BOOKMARKS",
    "agenda",
    "ballots",
    "conduct",
    "draft_decisions",
    "invited_list",
    "notice",
    "registration",
    "title_of_pack",
]
