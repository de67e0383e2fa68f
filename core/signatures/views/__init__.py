"""Pages of signatures: the agreement, one's own signatures, a single signature and its bytes."""

from core.signatures.views import agreement, reading
from core.signatures.views.blueprint import blueprint

__all__ = ["agreement", "blueprint", "reading"]
