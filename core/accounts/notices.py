"""Letters about the safety of an account: what was changed, and how to stop what one did not ask.

Pure but for words. They go to the owner alone, to the old address where the address changes.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext

from core.adapters.journal import said
from core.kernel.errors import N_
from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Facts,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting, moment

CHANGES = {
    "password_changed": N_("The password of your account was changed."),
    "codes_set_up": N_("One-time codes of an app were set up for your account."),
    "codes_removed": N_("One-time codes of an app were removed from your account."),
    "passkey_added": N_("A passkey was added to your account."),
    "passkey_removed": N_("A passkey was removed from your account."),
    "recovery_codes_renewed": N_("New recovery codes were made for your account."),
    "factors_dropped": N_("All second factors of your account were dropped."),
    "email_changed": N_("The e-mail for signing in was changed."),
    "email_change_asked": N_("Somebody asked to change the e-mail for signing in."),
}


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """A change as its letter tells it; `hours` is how long nothing can be signed after it."""

    id: UUID
    what: str
    at: datetime
    zone: str
    hours: int = 0


def change_letter(told: ChangeTold, reader: Addressee) -> Letter:
    """What was changed and what to do if it was not the reader."""
    pause = gettext(
        "For safety nothing can be signed with your simple electronic signature for "
        "%(hours)s hours after this.",
        hours=told.hours,
    )
    return Letter(
        fact=fact_of("account.change", told.id),
        kind=f"account.{told.what}",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=gettext("Your account on the council's website"),
        greeting=greeting(reader),
        body=(
            Paragraph(gettext(CHANGES[told.what])),
            Facts(((gettext("When"), moment(told.at, told.zone)),)),
            *([Paragraph(pause)] if told.hours else []),
            Paragraph(
                gettext("If it was not you, tell the council's secretary at once, by telephone.")
            ),
            Actions((Action(gettext("My account"), "/desk/account/"),)),
        ),
        record_id=reader.account_id,
    )


def new_address_letter(
    change_id: UUID, path: str, until: datetime, reader: Addressee, *, zone: str
) -> Letter:
    """To the new address: it becomes the one for signing in only when the link was opened."""
    return Letter(
        fact=fact_of("account.email", change_id),
        kind="account.email",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=gettext("Confirm your new e-mail"),
        greeting=greeting(reader),
        body=(
            Paragraph(gettext("You asked to sign in to the council's website with this e-mail.")),
            Facts(((gettext("The link works once, until"), moment(until, zone)),)),
            Actions((Action(gettext("Confirm the e-mail"), path, is_secret=True),)),
            Paragraph(gettext("If you did not expect this letter, do nothing and tell us.")),
        ),
    )


@dataclass(frozen=True, slots=True)
class RecoveryTold:
    """A recovery as its letter tells it; `effective` is empty until a second person confirmed."""

    id: UUID
    asked_by: str
    confirmed_by: str
    effective: datetime | None
    path: str
    zone: str


def recovery_letter(told: RecoveryTold, reader: Addressee) -> Letter:
    """To the owner, twice: when it is asked for, and when it is confirmed."""
    facts = [(gettext("Asked for by"), said(told.asked_by))]
    if told.effective:
        facts.append((gettext("Confirmed by"), told.confirmed_by))
        facts.append((gettext("Takes effect"), moment(told.effective, told.zone)))
    step = "confirmed" if told.effective else "asked"
    return Letter(
        fact=fact_of(f"account.recovery.{step}", told.id),
        kind="account.recovery",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=gettext("Recovery of your access without a second factor"),
        greeting=greeting(reader),
        body=(
            Paragraph(
                gettext(
                    "You will sign in with your password alone once, and set up a second factor "
                    "anew."
                )
            ),
            Facts(tuple(facts)),
            Paragraph(gettext("If you did not ask for this, call it off at once.")),
            Actions((Action(gettext("Call the recovery off"), told.path, is_secret=True),)),
        ),
        record_id=reader.account_id,
    )
