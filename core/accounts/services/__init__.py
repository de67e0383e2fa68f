"""What people do with accounts: one function per intent, one transaction each.

Other parts use `confirm_password`, `invite_account` and `issue_link`.
"""

from core.accounts.services.accounts import (
    NewAccount,
    disable_account,
    enable_account,
    invite_account,
)
from core.accounts.services.links import issue_link, use_link
from core.accounts.services.passwords import change_password
from core.accounts.services.sessions import (
    end_other_sessions,
    end_own_session,
    end_session,
    touch_session,
)
from core.accounts.services.signing_in import confirm_password, sign_in

__all__ = [
    "NewAccount",
    "change_password",
    "confirm_password",
    "disable_account",
    "enable_account",
    "end_other_sessions",
    "end_own_session",
    "end_session",
    "invite_account",
    "issue_link",
    "sign_in",
    "touch_session",
    "use_link",
]
