"""Signing in tests: what a person shows before an act, in one step and without slow hashes.

`decide_report` and `add_signature` are the services of the slices with fresh factors shown first.
"""

from uuid import uuid4

from core.accounts.services.factors import Proof
from core.adapters.database import command, db
from core.signatures import queries
from core.signatures.models import AgreementAcceptance
from core.signatures.rules.agreement import PRESENT
from core.signatures.services.authorising import keep_step_up
from council.minutes.queries import editions
from council.minutes.services import signing as of_minutes
from council.reports.services import deciding as of_reports

ADDRESS = "192.0.2.1"


def acceptance(account_id, now, version=PRESENT):
    """The agreement, accepted by an account."""
    return AgreementAcceptance(
        id=uuid4(),
        account_id=account_id,
        name="Участник",
        office="",
        version=version,
        text_sha256="0" * 64,
        auth_methods="pwd",
        accepted_at=now,
        address=ADDRESS,
    )


@command
def accept(account_id, *, now):
    if queries.find_acceptance(account_id, PRESENT) is None:
        db.session.add(acceptance(account_id, now))


def shown(act, *, actor, now, methods="pwd"):
    """What `authorise` gives to whoever has shown their factors."""
    if actor.account_id is None:
        return uuid4()
    accept(actor.account_id, now=now)
    return keep_step_up(actor.account_id, act, methods, Proof("", ADDRESS), now=now)


def decide_report(report_id, verdict, *, actor, now):
    step_up = shown(of_reports.act_of(report_id, verdict), actor=actor, now=now)
    of_reports.decide_report(report_id, verdict, step_up, actor=actor, now=now)


def act_of_minutes(edition_id, sha256):
    return of_minutes.act_of(editions.get_edition_row(edition_id), sha256)


def add_signature(edition_id, sha256, *, actor, now):
    step_up = shown(act_of_minutes(edition_id, sha256), actor=actor, now=now)
    return of_minutes.add_signature(edition_id, sha256, step_up, actor=actor, now=now)
