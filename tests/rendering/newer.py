"""Papers of slices above the council, with long names and many rows: what a page has to bear."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from core.kernel.names import PersonName
from core.papers.rules.issuing import Issue, given_out
from core.signatures.documents import agreement_paper
from core.signatures.rules.agreement import Agreement
from council.correspondence.documents import sheet
from council.minutes import documents as of_minutes
from events.missions.delegations.documents import Delegate, DelegationRecord, delegation_paper
from events.missions.delegations.rules.members import DelegationRole, Travel
from events.missions.documents.participants import participants_paper
from events.missions.rules.participants import Participant, ParticipantsRecord
from events.missions.rules.timetable.problem import Side
from events.negotiations.documents.schedules import ScheduleRecord, schedule_paper
from events.negotiations.rules.slots import Slot
from events.plan.documents import plan_paper, report_paper
from events.timetables.documents import timetable_paper
from tests.unit.correspondence.test_sheet import SHEET
from tests.unit.papers.samples import minutes_of
from tests.unit.papers.test_minutes_papers import extract_record
from tests.unit.plan import test_printed as plans
from tests.unit.plan import test_report as plan_reports
from tests.unit.timetables import test_documents as timetables

AT = datetime(2026, 11, 21, 6, tzinfo=UTC)
DAY = date(2026, 11, 21)
BODY = "Экспортный совет при Губернаторе Заречинской области"
LONG = "Общество с ограниченной ответственностью «Заречинский машиностроительный завод»"
EVENT = "Бизнес-миссия в Республику Казахстан"
DAYS = {"starts_on": date(2027, 2, 8), "ends_on": date(2027, 2, 12)}
ISSUE = Issue(
    7, "2026-00007-6", "https://export.example.ru/documents/2026-00007-6/", "Ё.Я.", AT, DAY
)


def extract():
    record = extract_record(minutes_of("z-2026-4"))
    return given_out(of_minutes.extract(replace(record, issued_on=DAY)), ISSUE)


def letter():
    addressee = f"Генеральному директору {LONG}\nКонстантинопольскому-Задунайскому А.-М.В."
    draft = replace(SHEET.sheet, addressee=addressee, enclosures="повестка дня на 1 л. в 1 экз.")
    return sheet(replace(SHEET, sheet=draft))


def participants():
    row = Participant(LONG, "7701234567", "Насосы, запорная арматура, " * 3, "Рябинина Е.П.")
    return participants_paper(
        ParticipantsRecord(
            EVENT,
            "г. Алматы",
            **DAYS,
            places=30,
            taken=30,
            last_day=DAY,
            body=BODY,
            chosen=[row] * 30,
            waiting=[row] * 3,
            made_at=AT,
        )
    )


def delegation():
    name = PersonName("Константинопольский-Задунайский", "Александр-Мария", "Владиславович")
    members = [
        Delegate(name, LONG, "генеральный директор", role, Travel()) for role in DelegationRole
    ]
    return delegation_paper(
        DelegationRecord(EVENT, "г. Алматы", **DAYS, body=BODY, members=members * 8, made_at=AT)
    )


def schedule():
    slots = tuple(
        Slot(number, DAYS["starts_on"], time(9 + number), time(9 + number, 25), number // 4)
        for number in range(8)
    )
    people = tuple((number, f"{LONG} № {number}") for number in range(20))
    meetings = tuple(
        (slot.number, number, 100 + number, "", f"Buyer {number} Trading LLP", 1, number)
        for slot in slots
        for number, _ in people
        if (slot.number + number) % 3
    )
    return schedule_paper(
        ScheduleRecord(
            BODY,
            EVENT,
            "Алматы",
            "Asia/Almaty",
            2,
            AT,
            Side.EXPORTER,
            slots,
            ((1, "Зал А"),),
            people,
            meetings,
        )
    )


def timetable(language):
    rows = [
        timetables.meeting(number, 9 + number % 9, date(2027, 2, 8 + number // 9), partner=LONG)
        for number in range(27)
    ]
    return timetable_paper(timetables.record(*rows, language=language))


def agreement():
    text = Agreement("2026-1", BODY, ("Стороны признают простую подпись. " * 6,) * 12)
    return agreement_paper(text, "А.Н. Ветлугин", "Председатель", at=AT, zone="Asia/Yekaterinburg")


NEWER = {
    "issued extract": extract(),
    "letter": letter(),
    "participants": participants(),
    "delegation": delegation(),
    "schedule": schedule(),
    "timetable": timetable("ru"),
    "timetable in English": timetable("en"),
    "agreement": agreement(),
    "report on the plan": report_paper(plan_reports.RECORD),
    "plan": plan_paper(replace(plans.RECORD, rows=(plans.ROW,) * 60)),
}
