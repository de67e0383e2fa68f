"""Calls for applications and companies for tests."""

from dataclasses import replace
from datetime import date
from itertools import count
from uuid import uuid4

from core.adapters.files import Upload
from core.kernel.identifiers import inn_check_digit
from core.kernel.viewers import ANONYMOUS
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct, CompanySupport
from events.missions import services
from events.missions.queries.applications import get_application, list_files
from events.missions.queries.calls import get_call_row
from events.missions.rules import consents
from events.missions.rules.applications import MissionApplicationAction
from events.missions.rules.calls import CallFacts
from events.missions.rules.consents import Purpose
from events.missions.services import ApplicationDraft, CallDraft, Verdict
from events.missions.services.shared import code_of
from tests.builders_events import EventsBuilder

LAST_DAY = date(2026, 12, 1)
STARTS_ON = date(2027, 2, 8)
QUESTIONS = ("Какие образцы вы везёте?",)
CRITERIA = ("Готовность к экспорту", "Соответствие целям")
GOOD = dict.fromkeys(CRITERIA, 4)


def inn_of(number):
    """An INN of an organisation that passes its check, another one for each number."""
    digits = f"9699{number:05d}"
    return digits + inn_check_digit(digits)


def typed(number=1, **values):
    return {
        "company": f"ООО «Завод {number}»",
        "inn": inn_of(number),
        "ogrn": "",
        "city": "г. Заречинск",
        "products": "8413 – насосы",
        "markets": "Узбекистан",
        "full_name": "Мороз Никита Ильич",
        "post": "директор",
        "email": f"moroz{number}@example.org",
        "phone": "+7 900 000-00-00",
        "partners": "",
        **values,
    }


def consented(*purposes):
    return {each: consents.version_in(each, "ru") for each in purposes or (Purpose.PROCESSING,)}


def drafted(number=1, *, address="", answers=None, given=None, **values):
    return ApplicationDraft(
        values=typed(number, **values),
        answers=tuple((q, "Насос") for q in QUESTIONS) if answers is None else answers,
        consents=consented() if given is None else given,
        address=address,
    )


class MissionsBuilder:
    """Calls in each state and applications that have come some way."""

    def __init__(self, build, council):
        self.build, self.council = build, council
        self.events = EventsBuilder(build)
        self.by = {"actor": build.viewer(council.coordinator), "now": build.now}
        self.who = {"actor": ANONYMOUS, "now": build.now}

    def event(self, **values):
        return self.events.event(
            **{"is_public": True, "year": 2027, "starts_on": STARTS_ON, **values}
        )

    def facts(self, **values):
        return CallFacts(
            **{
                "offer": "Стенд 3 м² и переговоры.",
                "payment": "Регион оплачивает стенд, компания – дорогу.",
                "places": 2,
                "last_day": LAST_DAY,
                "questions": QUESTIONS,
                "criteria": CRITERIA,
                **values,
            }
        )

    def described(self, event=None, **values):
        event = event or self.event()
        return services.describe_call(event.id, CallDraft(self.facts(**values)), **self.by)

    def opened(self, event=None, **values):
        call_id = self.described(event, **values)
        services.open_call(call_id, **self.by)
        return call_id

    def saved(self, call_id, number=1, **values):
        return services.save_application(call_id, uuid4(), drafted(number, **values), **self.who)

    def sent(self, call_id, number=1, **values):
        application_id = self.saved(call_id, number, **values)
        services.send_application(application_id, **self.who)
        return application_id

    def submitted(self, call_id, number=1, **values):
        application_id = self.sent(call_id, number, **values)
        self.confirm(application_id)
        return application_id

    def confirm(self, application_id):
        email = get_application(application_id).email
        services.confirm_application(application_id, code_of(application_id, email), **self.who)

    def closed(self, companies=3, **values):
        """A closed call with so many applications: (its id, their ids)."""
        call_id = self.opened(**values)
        found = [self.submitted(call_id, number) for number in range(1, companies + 1)]
        services.close_call(call_id, **self.by)
        return call_id, found

    def decide(self, application_id, action=MissionApplicationAction.CHOOSE, **values):
        verdict = Verdict(**{"reason": "Готовы к экспорту", "scores": GOOD, **values})
        services.decide_application(application_id, action, verdict, **self.by)

    def company(self, number=1, **values):
        organisation = self.build.add(
            Organisation(name=f"ООО «Завод {number}»", inn=inn_of(number), city="г. Заречинск")
        )
        company = self.build.add(
            Company(
                organisation_id=organisation.id,
                inn=inn_of(number),
                created_at=self.build.now,
                changed_at=self.build.now,
                **values,
            )
        )
        self.build.add(
            CompanyProduct(company_id=company.id, position=1, code="8413", name="насосы")
        )
        return company

    def support(self, company, **values):
        return self.build.add(
            CompanySupport(
                company_id=company.id,
                **{"title": "Выставка «Иннопром»", "day": date(2025, 7, 7), **values},
            )
        )


def state_of(application_id):
    return get_application(application_id).state


def missions_in_each_state(build, council):
    """An open and a closed call, applications on all their ways, a company with support."""
    missions = MissionsBuilder(build, council)
    missions.events.numbers = count(500)  # beside the events of the plans
    first = missions.company(90)
    support = missions.support(first, rubles=1)
    opened, closed = missions.opened(), missions.closed(companies=4, places=1)
    missions.decide(closed[1][0])
    missions.decide(closed[1][1], MissionApplicationAction.WAIT)
    missions.decide(closed[1][2], MissionApplicationAction.DECLINE)
    agreed = consented(Purpose.PROCESSING, Purpose.HANDING_ON)
    draft = missions.saved(opened, 5, given=agreed)
    sent, taken = missions.sent(opened, 6), closed[1][3]
    upload = Upload("каталог.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")
    filed = replace(drafted(7), uploads=(upload,))
    with_file = services.save_application(opened, uuid4(), filed, **missions.who)
    services.send_application(with_file, **missions.who)
    missions.confirm(with_file)
    file_id = list_files(with_file)[0].id
    call, other = get_call_row(opened), missions.event()
    desk, own = "/desk/missions/", services.page_of
    return [
        f"{call.path}apply/",
        *(f"{own(draft)}{part}" for part in ("", "check/", "edit/", "leave/")),
        services.confirmation_of(sent, get_application(sent).email),
        own(sent),
        own(taken),
        f"{desk}{opened}/",
        f"{desk}{missions.described(missions.event())}/",
        f"{desk}{closed[0]}/",
        f"{desk}events/{other.id}/",
        *(f"{desk}applications/{each}/" for each in (*closed[1], with_file)),
        f"{desk}applications/{with_file}/files/{file_id}",
        f"{desk}applications/{with_file}/history",
        f"{desk}{closed[0]}/history",
        f"{desk}{closed[0]}/participants.html",
        f"/desk/companies/{first.id}/",
        f"/desk/companies/{first.id}/edit/",
        f"/desk/companies/{first.id}/supports/new/",
        f"/desk/companies/{first.id}/supports/{support.id}/",
    ]
