"""Section plans of the file: every event, and what each edition of the plan held.

The figures that the file expects are computed anew by the product's own rule; one that differs is
a fault of the file.
"""

import re
from datetime import date

from core.importing.nodes import Node
from core.importing.sections import Import, Known, Writer
from core.kernel.russian.words import MONTHS
from events.importing import words
from events.importing.plan_lines import EditionLine, EventLine, PlanLines, Result
from events.importing.plan_writing import write_plan
from events.plan.rules.completion import Counting, Planned, completion_of, standing_of
from events.programme.rules import EventFormat, EventState

PERIOD = re.compile(r"(\d{1,2})–(\d{1,2}) ([а-я]+) (\d{4}) г\.?")
NO_REASON = "причина в плане не указана"


def read_plans(root: Node, known: Known) -> Writer:
    plans = [read_plan(node, known) for node in root["plans"].each()]
    known["plans"] = {str(plan.year): plan for plan in plans}
    known["events"] = {code: event for plan in plans for code, event in plan.events.items()}

    def write(work: Import) -> None:
        for plan in plans:
            write_plan(work, plan, known)

    return write


def read_plan(node: Node, known: Known) -> PlanLines:
    events: dict[str, EventLine] = {}
    for each in (*node["events"].each(), *node["removed_events"].each()):
        line = read_event(each, known)
        if line.code in events:
            each["code"].fault(f"{line.code!r} stands in the plan twice")
        events[line.code] = line
    plan = PlanLines(
        year=node.needed("year").whole(low=2000, high=2100),
        title=node.needed("title").text(longest=300),
        events=events,
        editions=read_editions(node, list(events)),
    )
    check_figures(node["expected"], plan)
    return plan


def read_editions(node: Node, codes: list[str]) -> list[EditionLine]:
    """The first edition is what later ones neither added nor left out."""
    approved = node.needed("approved")
    day, number = approved.needed("meeting_date").day(), read_number(approved.needed("protocol"))
    revisions = list(node["revisions"].each())
    added = {code.text() for each in revisions for code in each["added"].each()}
    current = [code for code in codes if code not in added]
    editions: list[EditionLine] = []
    for each in revisions:
        new, gone = read_codes(each["added"], codes), read_codes(each["removed"], codes)
        current = [code for code in codes if code in {*current, *new} and code not in gone]
        each["id"].take()
        if each["events"].is_given and each["events"].whole() != len(current):
            each["events"].fault(f"the edition holds {len(current)} events")
        line = EditionLine(
            each.needed("date").day(), read_number(each.needed("protocol")), current, gone, new
        )
        editions.append(line)
    return editions or [EditionLine(day, number, current)]


def read_codes(node: Node, codes: list[str]) -> list[str]:
    found = []
    for each in node.each():
        each.known(dict.fromkeys(codes))
        found.append(each.text())
    return found


def read_number(node: Node) -> int:
    text = node.text()
    if not text.isascii() or not text.isdigit():
        node.fault(f"{text!r} is no number of minutes")
        return 0
    return int(text)


def read_event(node: Node, known: Known) -> EventLine:
    country = node.needed("country_code")
    country.known(known["countries"])
    node["country"].take()
    responsible = node["responsible_org_id"]
    if responsible.is_given:
        responsible.known(known["organisations"])
    state = node.needed("status").one_of(words.STATES)
    if node["report_status"].value == words.PUBLISHED:
        state = EventState.REPORTED
    line = EventLine(
        code=node.needed("code").text(longest=60),
        name=node.needed("title").text(longest=500),
        type=node.needed("type").one_of(words.TYPES),
        country=country.text(longest=2),
        city=node["city"].text(longest=200),
        starts_on=node.needed("start").day(),
        ends_on=node.needed("end").day(),
        format=node["format"].one_of(words.FORMATS),
        state=state,
        sectors=[each.text(longest=200) for each in node["industries"].each()],
        responsible=responsible.value,
        participants=node["participants_plan"].whole(high=100_000),
        rubles=node["budget_rub"].whole(),
        source=node["funding_source"].text(longest=200),
        asks_trade_mission=node["trade_mission_involved"].flag(),
        asks_rec_office=node["rec_office_involved"].flag(),
        note=" ".join(filter(None, (node["note"].text(), node["cultural_programme"].text()))),
        result=read_result(node["result"]),
    )
    node["plan_revision"].take()
    if line.ends_on < line.starts_on:
        node["end"].fault("is before the start")
    if line.format is EventFormat.REMOTE or state in {EventState.CANCELLED, EventState.MOVED}:
        line.note = line.note or NO_REASON
    if node["original_dates"].is_given:
        line.old_days = node["original_dates"].text()
        line.planned = read_period(node["original_dates"])
    return line


def read_period(node: Node) -> tuple[date, date] | None:
    """«24–27 сентября 2026 г.» as two days."""
    found = PERIOD.fullmatch(node.text().replace("\u00a0", " "))
    if not found or found[3] not in MONTHS:
        node.fault("is no period of the form «24–27 сентября 2026 г.»")
        return None
    month, year = MONTHS.index(found[3]) + 1, int(found[4])
    try:
        return date(year, month, int(found[1])), date(year, month, int(found[2]))
    except ValueError:
        node.fault("names a day that does not exist")
        return None


def read_result(node: Node) -> Result | None:
    if not node.is_given:
        return None
    return Result(
        companies=node["exporters"].whole(),
        meetings=node["meetings_held"].whole(),
        intents=node["protocols_of_intent"].whole(),
        contracts=node["contracts"].whole(),
        amount=node["contracts_usd"].whole(),
    )


def check_figures(node: Node, plan: PlanLines) -> None:
    """The figures the file names, against those of the rule at the end of the year."""
    if not node.is_given:
        node.take()
        return
    end = date(plan.year, 12, 31)
    lines = [plan.events[code] for code in plan.editions[-1].codes if code in plan.events]
    found = completion_of(
        (
            standing_of(Planned(each.state, each.ends_on), plan.year, end, Counting())
            for each in lines
        ),
        Counting(),
    )
    expected = {
        "planned": found.planned,
        "held": found.held,
        "need_for_80": found.needed,
        "budget_rub_total": sum(each.rubles for each in lines),
    }
    for name, figure in expected.items():
        if node[name].is_given and node[name].whole() != figure:
            node[name].fault(f"{node[name].value}, but the events give {figure}")
    percent = node["percent"].take()
    if isinstance(percent, int | float) and round(percent * 10) != found.percent_tenths:
        node["percent"].fault(f"{percent}, but the events give {found.percent_tenths / 10}")
    if node["threshold_80_met"].is_given and node["threshold_80_met"].flag() != found.is_met:
        node["threshold_80_met"].fault("contradicts the events")
