"""What the sample lacks of public pages: a working group and a corrected edition of minutes.

Written past the services, since only the statements of the pages are counted.
"""

from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from core.adapters.database import db
from council.membership.models import Body
from council.membership.rules import BodyKind
from council.minutes.models import MinutesEdition, MinutesPart
from council.minutes.rules import EditionState

GROUP = "Рабочая группа по экспортной логистике"


def add_more(app: Flask) -> None:
    """A body of the council, and every published edition corrected once."""
    with app.app_context():
        council = db.session.execute(select(Body).limit(1)).scalar_one()
        db.session.add(group_of(council))
        published = MinutesEdition.state == EditionState.PUBLISHED
        for edition in db.session.execute(select(MinutesEdition).where(published)).scalars().all():
            db.session.add(corrected(edition))
        db.session.commit()


def group_of(council: Body) -> Body:
    return Body(
        slug="logistics",
        kind=BodyKind.WORKING_GROUP,
        name=GROUP,
        name_genitive="Рабочей группы по экспортной логистике",
        short_name=GROUP,
        parent_id=council.id,
        zone=council.zone,
        city=council.city,
        founded_on=council.founded_on,
        founded_by=council.founded_by,
    )


def corrected(edition: MinutesEdition) -> MinutesEdition:
    """The next edition with the same parts."""
    values = columns_of(edition)
    parts = [MinutesPart(**columns_of(each), id=uuid4()) for each in edition.parts]
    values |= {"number": edition.number + 1, "correction_note": "Исправлена опечатка."}
    return MinutesEdition(**values, id=uuid4(), parts=parts)


def columns_of(row: MinutesEdition | MinutesPart) -> dict[str, object]:
    """Everything but keys and the counter of changes."""
    left_out = {"id", "edition_id", "revision"}
    names = (column.key for column in row.__table__.columns)
    return {name: getattr(row, name) for name in names if name not in left_out}
