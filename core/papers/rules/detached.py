"""Detached signatures made elsewhere: told by content, kept beside a paper, never verified. Pure.

A CMS signed-data (PKCS #7) in DER, or the same in Base64 with or without its PEM lines.
"""

import re
from base64 import b64decode
from binascii import Error

from core.kernel.errors import N_, Refusal

LARGEST = 1024 * 1024
MOST = 10
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")  # OID 1.2.840.113549.1.7.2
SEQUENCE = 0x30
HEAD = 32  # the OID stands among the first bytes
MEDIA_TYPE = "application/pkcs7-signature"
ENDINGS = (".sig", ".p7s", ".sgn")
ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{1,30}-----|\s")

NO_SIGNATURE = Refusal(
    "not_detached_signature",
    N_("This is not a detached signature: a .sig file in DER or PEM form is needed."),
)
TOO_MANY = Refusal(
    "too_many_signatures",
    N_("Up to %(count)s signature files can be attached to a paper."),
    {"count": MOST},
)


def is_der(content: bytes) -> bool:
    return content[:1] == bytes([SEQUENCE]) and SIGNED_DATA in content[:HEAD]


def is_detached_signature(content: bytes) -> bool:
    if not 0 < len(content) <= LARGEST:
        return False
    if is_der(content):
        return True
    try:
        return is_der(b64decode(ARMOUR.sub(b"", content), validate=True))
    except (Error, ValueError):
        return False


def named(name: str) -> str:
    """The name with an ending that says what it is."""
    return name if name.lower().endswith(ENDINGS) else f"{name}.sig"
