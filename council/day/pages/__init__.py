"""What the front page of the desk shows: frozen plain values, nothing left to load."""

from council.day.pages.handed import HandedIn
from council.day.pages.page import DayPage, day_page
from council.day.pages.seen import Seen, Who

__all__ = ["DayPage", "HandedIn", "Seen", "Who", "day_page"]
