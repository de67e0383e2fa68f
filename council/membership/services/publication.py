"""Consents to publish a person's data, and accounts of people."""

from datetime import datetime
from uuid import UUID, uuid4

from core.accounts.models import Account
from core.accounts.rules.accounts import display_name, sign_in_name
from core.accounts.rules.links import LinkPurpose
from core.accounts.services.accounts import add_account, invite_again
from core.accounts.services.links import add_link
from core.adapters import journal
from core.adapters.database import command, db
from core.adapters.once import made_before
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.names import PersonName
from core.kernel.viewers import Viewer
from council.membership import aftermath
from council.membership.models import PublicationConsent
from council.membership.queries.people import find_live_consent, get_consent, get_person
from council.membership.rules.acts import NewConsent

FUTURE = Refusal("given_in_future", N_("A consent cannot be signed in the future."))
LIVE_ALREADY = Refusal(
    "consent_live",
    N_("There is a consent to this already. Withdraw it first if its text has changed."),
)
HAS_ACCOUNT = Refusal(
    "has_account", N_("This person can already sign in. Make a new one-time link instead.")
)


@command
def record_consent(person_id: UUID, new: NewConsent, *, actor: Viewer, now: datetime) -> UUID:
    """Record that the person agreed to a version of the text."""
    get_person(person_id, lock=True)
    values = {"person_id": person_id, "scope": new.scope, "text_version": new.text_version}
    if made_before(PublicationConsent, new.id, values):
        return new.id
    if new.given_at > now:
        raise Refused(FUTURE)
    if find_live_consent(person_id, new.scope) is not None:
        raise Refused(LIVE_ALREADY)
    consent = PublicationConsent(id=new.id, given_at=new.given_at, **values)
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
    end_consent(get_consent(person_id, consent_id), actor=actor, now=now)


def end_consent(consent: PublicationConsent, *, actor: Viewer, now: datetime) -> None:
    """The same as a step of other commands: of an erasure, of a withdrawal on paper."""
    if consent.revoked_at is not None:  # the button was pressed twice
        return
    person_id, consent.revoked_at = consent.person_id, now
    details = {"scope": consent.scope, "text_version": consent.text_version}
    journal.record("consent.withdrawn", subject_id=person_id, actor=actor, at=now, details=details)
    db.session.flush()
    aftermath.run(now)


@command
def invite_person(
    person_id: UUID, email: str, *, actor: Viewer, now: datetime, key: UUID | None = None
) -> str:
    """Give the person an account; returns the token of the invitation, shown once."""
    person, account_id = get_person(person_id, lock=True), key or uuid4()
    if person.account_id not in {None, account_id}:
        raise Refused(HAS_ACCOUNT)
    name = PersonName(person.surname, person.given_name, person.patronymic).full
    account = Account(
        id=account_id, email=sign_in_name(email), name=display_name(name), created_at=now
    )
    if not add_account(account):
        return invite_again(account_id, actor=actor, now=now)
    person.account_id = account.id
    if not person.email:
        person.email = account.email
    person.revision += 1
    details = {"email": account.email}
    journal.record("person.invited", subject_id=person_id, actor=actor, at=now, details=details)
    journal.record("account.invited", subject_id=account.id, actor=actor, at=now, details=details)
    return add_link(account, LinkPurpose.INVITATION, actor=actor, now=now)
