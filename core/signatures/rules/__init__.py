"""What a simple electronic signature binds together, and when it may be given. Pure."""

from core.signatures.rules.acts import LIFETIME, MOST_TRIES, Act, Decision, Signed, chained

__all__ = ["LIFETIME", "MOST_TRIES", "Act", "Decision", "Signed", "chained"]
