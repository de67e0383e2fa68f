"""Pages of letters: the keeper's list, one letter, one's own letters, the reader's choice."""

from core.letters.views import choice, desk
from core.letters.views.blueprint import blueprint

__all__ = ["blueprint", "choice", "desk"]
