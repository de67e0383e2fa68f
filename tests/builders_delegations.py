"""Delegations with travellers and passports for tests."""

from datetime import date
from itertools import count
from uuid import uuid4

from core.kernel.viewers import ANONYMOUS
from events.missions.delegations import services
from events.missions.delegations.models import DelegationMember
from events.missions.delegations.queries import find_delegation, list_members
from events.missions.delegations.rules.consent import PassportConsent, version_in
from events.missions.delegations.rules.members import DelegationRole, Travel
from events.missions.delegations.rules.passports import Passport
from events.missions.delegations.services import AskingDraft, Given, MemberDraft
from events.missions.models import Call
from events.programme.models import Event
from tests.builders_missions import MissionsBuilder

AGREED = Given(version_in(PassportConsent.PROCESSING, "ru"), address="192.0.2.7")
HANDED_ON = Given(
    version_in(PassportConsent.PROCESSING, "ru"), version_in(PassportConsent.HANDING_ON, "ru")
)


def passport(**values):
    return Passport(
        **{
            "number": "751234567",
            "citizenship": "Россия",
            "latin_name": "MOROZ NIKITA",
            "born_on": date(1980, 3, 17),
            "valid_until": date(2031, 5, 6),
            **values,
        }
    )


def typed_passport(**values):
    """As a traveller types it into the form."""
    return {
        "number": "75 № 1234567",
        "citizenship": "Россия",
        "latin_name": "Moroz  Nikita",
        "born_on": "17.03.1980",
        "valid_until": "06.05.2031",
        "processing": "y",
        "consent_text": "passport-1/ru",
        **values,
    }


class DelegationsBuilder:
    """A delegation of an event whose companies are chosen."""

    def __init__(self, build, council):
        self.build, self.council = build, council
        self.missions = MissionsBuilder(build, council)
        self.coordinator = build.viewer(council.coordinator)
        self.by = {"actor": self.coordinator, "now": build.now}
        self.who = {"actor": ANONYMOUS, "now": build.now}

    def event(self, **values):
        return self.missions.event(**values)

    def chosen(self, companies=2):
        """An event whose companies were chosen: (event, ids of the applications)."""
        call_id, found = self.missions.closed(companies=companies, places=companies)
        for application_id in found:
            self.missions.decide(application_id)
        event_id = self.build.session.get(Call, call_id).event_id
        return self.build.session.get(Event, event_id), found

    def drawn(self, companies=2):
        event, found = self.chosen(companies)
        services.draw_members(event.id, **self.by)
        return event, found

    def add(self, event, **values):
        draft = {"surname": "Гордеев", "given": "Олег", "email": "gordeev@example.org", **values}
        return services.add_member(event.id, uuid4(), MemberDraft(**draft), **self.by)

    def asking(self, event, *readers, asks=True, delete_on=None, **by):
        known = find_delegation(event.id)
        draft = AskingDraft(
            asks_passports=asks,
            delete_on=delete_on,
            readers=[each.account_id for each in readers],
            revision=known.revision if known else 0,
        )
        services.settle_asking(event.id, draft, **(self.by | by))

    def asked(self, *readers, companies=2):
        """An event that asks its travellers for passports: (event, its members)."""
        event, _ = self.drawn(companies)
        self.asking(event, *readers)
        return event, self.members(event)

    def give(self, member_id, given=AGREED, now=None, **values):
        services.give_passport(
            member_id, passport(**values), given, actor=ANONYMOUS, now=now or self.build.now
        )

    def members(self, event):
        return list_members(find_delegation(event.id).id)

    def member(self, member_id):
        return self.build.session.get(DelegationMember, member_id, populate_existing=True)


def delegations_in_each_state(build, council):
    """A delegation with passports given and not given, and one that nobody is asked in."""
    built = DelegationsBuilder(build, council)
    built.missions.events.numbers = count(700)  # beside the events of plans and missions
    event, members = built.asked(council.coordinator, council.secretary)
    built.give(members[0].id, HANDED_ON)
    head = built.add(
        event,
        role=DelegationRole.HEAD,
        travel=Travel(event.starts_on, event.ends_on),
    )
    desk = f"/desk/events/{event.number}/delegation/"
    own = services.traveller_path
    return [
        desk,
        f"{desk}list.html",
        f"{desk}history",
        f"{desk}passports/",
        f"{desk}members/new/",
        f"{desk}members/{head}/",
        f"{desk}members/{head}/remove/",
        f"{desk}members/{members[0].id}/passport/",
        f"/desk/events/{built.chosen(1)[0].number}/delegation/",
        *(f"{own(members[0].id)}{part}" for part in ("", "passport/", "passport/withdraw/")),
        own(members[1].id),
    ]
