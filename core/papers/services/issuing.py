"""Giving a paper out of a record: it is kept as it was given, the next time is another paper."""

from datetime import datetime
from uuid import UUID, uuid4

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.papers.issuing import Issuable
from core.papers.models import IssuedPaper
from core.papers.queries import find_last_issue
from core.papers.rules.issuing import Issue, given_out
from core.papers.rules.telling import Signer
from core.papers.services.keeping import Registered, address_of, new_code, register_paper
from core.region.queries import find_region

UNKNOWN_ZONE = "Europe/Moscow"


@command
def issue_paper(kind: str, of_id: UUID, issuable: Issuable, *, actor: Viewer, now: datetime) -> str:
    """The code of the new paper; numbers run through the year, two at once get two."""
    code = new_code(now)  # locks the year: nobody else takes a number until this one is written
    region = find_region()
    issue = Issue(
        number=find_last_issue(kind, now.year) + 1,
        code=code,
        address=address_of(code),
        issued_by=actor.name,
        at=now,
        day=local(now, region.zone if region else UNKNOWN_ZONE).date(),
    )
    about = Registered(
        kind=f"issued {kind}",
        subject_id=uuid4(),
        number=str(issue.number),
        dated_at=now,
        signers=(Signer(actor.name, issuable.office, now),),
    )
    register_paper(given_out(issuable.make(of_id, issue), issue), about, now=now)
    db.session.add(
        IssuedPaper(
            code=code,
            kind=kind,
            of_id=of_id,
            year=now.year,
            number=issue.number,
            issued_by=actor.name,
            issued_at=now,
        )
    )
    details = {"kind": kind, "number": issue.number, "code": code}
    journal.record("paper.issued", subject_id=of_id, actor=actor, at=now, details=details)
    return code
