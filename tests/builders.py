"""Whole records for tests, with sensible values that a test overrides where it matters."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count
from secrets import token_hex
from uuid import uuid4

from core.accounts.models import Account, Session
from core.adapters.database import Base, Identified
from core.kernel.viewers import Viewer
from core.region.models import Region
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind, MeetingForm, MeetingKind, MeetingState
from council.membership.models import (
    Appointment,
    Body,
    Candidate,
    Election,
    Organisation,
    Person,
    Regulation,
    RegulationSetting,
    Seat,
)
from council.membership.queries import standing
from council.membership.rules import BodyKind, Category, Gender, Office
from tests.signing import acceptance

FOUNDED = date(2023, 2, 6)
ZONE = "Asia/Yekaterinburg"
SURNAMES = (
    ("Ветлугин", "Андрей", "Николаевич"),
    ("Долматова", "Ирина", "Сергеевна"),
    ("Кузнечихина", "Мария", "Олеговна"),
    ("Рябинина", "Елена", "Павловна"),
    ("Мельгунова", "Ольга", "Дмитриевна"),
    ("Тихоплав", "Денис", "Романович"),
    ("Пахотин", "Валерий", "Егорович"),
    ("Шевчук", "Роман", "Олегович"),
    ("Льняных", "Дарья", "Кирилловна"),
    ("Цой", "Вера", "Сановна"),
)


@dataclass
class Council:
    """A council with everybody that a story needs. `voters` has nine people, chair first."""

    body: Body
    chair: Person
    deputy: Person
    secretary: Person
    coordinator: Person
    reporter: Person
    member: Person
    rival: Person
    voters: list[Person]
    ministry: Organisation


@cache
def order_of_tables():
    """Whoever is referred to comes first."""
    return [table.name for table in Base.metadata.sorted_tables]


def named(record):
    """With an identity before it is written, so that others can refer to it."""
    if isinstance(record, Identified) and record.id is None:
        record.id = uuid4()
    return record


class Builder:
    """Adds records and commits them into the test's transaction."""

    def __init__(self, session, now):
        self.session, self.now = session, now
        self.numbers = count(1)
        self.gathered = None

    def add(self, *records):
        """Commit the records; they stay loaded, so that building on them reads nothing again."""
        if self.gathered is None:
            self.commit(records)
        else:
            self.gathered += [named(record) for record in records]
        return records[0]

    def commit(self, records):
        session = self.session()
        session.add_all(records)
        session.expire_on_commit = False
        try:
            session.commit()
        finally:
            session.expire_on_commit = True

    @contextmanager
    def at_once(self):
        """What is added meanwhile is written at the end, table by table: much less work."""
        self.gathered = gathered = []
        try:
            yield
        finally:
            self.gathered = None
        session, by_table = self.session(), {}
        for record in gathered:
            by_table.setdefault(record.__tablename__, []).append(record)
        for table in sorted(by_table, key=order_of_tables().index):
            session.add_all(by_table[table])
            session.flush()
        self.commit(())

    def account(self, name="Ада", *, email=None, administrator=False):
        """An account without a password; tests of signing in set one by the service."""
        email = email or f"a{next(self.numbers)}@example.org"
        return self.add(
            Account(email=email, name=name, is_administrator=administrator, created_at=self.now)
        )

    def signed_in_session(self, account_id):
        """The token of a live session of twelve hours."""
        token = token_hex(16)
        self.add(
            Session(
                account_id=account_id,
                token_hash=sha256(token.encode()).hexdigest(),
                started_at=self.now,
                seen_at=self.now,
                expires_at=self.now + timedelta(hours=12),
            )
        )
        return token

    def region(self):
        return self.session.get(Region, 1) or self.add(
            Region(
                id=1,
                name="Заречинская область",
                name_genitive="Заречинской области",
                name_dative="Заречинской области",
                name_prepositional="Заречинской области",
                council_name="Экспортный совет при Губернаторе Заречинской области",
                capital="г. Заречинск",
                zone=ZONE,
                highest_official_title="Губернатор Заречинской области",
                standard_start_year=2023,
                contact="секретарь Совета, sovet@example.org",
            )
        )

    def organisation(self, name="Министерство", **values):
        return self.add(Organisation(name=name, **values))

    def body(self, slug="council", **values):
        defaults = {
            "kind": BodyKind.COUNCIL,
            "name": "Экспортный совет при Губернаторе Заречинской области",
            "name_genitive": "Экспортного совета при Губернаторе Заречинской области",
            "short_name": "Экспортный совет",
            "zone": ZONE,
            "city": "г. Заречинск",
            "default_place": "ул. Губернская, д. 1, зал заседаний (каб. 301)",
            "founded_on": FOUNDED,
        }
        body = self.add(Body(slug=slug, **{**defaults, **values}))
        self.add(
            Regulation(
                body_id=body.id,
                act_kind="постановление Губернатора Заречинской области",
                act_on=FOUNDED,
                act_number="17",
                title="Об Экспортном совете",
                in_force_from=FOUNDED,
            )
        )
        return body

    def person(self, parts=("Иванов", "Пётр", "Ильич"), *, account=True, accepts=True, **values):
        surname, given, patronymic = parts
        owner = self.account(f"{surname} {given}") if account else None
        if owner is not None and accepts:
            self.add(acceptance(owner.id, self.now))
        gender = Gender.FEMALE if (patronymic or "").endswith("на") else Gender.MALE
        defaults = {"position": "директор", "gender": gender, "email": owner.email if owner else ""}
        return self.add(
            Person(
                surname=surname,
                given_name=given,
                patronymic=patronymic,
                account_id=owner.id if owner else None,
                **{**defaults, **values},
            )
        )

    def seat(self, body, person, category=Category.EXPORTER, **values):
        defaults = {
            "held_from": FOUNDED,
            "position": person.position,
            "basis": "постановление № 17",
        }
        return self.add(
            Seat(body_id=body.id, person_id=person.id, category=category, **{**defaults, **values})
        )

    def appointment(self, body, person, office, **values):
        return self.add(
            Appointment(
                body_id=body.id,
                person_id=person.id,
                office=office,
                **{"held_from": FOUNDED, **values},
            )
        )

    def rule(self, body, key, value, since=FOUNDED):
        """A rule of procedure that differs from its default."""
        return self.add(RegulationSetting(body_id=body.id, key=key, value=value, valid_from=since))

    def meeting(self, body, *, number=None, starts_at=None, **values):
        starts_at = starts_at or self.now + timedelta(days=26)
        defaults = {
            "kind": MeetingKind.REGULAR,
            "form": MeetingForm.IN_PERSON,
            "state": MeetingState.AGENDA_OPEN,
            "zone": body.zone,
            "city": body.city,
            "place": body.default_place,
        }
        return self.add(
            Meeting(
                body_id=body.id,
                year=starts_at.year,
                number=number or next(self.numbers),
                starts_at=starts_at,
                **{**defaults, **values},
            )
        )

    def item(self, meeting, title="О плане работы", *, position=None, **values):
        return self.add(
            AgendaItem(
                meeting_id=meeting.id,
                position=position or next(self.numbers),
                title=title,
                **values,
            )
        )

    def elect(self, body, person, *rivals, on=date(2023, 2, 16)):
        """A deputy chair elected at a published founding meeting."""
        starts_at = datetime(on.year, on.month, on.day, 6, 0, tzinfo=self.now.tzinfo)
        meeting = self.meeting(
            body,
            starts_at=starts_at,
            kind=MeetingKind.FOUNDING,
            state=MeetingState.PUBLISHED,
            seats_total=9,
        )
        item = self.item(meeting, "Об избрании", kind=ItemKind.ELECTION, position=1)
        election = self.add(
            Election(
                body_id=body.id,
                agenda_item_id=item.id,
                elected_id=person.id,
                effective_on=on,
                abstained=1,
            )
        )
        for position, (candidate, votes) in enumerate([(person, 5), *[(r, 3) for r in rivals]], 1):
            self.add(
                Candidate(
                    election_id=election.id,
                    person_id=candidate.id,
                    position=position,
                    in_favour=votes,
                )
            )
        return election

    def council(self):
        with self.at_once():
            return self.whole_council()

    def whole_council(self):
        self.region()
        body = self.body()
        ministry = self.organisation(
            "Министерство экономического развития и внешних связей Заречинской области",
            inn="9699000020",
        )
        people = [self.person(parts) for parts in SURNAMES]
        chair, deputy, secretary, coordinator, reporter, rec, rival, member, *rest = people
        coordinator.organisation_id = secretary.organisation_id = ministry.id
        categories = {
            chair: Category.EXECUTIVE_BODY,
            coordinator: Category.EXECUTIVE_BODY,
            reporter: Category.EXPORT_SUPPORT_CENTRE,
            rec: Category.REC,
        }
        for person in people:
            if person is secretary:
                self.seat(body, person, Category.SECRETARIAT, is_voting=False)
            else:
                self.seat(body, person, categories.get(person, Category.EXPORTER))
        self.appointment(body, chair, Office.CHAIR)
        self.appointment(body, secretary, Office.SECRETARY)
        self.appointment(body, coordinator, Office.COORDINATOR)
        self.appointment(body, reporter, Office.REPORTER)
        self.elect(body, deputy, rival)
        voters = [chair, deputy, coordinator, reporter, rec, rival, member, *rest]
        return Council(
            body, chair, deputy, secretary, coordinator, reporter, member, rival, voters, ministry
        )

    def viewer(self, person):
        """The person as services know them, with the powers of today."""
        held = standing(person.account_id, self.now.date())
        return Viewer(
            account_id=person.account_id,
            person_id=person.id,
            name=held.name,
            role_label=held.role_label,
            held=held.held,
        )
