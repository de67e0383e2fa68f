"""Somebody who stands in many places at once: an account, an application, a visit, letters."""

import pytest
from sqlalchemy import select

from core.adapters.database import db
from core.kernel.viewers import ANONYMOUS, Viewer
from council.meetings.services.visitors import apply_as_visitor
from events.missions.models import MissionApplication
from tests.builders_public import draft
from tests.conftest import NOW

EMAIL = "sobol@example.org"
NAME = "Соболь Лаврентий Карпович"
CANARIES = (EMAIL, "Соболь", "Лаврентий", "+7 912 555-55-55")


@pytest.fixture
def keeper(build):
    """An administrator who acts, and who is nobody else here."""
    account = build.account("Админова Ольга", administrator=True)
    return Viewer(account_id=account.id, name=account.name, is_administrator=True)


@pytest.fixture
def visitor(public):
    """The id of a visit by somebody without an account."""
    return visit(public)


def visit(public, meeting=None, **values):
    meeting = meeting or public.open_meeting()
    values = {"full_name": NAME, "email": EMAIL, "address": "192.0.2.55", **values}
    number = next(public.build.numbers)
    apply_as_visitor(meeting.id, draft(number, **values), actor=ANONYMOUS, now=NOW)
    from council.meetings.models import VisitorApplication as V  # noqa: PLC0415

    query = select(V.id).where(V.meeting_id == meeting.id, V.email == values["email"])
    return db.session.execute(query).scalar_one()


def applied(missions, **values):
    """The id of a submitted application of the same person."""
    call_id = missions.opened()
    values = {"full_name": NAME, "email": EMAIL, "phone": "+7 912 555-55-55", **values}
    return missions.submitted(call_id, **values)


def application(application_id):
    return db.session.get(MissionApplication, application_id, populate_existing=True)


def everything():
    """Every value of every row of every table, as text: where a canary could sing."""
    db.session.rollback()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            for column, value in zip(table.columns, row, strict=True):
                yield f"{table.name}.{column.name}", text_of(value)


def text_of(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def places_of(*words):
    folded = [word.casefold() for word in words]
    return sorted({at for at, text in everything() for w in folded if w in text.casefold()})
