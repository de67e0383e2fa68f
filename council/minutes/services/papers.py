"""Keeping minutes as papers: the signed text once for ever, the public one as it may be read.

The first two run inside the transaction of the signature or the publication. Minutes signed before
papers were kept are kept when somebody first asks, and say at their foot on which day that was. The
public paper is known by its very text: when a consent is withdrawn, the old paper stops being shown
and another takes its place (152-ФЗ, art. 10.1).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from core.adapters.database import command
from core.kernel.canonical import short
from core.kernel.russian import date_long
from core.kernel.zones import local, noon
from core.papers.queries import find_kept_code
from core.papers.rules.telling import Signer
from core.papers.services.keeping import (
    Registered,
    address_of,
    new_code,
    publish_kept,
    register_paper,
    withdraw_others,
)
from council.meetings.models import Meeting
from council.meetings.queries.meetings import get_meeting
from council.minutes import documents
from council.minutes.documents.minutes import DRAWN_UP
from council.minutes.queries import editions
from council.minutes.queries.papers import (
    get_minutes_record,
    list_published_numbers,
    public_record,
)
from council.minutes.queries.published import PublishedMinutes, find_published
from council.minutes.rules import Signatory
from council.minutes.rules.papers import MinutesRecord
from council.minutes.rules.signing import minutes_sha256

SIGNED = "minutes"
OFFICES = {Signatory.PRESIDING: "Председательствующий", Signatory.SECRETARY: "Секретарь"}


def keep_signed(meeting: Meeting, edition_id: UUID, *, now: datetime, note: str = "") -> str:
    """The code of the signed minutes; they are registered once."""
    if code := find_kept_code(SIGNED, edition_id):
        return code
    code = new_code(now)
    edition = editions.get_edition_row(edition_id)
    record = get_minutes_record(meeting, edition, address=address_of(code))
    paper = replace(documents.minutes(record), code=code, note=note)
    about = registered(SIGNED, edition_id, record, edition.number)
    return register_paper(paper, about, now=now)


@command
def keep_signed_now(edition_id: UUID, *, now: datetime) -> str:
    """For the reader who first asks for minutes signed before papers were kept."""
    edition = editions.get_edition_row(edition_id)
    meeting = get_meeting(edition.meeting_id, lock=True)
    day = date_long(local(now, meeting.zone).date())
    return keep_signed(meeting, edition_id, now=now, note=DRAWN_UP.format(day=day))


def keep_public(meeting: Meeting, number: int, *, now: datetime) -> str | None:
    """The code of the paper that visitors may read of an edition; None if nothing is public.

    Papers of the same edition with another text are not shown any more.
    """
    found = find_published(meeting.id, number)
    if found is None or found.is_withdrawn:
        return None
    kind, subject = kind_of(found.edition_id), subject_of(found)
    withdraw_others(kind, subject, now=now)
    if code := find_kept_code(kind, subject):
        publish_kept(kind, subject)
        return code
    code = new_code(now)
    record = public_record(meeting, found, address=address_of(code))
    paper = replace(documents.minutes(record), code=code)
    about = replace(registered(kind, subject, record, found.number), is_published=True)
    return register_paper(paper, about, now=now)


def kind_of(edition_id: UUID) -> str:
    return f"public:{edition_id.hex}"


def subject_of(found: PublishedMinutes) -> UUID:
    """A public paper is known by its very text: another text is another paper."""
    return uuid5(found.edition_id, minutes_sha256(found.minutes.text))


def find_public_code(found: PublishedMinutes) -> str | None:
    """The paper kept of the text that is public now."""
    return find_kept_code(kind_of(found.edition_id), subject_of(found))


@command
def keep_public_now(meeting_id: UUID, number: int, *, now: datetime) -> str | None:
    """For the reader who comes first after the public text has changed."""
    return keep_public(get_meeting(meeting_id, lock=True), number, now=now)


def hide_public(edition_id: UUID, *, now: datetime) -> None:
    """The publication is withdrawn: no paper of it is shown any more."""
    withdraw_others(kind_of(edition_id), None, now=now)


def renew_public(now: datetime) -> None:
    """Somebody's consent changed: every public paper with another text gives way to a new one."""
    for meeting_id, number in list_published_numbers():
        keep_public(get_meeting(meeting_id), number, now=now)


def registered(kind: str, subject_id: UUID, record: MinutesRecord, edition: int) -> Registered:
    return Registered(
        kind=kind,
        subject_id=subject_id,
        number=str(record.number),
        dated_at=noon(record.day, record.zone),
        edition=edition,
        signers=tuple(signers(record)),
    )


def signers(record: MinutesRecord) -> Iterable[Signer]:
    for mark in record.signatures:
        yield Signer(
            mark.name, OFFICES[mark.signatory], mark.signed_at, short(mark.sha256), mark.agreement
        )
