"""What a search of agendas and decisions looks through: the normal words of each text.

Written with the text itself, in its transaction. Visibility is asked when somebody searches; the
words of a hidden text stand here too, so nothing may be answered from this table alone.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ForeignKey, Index, Text, event, insert, inspect, update
from sqlalchemy.orm import Mapped, mapped_column

from core.adapters.database import Base
from core.adapters.lemmas import RussianLemmas
from core.kernel.search import normal_text
from council.meetings.models.agenda import AgendaItem
from council.meetings.models.session import Resolution


class SearchText(Base):
    """The words of an item's title, or of one resolution under it.

    The full-text index beside it (`fts_texts`, migration 0022) needs a whole number for a key.
    """

    __tablename__ = "search_texts"
    __table_args__ = (
        Index("ix_search_texts_item_id", "item_id"),
        Index("uq_search_texts_resolution_id", "resolution_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    item_id: Mapped[UUID] = mapped_column(ForeignKey("agenda_items.id", ondelete="CASCADE"))
    resolution_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resolutions.id", ondelete="CASCADE")
    )
    words: Mapped[str] = mapped_column(Text)


def words_of(text: str) -> str:
    return normal_text(text, RussianLemmas())


def add_title(_mapper: Any, connection: Connection, item: AgendaItem) -> None:
    connection.execute(insert(SearchText).values(item_id=item.id, words=words_of(item.title)))


def change_title(_mapper: Any, connection: Connection, item: AgendaItem) -> None:
    if inspect(item).attrs.title.history.has_changes():
        here = (SearchText.item_id == item.id) & SearchText.resolution_id.is_(None)
        connection.execute(update(SearchText).where(here).values(words=words_of(item.title)))


def add_decision(_mapper: Any, connection: Connection, resolution: Resolution) -> None:
    words = words_of(resolution.text)
    keys = {"item_id": resolution.item_id, "resolution_id": resolution.id}
    connection.execute(insert(SearchText).values(**keys, words=words))


def change_decision(_mapper: Any, connection: Connection, resolution: Resolution) -> None:
    if inspect(resolution).attrs.text.history.has_changes():
        here = SearchText.resolution_id == resolution.id
        connection.execute(update(SearchText).where(here).values(words=words_of(resolution.text)))


event.listen(AgendaItem, "after_insert", add_title)
event.listen(AgendaItem, "after_update", change_title)
event.listen(Resolution, "after_insert", add_decision)
event.listen(Resolution, "after_update", change_decision)
