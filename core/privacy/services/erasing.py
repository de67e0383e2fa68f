"""The end of one person's data, by order of an administrator; official acts stay as they are.

One transaction: consents withdrawn, live applications ended, rows deleted or blanked, values of the
journal erased (the chain holds), and the entry that says so. The bytes of files go after it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.database import command, db
from core.audit.services.erasing import erase_values
from core.kernel.errors import N_, Refusal, Refused
from core.kernel.register import Erasure, Ground, PersonalRecord
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from core.papers.services.rendering import forget_copies
from core.privacy.queries.finding import Found, find_from
from core.privacy.queries.schema import primary_of, privacy, records, table_of
from core.privacy.services.ending import end_rows, files_of, forget_files
from core.privacy.services.withdrawing import list_consents, withdraw_all

NO_REASON = Refusal("no_reason", N_("Say why the data are erased: a request and its date, say."))
ONESELF = Refusal("oneself", N_("You cannot erase yourself. Another administrator has to do it."))
SHORTEST_REASON = 5
BY_THE_JOURNAL = "journal_values"  # erased by its own service, with an entry


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done, by table, and the contents of files that go now."""

    counts: Mapping[str, int]
    files: tuple[str, ...]


def is_named(found: Found) -> bool:
    """Whether an official act names the person: then the name stays what it was."""
    grounds = {Ground.DUTY, Ground.SIGNATURE}
    return any(
        one.erasure is Erasure.KEEP and one.ground in grounds and found.rows.get(at)
        for at, one in enumerate(records())
    )


def fate_of(one: PersonalRecord, *, named: bool) -> Erasure:
    """What becomes of the rows of this record: deleted, blanked or kept."""
    if one.erasure is Erasure.KEEP_IF_NAMED:
        return Erasure.KEEP if named else Erasure.BLANK
    return one.erasure


def refusals_of(found: Found, actor: Viewer, now: datetime) -> tuple[Refusal, ...]:
    """Why this person cannot be erased now."""
    own = actor.account_id in found.accounts or actor.person_id in found.people
    reasons = [guard(found.accounts, found.people, now) for guard in privacy().guards]
    return tuple(each for each in (ONESELF if own else None, *reasons) if each is not None)


@command
def erase_person(table: str, row_id: UUID, reason: str, *, actor: Viewer, now: datetime) -> Erased:
    """Raises `Refused`; done again it finds nothing more, and the journal keeps that too."""
    found = find_from(table, row_id)
    if refusals := refusals_of(found, actor, now):
        raise Refused(*refusals)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(NO_REASON)
    named, own, files = is_named(found), found.own_ids(), all_files(found)
    withdraw_all(list_consents(found), actor, now)
    for name, step in privacy().steps.items():
        if ids := found.of_table(name):
            step(ids, actor, now)
    db.session.flush()
    forget_letters(own)
    counts = end_all(found, named=named, now=now)
    forget_copies()
    erase_values(own, actor=actor, now=now)
    details = {"reason": reason.strip(), "rows": [f"{name}: {n}" for name, n in counts.items()]}
    what = "personal_data.erased"
    journal.record(what, subject_id=row_id, actor=actor, at=now, details=details, is_official=True)
    db.session.flush()
    db.session.expire_all()
    for step_after in privacy().after:
        step_after(now)
    return Erased(counts, forget_files(files))


def all_files(found: Found) -> set[str]:
    """Contents that rows to be deleted point at."""
    return {
        digest
        for at, one in enumerate(records())
        if one.erasure is Erasure.DELETE
        for digest in files_of(table_of(one.table), primary_of(one), found.rows.get(at, set()))
    }


def end_all(found: Found, *, named: bool, now: datetime) -> Mapping[str, int]:
    """Children before their parents; says how many rows of which table."""
    order = {table.name: at for at, table in enumerate(db.metadata.sorted_tables)}
    whole = sorted(enumerate(records()), key=lambda pair: -order[pair[1].table])
    counts: Counter[str] = Counter()
    for at, one in whole:
        ids = found.rows.get(at, set())
        kept = fate_of(one, named=named) is Erasure.KEEP or one.table == BY_THE_JOURNAL
        if not ids or kept:
            continue
        end_rows(one, ids, now)
        counts[one.table] += len(ids)
    return counts
