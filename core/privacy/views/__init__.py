"""Pages of personal data: the register, one person for administrators, one's own."""

from core.privacy.views import own, people, register, requests
from core.privacy.views.blueprint import blueprint

__all__ = ["blueprint", "own", "people", "register", "requests"]
