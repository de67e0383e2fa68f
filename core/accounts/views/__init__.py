"""Pages around signing in: read the request, call one service, choose a page."""

from core.accounts.views import (
    desk,
    languages,
    links,
    own,
    refusals,
    resetting,
    signing_in,
    unsent,
)
from core.accounts.views.blueprint import blueprint
from core.accounts.views.factors import entering, gate, keeping, recovering
from core.accounts.views.factors import own as factors

__all__ = [
    "blueprint",
    "desk",
    "entering",
    "factors",
    "gate",
    "keeping",
    "languages",
    "links",
    "own",
    "recovering",
    "refusals",
    "resetting",
    "signing_in",
    "unsent",
]
