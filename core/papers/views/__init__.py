"""The public page «Is this document authentic?» and the published papers themselves."""

from core.papers.views import proof
from core.papers.views.blueprint import blueprint

__all__ = ["blueprint", "proof"]
