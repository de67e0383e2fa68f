"""Withdrawing a consent, whatever slice keeps it: by the person, or by staff on a paper."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.register import Consent
from core.kernel.viewers import Viewer
from core.privacy.queries.finding import Found, find_from
from core.privacy.queries.schema import privacy

NO_BASIS = Refusal(
    "no_basis", N_("Say on what the withdrawal rests: “application of 3 March 2026”, say.")
)


def list_consents(found: Found) -> Sequence[Consent]:
    """All consents of a person, live ones first."""
    given = [
        each
        for kind in privacy().consents
        if (ids := found.of_table(kind.table))
        for each in kind.list_of(ids)
    ]
    return sorted(given, key=lambda each: (each.revoked_at is not None, each.given_at))


def withdraw_all(consents: Iterable[Consent], actor: Viewer, now: datetime) -> None:
    """A step of erasure: every consent that lives ends."""
    steps = {kind.name: kind.withdraw for kind in privacy().consents}
    for each in consents:
        if each.revoked_at is None:
            steps[each.kind](each.id, actor, now)


@command
def withdraw_consent(  # noqa: PLR0913 - which consent of whom
    table: str,
    row_id: UUID,
    kind: str,
    consent_id: UUID,
    *,
    basis: str | None,
    actor: Viewer,
    now: datetime,
) -> None:
    """End one consent of the person of that row. Asked twice, done once.

    `basis` is the paper on which staff acts, None where people act for themselves. Raises
    `NotFound` for a consent of somebody else, `Refused` without a basis.
    """
    found = find_from(table, row_id)
    known = [one for one in list_consents(found) if (one.kind, one.id) == (kind, consent_id)]
    if not known:
        raise NotFound("no such consent of this person")
    if basis is not None and not basis.strip():
        raise Refused(NO_BASIS)
    (consent,) = known
    if consent.revoked_at is not None:
        return
    withdraw_all(known, actor, now)
    if basis is not None:
        details = {"basis": basis.strip(), "version": consent.version}
        what = "consent.withdrawn_on_paper"
        journal.record(what, subject_id=consent_id, actor=actor, at=now, details=details)
    db.session.flush()
