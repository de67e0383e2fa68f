"""The life of an account: invited, active, disabled; and who may change it.

The state is read from the account (has it a password, was it disabled), never stored.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.accounts.rules.links import LinkPurpose
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.typography import clean_spaces
from core.kernel.workflow import Step, Workflow

LONGEST_EMAIL = 254
LONGEST_NAME = 200
EMAIL = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")


class AccountState(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class AccountAction(StrEnum):
    INVITE_AGAIN = "invite_again"
    RESET_PASSWORD = "reset_password"  # noqa: S105 - the name of an action
    DISABLE = "disable"
    ENABLE = "enable"


@dataclass(frozen=True, slots=True)
class Change:
    """Who acts on whose account."""

    is_own: bool = False
    is_administrator: bool = False
    by_administrator: bool = False


def not_own(change: Change) -> Refusal | None:
    if not change.is_own:
        return None
    message = N_("You cannot disable your own account. Ask another administrator.")
    return Refusal("own_account", message)


def administrators_by_administrators(change: Change) -> Refusal | None:
    """Whoever hands out a link could use it: no way from another role to an administrator's."""
    if change.by_administrator or not change.is_administrator:
        return None
    message = N_("Only an administrator may issue a link to an administrator.")
    return Refusal("administrators_only", message)


LIFE_CYCLE: Workflow[AccountState, AccountAction, Change] = Workflow(
    initial=AccountState.INVITED,
    steps={
        AccountAction.INVITE_AGAIN: Step(
            frozenset({AccountState.INVITED}),
            AccountState.INVITED,
            (administrators_by_administrators,),
        ),
        AccountAction.RESET_PASSWORD: Step(
            frozenset({AccountState.ACTIVE}),
            AccountState.ACTIVE,
            (administrators_by_administrators,),
        ),
        AccountAction.DISABLE: Step(
            frozenset({AccountState.INVITED, AccountState.ACTIVE}),
            AccountState.DISABLED,
            (not_own,),
        ),
        # One that never had a password waits for its invitation again.
        AccountAction.ENABLE: Step(frozenset({AccountState.DISABLED}), AccountState.ACTIVE),
    },
)

ISSUING = {
    LinkPurpose.INVITATION: AccountAction.INVITE_AGAIN,
    LinkPurpose.PASSWORD_RESET: AccountAction.RESET_PASSWORD,
}


def account_state(*, has_password: bool, disabled_at: datetime | None) -> AccountState:
    if disabled_at is not None:
        return AccountState.DISABLED
    return AccountState.ACTIVE if has_password else AccountState.INVITED


def purpose_for(state: AccountState) -> LinkPurpose:
    """The link that an account in this state can use."""
    return LinkPurpose.INVITATION if state is AccountState.INVITED else LinkPurpose.PASSWORD_RESET


def sign_in_name(email: str) -> str:
    """The e-mail as it is stored and compared; raises `Refused` if it cannot be one."""
    name = email.strip().casefold()
    if len(name) > LONGEST_EMAIL or not EMAIL.fullmatch(name):
        message = N_("Enter an e-mail address in the form name@example.org.")
        raise Refused(Refusal("email_unreadable", message))
    return name


def display_name(name: str) -> str:
    """The name without needless spaces; raises `Refused` if it cannot be shown in one line."""
    text = clean_spaces(name).strip()
    if not text or len(text) > LONGEST_NAME or any(sign < " " for sign in text):
        message = N_("Enter the name in one line, no longer than %(count)s characters.")
        raise Refused(Refusal("name_unreadable", message, {"count": LONGEST_NAME}))
    return " ".join(text.split())
