"""Tying an account to a person, for the demonstration's import; runs inside a command."""

from uuid import UUID

from sqlalchemy import update

from core.adapters.database import db
from council.membership.models import Person


def link_account(code: str, account_id: UUID) -> None:
    """The person known by the file's id gets the account, unless they have one."""
    person = update(Person).where(Person.code == code, Person.account_id.is_(None))
    db.session.execute(person.values(account_id=account_id))
