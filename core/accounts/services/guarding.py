"""Changes of password, e-mail and factor: each is written down and told to the owner by letter.

For some hours after one (SIGNING_PAUSE_HOURS) nothing can be signed: whoever stole an account has
to wait while its owner reads the letter.
"""

from datetime import datetime
from uuid import UUID, uuid4

from core.accounts.models import Account, GuardedChange
from core.accounts.notices import ChangeTold, change_letter
from core.accounts.queries.factors import last_guarded_change
from core.accounts.rules.factors import signing_free_at
from core.adapters import journal
from core.adapters.database import db
from core.kernel.viewers import Viewer
from core.letters.framing import settings
from core.letters.rules import Addressee
from core.letters.services import post_to
from core.letters.services.posting import zone_of_region


def note_change(
    account: Account, what: str, *, actor: Viewer, now: datetime, stops_signing: bool = True
) -> None:
    """A step of the service that changes; call it while the account still has its old e-mail."""
    change_id = uuid4()
    if stops_signing:
        db.session.add(GuardedChange(id=change_id, account_id=account.id, what=what, at=now))
    journal.record(f"account.{what}", subject_id=account.id, actor=actor, at=now)
    hours = settings().signing_pause_hours if stops_signing else 0
    told = ChangeTold(change_id, what, now, zone_of_region(), hours)
    reader = Addressee(account.name, account.email, account_id=account.id)
    post_to([reader], lambda known: change_letter(told, known), now=now)


def may_sign_from(account_id: UUID) -> datetime | None:
    """From when the account may sign again; None where nothing holds it back."""
    return signing_free_at(last_guarded_change(account_id), settings().signing_pause_hours)
