"""What the pages about signatures show."""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.factor_pages import METHODS
from core.accounts.guards import Guard
from core.signatures.queries import AcceptanceRow, SignatureLine, SignatureRow
from core.signatures.rules import Agreement

NO_GUARD = Guard()


@dataclass(frozen=True, slots=True)
class Signing:
    """What a form to sign by has to show. `free_at` is set while signing is held back."""

    guard: Guard = NO_GUARD
    is_accepted: bool = True
    free_at: datetime | None = None

    @property
    def begins_with_agreement(self) -> bool:
        """The first signature of all: the password is asked for once the agreement is read."""
        return not self.is_accepted and self.free_at is None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """The agreement with whether the reader accepted it; `going_on` after it to what is signed."""

    text: Agreement
    accepted: AcceptanceRow | None
    going_on: bool = False
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class OwnSignaturesPage:
    """One's own signatures and the agreements accepted."""

    signatures: tuple[SignatureLine, ...]
    acceptances: tuple[AcceptanceRow, ...]
    is_present_accepted: bool


@dataclass(frozen=True, slots=True)
class SignaturePage:
    """One signature. `methods` is a message to translate, `is_intact`: the bytes are there."""

    signature: SignatureRow
    methods: str
    zone: str
    is_intact: bool
    record: str

    @classmethod
    def of(cls, row: SignatureRow, zone: str, record: str, *, is_intact: bool) -> "SignaturePage":
        methods = METHODS.get(row.auth_methods, row.auth_methods)
        return cls(row, methods, zone, is_intact, record)
