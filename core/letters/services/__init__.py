"""What is done with letters: posting, sending, gathering digests, choosing, forgetting."""

from core.letters.services.choosing import choose_letters
from core.letters.services.dispatching import dispatch
from core.letters.services.mending import forget_letters, forget_these, send_again
from core.letters.services.posting import post, post_to

__all__ = [
    "choose_letters",
    "dispatch",
    "forget_letters",
    "forget_these",
    "post",
    "post_to",
    "send_again",
]
