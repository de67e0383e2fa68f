"""Speakers and materials of an agenda, each list one statement for the whole meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from core.adapters.database import db
from core.adapters.files import StoredFile
from core.kernel.errors import NotFound
from core.kernel.names import PersonName
from council.meetings.models import AgendaItem, ItemFile, Speaker
from council.membership.models import Person


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Who speaks under an item: a person of the council, or a typed name with a post."""

    item_id: UUID
    person_id: UUID | None
    name: str
    post: str

    @property
    def text(self) -> str:
        """«Рябинина Е.П., министр …»."""
        return ", ".join(part for part in (self.name, self.post) if part)


@dataclass(frozen=True, slots=True)
class FileRow:
    """A material with the size and type of its content."""

    id: UUID
    item_id: UUID
    name: str
    sha256: str
    is_restricted: bool
    size: int
    media_type: str


def list_speakers(meeting_id: UUID) -> tuple[SpeakerRow, ...]:
    """The speakers of all items of a meeting; one statement."""
    query = (
        select(
            Speaker.item_id,
            Speaker.person_id,
            Speaker.name,
            Speaker.post,
            Person.surname,
            Person.given_name,
            Person.patronymic,
            Person.position,
        )
        .join(AgendaItem, AgendaItem.id == Speaker.item_id)
        .outerjoin(Person, Person.id == Speaker.person_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, Speaker.position)
    )
    return tuple(speaker_row(row) for row in db.session.execute(query))


def speaker_row(row: Sequence[Any]) -> SpeakerRow:
    item_id, person_id, name, post, surname, given_name, patronymic, position = row
    if surname:
        name = PersonName(surname, given_name, patronymic).initials_after
    return SpeakerRow(item_id, person_id, name, post or position or "")


FILE_COLUMNS = (
    ItemFile.id,
    ItemFile.item_id,
    ItemFile.name,
    ItemFile.sha256,
    ItemFile.is_restricted,
    StoredFile.size,
    StoredFile.media_type,
)


def list_files(meeting_id: UUID) -> tuple[FileRow, ...]:
    """The materials to all items of a meeting; one statement."""
    query = (
        select(*FILE_COLUMNS)
        .join(StoredFile, StoredFile.sha256 == ItemFile.sha256)
        .join(AgendaItem, AgendaItem.id == ItemFile.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(AgendaItem.position, ItemFile.position, ItemFile.id)
    )
    return tuple(FileRow(*row) for row in db.session.execute(query))


def get_file(meeting_id: UUID, file_id: UUID) -> FileRow:
    found = next((file for file in list_files(meeting_id) if file.id == file_id), None)
    if found is None:
        raise NotFound("no such material on this agenda")
    return found


def last_file_position(item_id: UUID) -> int:
    query = select(func.max(ItemFile.position)).where(ItemFile.item_id == item_id)
    return db.session.scalar(query) or 0
