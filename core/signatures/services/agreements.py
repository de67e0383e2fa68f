"""Accepting the agreement: once per version, by whoever shows their factors; its paper is kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from flask_babel import gettext

from core.accounts.services.factors import Proof, prove
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Stale
from core.kernel.viewers import Viewer
from core.papers.rules.telling import Signer
from core.papers.services.keeping import Registered, address_of, new_code, register_paper
from core.region.queries import find_region
from core.signatures import queries
from core.signatures.documents import agreement_paper
from core.signatures.models import AgreementAcceptance
from core.signatures.rules import Agreement, agreement

KIND = "agreement"
ACCEPTING = "accept agreement"
ANOTHER_TEXT = Refusal(
    "another_agreement",
    N_("The text of the agreement has changed since you opened the page. Read it again."),
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which version and text the page showed."""

    version: str
    sha256: str


def present_agreement() -> Agreement:
    """The version that holds now, for this council."""
    row = find_region()
    return agreement(row.council_name if row else gettext("Export Council"))


def accept_agreement(accepted: Accepted, proof: Proof, *, actor: Viewer, now: datetime) -> UUID:
    """Show the factors, then accept; raises `Refused`, `Stale`. Twice accepted is accepted once."""
    if actor.account_id is None:
        raise NotFound("a visitor accepts nothing")
    text = present_agreement()
    if accepted != Accepted(text.version, text.sha256):
        raise Stale(ANOTHER_TEXT)
    methods = prove(actor.account_id, proof, ACCEPTING, now=now, is_act=True)
    return add_acceptance(text, methods, proof.address, actor=actor, now=now)


@command
def add_acceptance(
    text: Agreement, methods: str, address: str, *, actor: Viewer, now: datetime
) -> UUID:
    account_id = actor.account_id
    if account_id is None:
        raise NotFound("a visitor accepts nothing")
    if known := queries.find_acceptance(account_id, text.version):
        return known.id
    acceptance = AgreementAcceptance(
        id=uuid4(),
        account_id=account_id,
        person_id=actor.person_id,
        name=actor.name,
        office=actor.role_label,
        version=text.version,
        text_sha256=text.sha256,
        auth_methods=methods,
        accepted_at=now,
        address=address,
    )
    db.session.add(acceptance)
    db.session.flush()
    keep_paper(text, acceptance, now)
    journal.record(
        "agreement.accepted",
        subject_id=account_id,
        actor=actor,
        at=now,
        details={"version": text.version, "sha256": text.sha256},
    )
    return acceptance.id


def keep_paper(text: Agreement, acceptance: AgreementAcceptance, now: datetime) -> None:
    """The agreement as this person accepted it, kept for ever as it stands."""
    row = find_region()
    zone = row.zone if row else "Europe/Moscow"
    paper = agreement_paper(text, acceptance.name, acceptance.office, at=now, zone=zone)
    code = new_code(now)
    about = Registered(
        kind=KIND,
        subject_id=acceptance.id,
        number=text.version,
        dated_at=now,
        signers=(Signer(acceptance.name, acceptance.office, now),),
    )
    register_paper(replace(paper, code=code, address=address_of(code)), about, now=now)
