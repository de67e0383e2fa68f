"""What the pages about second factors show: plain values, nothing left to load."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.accounts.queries.factors import Factors
from core.accounts.queries.pending import RecoveryRow
from core.accounts.rules.recoveries import (
    DELAY,
    LIFE_CYCLE,
    RecoveryAction,
    RecoveryFacts,
    RecoveryState,
)
from core.accounts.services.factors import Offer
from core.kernel.errors import N_, Refusal
from core.kernel.viewers import Viewer

FEW_CODES = 3
METHODS = {
    "pwd": N_("password"),
    "pwd+totp": N_("password and one-time code"),
    "pwd+passkey": N_("password and passkey"),
}


@dataclass(frozen=True, slots=True)
class EnterFactorPage:
    """The second step of signing in. `recovery_from` is when a confirmed recovery takes effect."""

    has_codes: bool
    has_keys: bool
    recovery_from: datetime | None
    is_recovered: bool

    @classmethod
    def of(
        cls, factors: Factors, recovery: RecoveryRow | None, *, now: datetime, may_have_keys: bool
    ) -> "EnterFactorPage":
        confirmed = recovery.confirmed_at if recovery else None
        facts = RecoveryFacts(waited=now - (confirmed or now))
        is_ripe = recovery is not None and not LIFE_CYCLE.refusals(
            RecoveryAction.FINISH, recovery.state, facts
        )
        return cls(
            has_codes=factors.code_since is not None,
            has_keys=bool(factors.passkeys) and may_have_keys,
            recovery_from=confirmed + DELAY if confirmed else None,
            is_recovered=is_ripe,
        )


@dataclass(frozen=True, slots=True)
class OwnFactorsPage:
    """What somebody has set up, and what is to be done. `is_needed`: their office demands one."""

    is_on: bool
    is_needed: bool
    is_missing: bool
    may_have_keys: bool
    factors: Factors
    recovery: RecoveryRow | None
    signing_from: datetime | None

    @property
    def has_few_codes(self) -> bool:
        return self.factors.is_set_up and self.factors.recovery_codes_left < FEW_CODES


@dataclass(frozen=True, slots=True)
class OfferPage:
    """The picture that a phone reads, and the same secret in words."""

    picture: str
    spelt: str
    sealed: str
    uri: str

    @classmethod
    def of(cls, offer: Offer) -> "OfferPage":
        return cls(offer.picture, offer.spelt, offer.sealed, offer.uri)


@dataclass(frozen=True, slots=True)
class RemovalPage:
    """Asks once more before a factor is taken away."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """One recovery for those who keep accounts. `refusals`: why this reader cannot confirm it."""

    id: UUID
    name: str
    email: str
    state: RecoveryState
    reason: str
    asked_by: str
    asked_at: datetime
    confirmed_by: str
    effective: datetime | None
    refusals: tuple[Refusal, ...]

    @classmethod
    def of(cls, row: RecoveryRow, viewer: Viewer) -> "RecoveryLine":
        facts = RecoveryFacts(
            is_own=viewer.account_id == row.account_id,
            by_asker=viewer.account_id is not None and viewer.account_id == row.asked_by_id,
        )
        return cls(
            row.id,
            row.name,
            row.email,
            row.state,
            row.reason,
            row.asker,
            row.asked_at,
            row.confirmed_by_name,
            row.confirmed_at + DELAY if row.confirmed_at else None,
            LIFE_CYCLE.refusals(RecoveryAction.CONFIRM, row.state, facts),
        )

    @property
    def waits(self) -> bool:
        return self.state is RecoveryState.ASKED
