"""What people do with signatures: accept the agreement, show fresh factors for one act, sign it.

Slices call `authorise` before their own service and `add_signature` inside it.
"""

from core.signatures.services.agreements import Accepted, accept_agreement
from core.signatures.services.authorising import authorise
from core.signatures.services.signing import add_signature
from core.signatures.services.verifying import Fault, verify_signatures

__all__ = [
    "Accepted",
    "Fault",
    "accept_agreement",
    "add_signature",
    "authorise",
    "verify_signatures",
]
