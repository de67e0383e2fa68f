"""Pages around signing in: read the request, call one service, choose a page."""

from core.accounts.views import desk, languages, links, own, refusals, signing_in, unsent
from core.accounts.views.blueprint import blueprint

__all__ = ["blueprint", "desk", "languages", "links", "own", "refusals", "signing_in", "unsent"]
