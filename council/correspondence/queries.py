"""What the sheet of a letter is proposed to say of its reader and of the body that writes it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.adapters.name_cases import propose_cases, propose_dative
from core.kernel.names import PersonName
from core.letters.models import OutgoingLetter
from core.letters.queries.handing import PaperRow, list_numbers
from core.letters.rules.handing import PaperDraft
from core.letters.rules.keeping import read
from council.correspondence.rules import SheetRecord, next_number
from council.membership.models import Organisation, Person
from council.membership.queries import BodyRow, find_officer, get_body, get_main_body
from council.membership.rules import Gender, Office
from council.membership.rules.papers import NOUNS


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the form is filled with before a sheet is made."""

    number: str
    addressee: str
    greeting: str
    office: str
    signer: str
    contact: str


def body_of(letter: OutgoingLetter) -> BodyRow:
    """The body that wrote it; the council for letters of no body."""
    return get_body(letter.body_id) if letter.body_id else get_main_body()


def propose(letter: OutgoingLetter, today: date, keeper_id: UUID | None) -> Proposal:
    body = body_of(letter)
    addressee, greeting = reader_of(letter)
    secretary = find_officer(body.id, Office.SECRETARY, today)
    office = f"Секретарь {NOUNS[body.kind]}"
    if secretary and secretary.position:
        office += f",\n{secretary.position}"
    return Proposal(
        number=next_number(list_numbers(today.year)),
        addressee=addressee,
        greeting=greeting,
        office=office,
        signer=secretary.name.initials_before if secretary else "",
        contact=contact_of(keeper_id),
    )


def reader_of(letter: OutgoingLetter) -> tuple[str, str]:
    """Lines in the dative and the words of greeting; an organisation is greeted as colleagues."""
    found = find_reader(letter.person_id) if letter.person_id else None
    if found is None:
        return capital(propose_dative(letter.name)), "Уважаемые коллеги!"
    person, organisation = found
    name = PersonName(person.surname, person.given_name, person.patronymic)
    is_male = person.gender is Gender.MALE
    dative = person.dative or propose_cases(name, is_male=is_male).dative
    post = " ".join(part for part in (propose_dative(person.position), organisation) if part)
    called = " ".join(part for part in (name.given, name.patronymic) if part)
    greeting = f"{'Уважаемый' if is_male else 'Уважаемая'} {called}!"
    return "\n".join(part for part in (capital(post), dative) if part), greeting


def capital(text: str) -> str:
    """A line of its own begins with a capital letter; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def find_reader(person_id: UUID) -> tuple[Person, str] | None:
    """The person, and the organisation unless the post names it already."""
    query = select(Person, Organisation.name, Organisation.short_name).outerjoin(
        Organisation, Organisation.id == Person.organisation_id
    )
    row: Any = db.session.execute(query.where(Person.id == person_id)).one_or_none()
    if row is None:
        return None
    organisation = row[2] or row[1] or ""
    return row[0], "" if row[0].position else organisation


def contact_of(person_id: UUID | None) -> str:
    """«Рябинина Е.П., +7 …, e.ryabinina@…»."""
    p = Person
    query = select(p.surname, p.given_name, p.patronymic, p.phone, p.email).where(p.id == person_id)
    row: Any = db.session.execute(query).one_or_none()
    if row is None:
        return ""
    return ", ".join(part for part in (PersonName(*row[:3]).initials_after, *row[3:]) if part)


def get_sheet(letter: OutgoingLetter, paper: PaperRow) -> SheetRecord | None:
    """The sheet as it was made; None of a letter that was handed over without one."""
    if paper.number is None or paper.dated_on is None:
        return None
    body = body_of(letter)
    values = {name: getattr(paper, name) for name in PaperDraft.__dataclass_fields__}
    return SheetRecord(
        body=body.name,
        city=body.city,
        kind=letter.kind,
        subject=letter.subject,
        blocks=read(letter.body),
        sheet=PaperDraft(**values),
        made_at=paper.made_at,
    )
