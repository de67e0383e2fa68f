"""Showing fresh factors for one act: bound to its very bytes, for five minutes, a few tries.

Two transactions and more, with slow hashes between: call it before the service that acts.
"""

from datetime import datetime
from uuid import UUID, uuid4

from core.accounts.services.factors import Proof, prove
from core.accounts.services.guarding import may_sign_from
from core.accounts.services.signing_in import begin_attempt, finish_attempt
from core.accounts.services.tokens import digest
from core.adapters.database import command, db
from core.kernel.errors import NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.region.queries import find_region
from core.signatures import queries
from core.signatures.models import StepUp
from core.signatures.rules import LIFETIME, NOT_ACCEPTED, PAUSED, TRIES, Act
from core.signatures.rules.agreement import PRESENT


def authorise(act: Act, proof: Proof, *, actor: Viewer, now: datetime) -> UUID:
    """What the act is signed with, once; raises `Throttled`, `Refused`.

    Codes: agreement_not_accepted, signing_paused, too_many_attempts, wrong_password, no_code,
    wrong_code, code_used, wrong_key.
    """
    if actor.account_id is None:
        raise NotFound("a visitor signs nothing")
    demand_ready(actor.account_id, now)
    key = digest(f"sign\n{actor.account_id}\n{act.purpose}")
    begun = begin_attempt({key: TRIES}, now=now)
    methods = prove(actor.account_id, proof, act.purpose, now=now, is_act=True)
    finish_attempt(begun)
    return keep_step_up(actor.account_id, act, methods, proof, now=now)


def demand_ready(account_id: UUID, now: datetime) -> None:
    """The agreement is accepted, and no change of the account holds signing back."""
    if queries.find_acceptance(account_id, PRESENT) is None:
        raise Refused(NOT_ACCEPTED)
    free_at = may_sign_from(account_id)
    if free_at is not None and free_at > now:
        row = find_region()
        there = local(free_at, row.zone if row else "Europe/Moscow")
        values = {"day": there.date(), "time": f"{there:%H:%M}"}
        raise Refused(Refusal("signing_paused", PAUSED, values))


@command
def keep_step_up(account_id: UUID, act: Act, methods: str, proof: Proof, *, now: datetime) -> UUID:
    step_up = StepUp(
        id=uuid4(),
        account_id=account_id,
        purpose=act.purpose,
        auth_methods=methods,
        made_at=now,
        expires_at=now + LIFETIME,
        session_hash=proof.session_hash,
        address=proof.address,
        user_agent=proof.user_agent,
    )
    db.session.add(step_up)
    return step_up.id
