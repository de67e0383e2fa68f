"""A new secret of one-time codes, offered on a page: it travels sealed in the form, not stored.

Nothing is set up until a code made with it and the owner's present factor come back together.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from json import dumps, loads
from uuid import UUID

import pyotp
import segno

from core.accounts.rules.factors import OFFER_LIFETIME
from core.adapters.sealing import NotSealedHere, seal, unseal
from core.kernel.errors import N_, Refusal, Refused
from core.letters.framing import settings

OFFERED = "offered codes"
OFFER_OVER = Refusal(
    "offer_over", N_("This page stood open too long. A new picture is shown: scan it again.")
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A secret with what a phone reads it from; `sealed` goes into the form."""

    secret: str
    sealed: str
    uri: str

    @property
    def spelt(self) -> str:
        """In groups of four, to be typed by hand."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))

    @property
    def picture(self) -> str:
        """The QR code as an image inside the page; no request tells the secret to a log."""
        code = segno.make(self.uri, error="m", micro=False)
        out = BytesIO()
        code.save(out, kind="png", scale=5, border=4)
        return str(code.png_data_uri(scale=5, border=4))


def new_offer(account_id: UUID, email: str, issuer: str, now: datetime) -> Offer:
    secret = pyotp.random_base32()
    text = dumps([secret, now.isoformat()])
    sealed = seal(text, secret_key=settings().secret_key, use=OFFERED, owner=str(account_id))
    return offer_of(secret, sealed, email, issuer)


def offer_of(secret: str, sealed: str, email: str, issuer: str) -> Offer:
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)
    return Offer(secret, sealed, uri)


def read_offer(account_id: UUID, sealed: str, email: str, issuer: str, now: datetime) -> Offer:
    """The offer of a form again; raises `Refused("offer_over")` for an old or strange one."""
    try:
        text = unseal(
            sealed, secret_keys=settings().secret_keys, use=OFFERED, owner=str(account_id)
        )
    except NotSealedHere as error:
        raise Refused(OFFER_OVER) from error
    secret, made = loads(text)
    if now - datetime.fromisoformat(made) > OFFER_LIFETIME:
        raise Refused(OFFER_OVER)
    return offer_of(secret, sealed, email, issuer)
