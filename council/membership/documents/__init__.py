"""Papers about people: the text of the consent, the composition of a body. Pure."""

from council.membership.documents.composition import composition
from council.membership.documents.consent import CURRENT_VERSION, ConsentSubject, consent_text

__all__ = ["CURRENT_VERSION", "ConsentSubject", "composition", "consent_text"]
