"""The public page «Is this document authentic?», published papers, and papers that are issued."""

from core.papers.views import issued, proof
from core.papers.views.blueprint import blueprint, desk

__all__ = ["blueprint", "desk", "issued", "proof"]
