"""Letters about accounts: the invitation and the link for a new password. Pure but for words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext

from core.accounts.models import Account
from core.accounts.rules.links import LinkPurpose
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


@dataclass(frozen=True, slots=True)
class Sent:
    """A one-time link as its letter carries it."""

    id: UUID
    purpose: LinkPurpose
    path: str
    until: datetime
    zone: str


def link_letter(account: Account, link: Sent, reader: Addressee) -> Letter:
    """To the owner alone."""
    subject, text, action = words(link.purpose)
    return Letter(
        fact=fact_of("account.link", link.id),
        kind=f"account.{link.purpose}",
        addressee=reader,
        urgency=Urgency.SERVICE,
        subject=subject,
        greeting=greeting(reader),
        body=(
            Paragraph(text),
            Facts(
                (
                    (gettext("E-mail for signing in"), account.email),
                    (gettext("The link works once, until"), moment(link.until, link.zone)),
                )
            ),
            Actions((Action(action, link.path, is_secret=True),)),
            Paragraph(gettext("If you did not expect this letter, do nothing and tell us.")),
        ),
        record_id=account.id,
    )


def words(purpose: LinkPurpose) -> tuple[str, str, str]:
    if purpose is LinkPurpose.INVITATION:
        return (
            gettext("Invitation to the council's website"),
            gettext("You are invited to the council's website. Choose a password to sign in."),
            gettext("Choose a password"),
        )
    return (
        gettext("A new password for the council's website"),
        gettext(
            "You can choose a new password by the link. It was asked for on the website, or made "
            "by whoever keeps the accounts."
        ),
        gettext("Choose a new password"),
    )
