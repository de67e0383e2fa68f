"""Consents to publish a person's data, and accounts of people."""

from datetime import datetime
from uuid import UUID, uuid4

from core.accounts.models import Account
from core.accounts.rules.accounts import display_name, sign_in_name
from core.accounts.rules.links import LinkPurpose
from core.accounts.services.accounts import add_account
from core.accounts.services.links import add_link
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.names import PersonName
from core.kernel.viewers import Viewer
from council.membership.models import PublicationConsent
from council.membership.queries.people import find_live_consent, get_consent, get_person
from council.membership.rules.acts import NewConsent

FUTURE = Refusal("given_in_future", N_("A consent cannot be signed in the future."))
LIVE_ALREADY = Refusal(
    "consent_live",
    N_("There is a consent to this already. Withdraw it first if its text has changed."),
)
WITHDRAWN = Refusal("already_withdrawn", N_("This consent has already been withdrawn."))
HAS_ACCOUNT = Refusal(
    "has_account", N_("This person can already sign in. Make a new one-time link instead.")
)


@command
def record_consent(person_id: UUID, new: NewConsent, *, actor: Viewer, now: datetime) -> UUID:
    """Record that the person agreed to a version of the text."""
    get_person(person_id, lock=True)
    if new.given_at > now:
        raise Refused(FUTURE)
    if find_live_consent(person_id, new.scope) is not None:
        raise Refused(LIVE_ALREADY)
    consent = PublicationConsent(
        id=uuid4(),
        person_id=person_id,
        scope=new.scope,
        text_version=new.text_version,
        given_at=new.given_at,
    )
    db.session.add(consent)
    details = {
        "scope": new.scope,
        "text_version": new.text_version,
        "given_on": new.given_at.date(),
    }
    journal.record("consent.given", subject_id=person_id, actor=actor, at=now, details=details)
    return consent.id


@command
def withdraw_consent(person_id: UUID, consent_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The data leave public pages with the next request; the record of the consent stays."""
    consent = get_consent(person_id, consent_id)
    if consent.revoked_at is not None:
        raise Refused(WITHDRAWN)
    consent.revoked_at = now
    details = {"scope": consent.scope, "text_version": consent.text_version}
    journal.record("consent.withdrawn", subject_id=person_id, actor=actor, at=now, details=details)


@command
def invite_person(person_id: UUID, email: str, *, actor: Viewer, now: datetime) -> str:
    """Give the person an account; returns the token of the invitation, shown once."""
    person = get_person(person_id, lock=True)
    if person.account_id is not None:
        raise Refused(HAS_ACCOUNT)
    name = PersonName(person.surname, person.given_name, person.patronymic).full
    account = Account(
        id=uuid4(), email=sign_in_name(email), name=display_name(name), created_at=now
    )
    add_account(account)
    person.account_id = account.id
    if not person.email:
        person.email = account.email
    person.revision += 1
    details = {"email": account.email}
    journal.record("person.invited", subject_id=person_id, actor=actor, at=now, details=details)
    journal.record("account.invited", subject_id=account.id, actor=actor, at=now, details=details)
    return add_link(account, LinkPurpose.INVITATION, actor=actor, now=now)
