"""What is done with letters: posting, sending, gathering digests, choosing, forgetting."""

from core.letters.services.posting import post, post_to

__all__ = ["post", "post_to"]
