"""Calls for applications and companies for tests."""

from datetime import date
from uuid import uuid4

from core.kernel.identifiers import inn_check_digit
from core.kernel.viewers import ANONYMOUS
from council.membership.models import Organisation
from events.companies.models import Company, CompanyProduct, CompanySupport
from events.missions import services
from events.missions.queries.applications import get_application
from events.missions.rules import consents
from events.missions.rules.applications import ApplicationAction
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

    def decide(self, application_id, action=ApplicationAction.CHOOSE, **values):
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
