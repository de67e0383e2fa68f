"""What the pages about accounts show: plain values, nothing left to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.accounts.queries.accounts import AccountRow
from core.accounts.queries.links import LinkRow
from core.accounts.queries.sessions import SessionRow
from core.accounts.rules.accounts import LIFE_CYCLE, AccountAction, AccountState, Change
from core.accounts.rules.links import LIFETIME, LinkPurpose
from core.accounts.rules.passwords import SHORTEST
from core.accounts.rules.sessions import browser_name
from core.adapters.journal import HistoryLine
from core.kernel.errors import N_, Refusal
from core.kernel.viewers import Viewer

TONES = {AccountState.ACTIVE: "ok", AccountState.INVITED: "new", AccountState.DISABLED: "plain"}

HAPPENED = {
    "account.invited": N_("Invited"),
    "account.link_issued": N_("A one-time link was made"),
    "account.link_used": N_("The password was set by a link"),
    "account.signed_in": N_("Signed in"),
    "account.sign_in_failed": N_("A wrong password was entered"),
    "account.factor_failed": N_("A wrong code of the second factor was entered"),
    "account.signed_out": N_("Signed out"),
    "account.session_ended": N_("One browser was signed out"),
    "account.other_sessions_ended": N_("The other browsers were signed out"),
    "account.password_changed": N_("The password was changed"),
    "account.codes_set_up": N_("One-time codes were set up"),
    "account.codes_removed": N_("One-time codes were removed"),
    "account.passkey_added": N_("A passkey was added"),
    "account.passkey_removed": N_("A passkey was removed"),
    "account.recovery_codes_renewed": N_("New recovery codes were made"),
    "account.recovery_asked": N_("A recovery without a second factor was asked for"),
    "account.recovery_confirmed": N_("The recovery was confirmed by another person"),
    "account.recovery_cancelled": N_("The recovery was called off"),
    "account.recovery_done": N_("Signed in by the recovery"),
    "account.factors_dropped": N_("All second factors were dropped"),
    "account.factors_reset": N_("The operator reset the second factors"),
    "account.email_change_asked": N_("A new e-mail was asked for"),
    "personal_data.read": N_("The personal data were read"),
    "personal_data.exported": N_("The personal data were handed out"),
    "account.email_changed": N_("The e-mail for signing in was changed"),
    "account.disabled": N_("The account was disabled"),
    "account.enabled": N_("The account was enabled"),
}


@dataclass(frozen=True, slots=True)
class SignInPage:
    """`goes_on` tells that the person was on the way to another page.

    `is_kept`: that what they sent waits for them; `is_file_lost`: that files did not.
    """

    goes_on: bool
    is_kept: bool = False
    is_file_lost: bool = False


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What was typed and not accepted yet, and where it was sent to.

    `is_file_lost`: that files were sent too; `is_password_lost`: that a password was.
    """

    path: str
    typed: Sequence[tuple[str, str]]
    is_file_lost: bool = False
    is_password_lost: bool = False

    @property
    def texts(self) -> list[str]:
        """What a person wrote, as against choices and numbers of records."""
        return [value for _, value in self.typed if " " in value.strip()]


@dataclass(frozen=True, slots=True)
class LinkPage:
    """The page on which a password is set by a one-time link."""

    token: str
    name: str
    email: str
    is_invitation: bool
    shortest: int = SHORTEST

    @classmethod
    def of(cls, token: str, link: LinkRow) -> "LinkPage":
        is_invitation = link.purpose is LinkPurpose.INVITATION
        return cls(token, link.name, link.email, is_invitation)


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """A fresh link as it is shown, once; not at all where a letter took it to its owner."""

    url: str
    expires_at: datetime
    is_invitation: bool
    mailed_to: str = ""

    @classmethod
    def of(cls, base_url: str, token: str, purpose: LinkPurpose, now: datetime) -> "IssuedLink":
        """The address always begins with the configured one, whatever host was asked for."""
        is_invitation = purpose is LinkPurpose.INVITATION
        return cls(f"{base_url}/link/{token}", now + LIFETIME[purpose], is_invitation)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One signed-in browser."""

    session_id: UUID
    browser: str
    address: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool

    @classmethod
    def of(cls, row: SessionRow, this_one: UUID | None) -> "SessionLine":
        return cls(
            row.session_id,
            browser_name(row.browser),
            row.address,
            row.started_at,
            row.seen_at,
            is_this_one=row.session_id == this_one,
        )


@dataclass(frozen=True, slots=True)
class OwnAccountPage:
    """What people see of their own account."""

    name: str
    email: str
    sessions: tuple[SessionLine, ...]

    @classmethod
    def of(
        cls, viewer: Viewer, rows: Sequence[SessionRow], this_one: UUID | None
    ) -> "OwnAccountPage":
        return cls(viewer.name, viewer.email, tuple(SessionLine.of(row, this_one) for row in rows))

    @property
    def has_others(self) -> bool:
        return any(not line.is_this_one for line in self.sessions)


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """One page of the list of accounts."""

    rows: tuple[AccountRow, ...]
    tones: dict[AccountState, str]
    found: int
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be done to an account now, or why not."""

    action: AccountAction
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of an account's history; `what` is a message to translate."""

    what: str
    actor_name: str
    at: datetime

    @classmethod
    def of(cls, line: HistoryLine) -> "Happening":
        return cls(HAPPENED.get(line.what, line.what), line.actor_name, line.at)


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account as its administrator sees it."""

    account: AccountRow
    tone: str
    offers: tuple[Offer, ...]
    history: tuple[Happening, ...]

    @classmethod
    def of(
        cls, row: AccountRow, *, viewer: Viewer, history: Sequence[HistoryLine]
    ) -> "AccountPage":
        facts = Change(
            is_own=row.account_id == viewer.account_id,
            is_administrator=row.is_administrator,
            by_administrator=viewer.is_administrator,
        )
        offers = tuple(
            Offer(action, LIFE_CYCLE.refusals(action, row.state, facts))
            for action in LIFE_CYCLE.reachable_actions(row.state)
        )
        return cls(row, TONES[row.state], offers, tuple(map(Happening.of, history)))
