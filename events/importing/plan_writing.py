"""Writing a plan of the file: events with their steps and results, then edition by edition."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.adapters.country_zones import first_zone
from core.adapters.database import db
from core.importing.sections import Import, Known
from core.kernel.slugs import slug_of
from core.kernel.zones import noon
from council.meetings.models import AgendaItem, Meeting
from council.meetings.rules.kinds import ItemKind
from council.minutes.models import MinutesEdition
from council.minutes.rules import EditionState as MinutesState
from events.importing.plan_lines import EditionLine, EventLine, PlanLines
from events.importing.words import LAST_STEPS
from events.plan.models import Plan, PlanEdition, PlanLine, PlanMoney, PlanRemoval
from events.plan.rules.editions import PlanEditionState
from events.programme.models import Event, EventResult, EventStep
from events.programme.queries.making import next_number
from events.programme.rules import HELD, EventFormat, EventState, Support
from events.programme.rules.results import FIGURES

SIGNED = (MinutesState.SIGNED, MinutesState.PUBLISHED)


def write_plan(work: Import, lines: PlanLines, known: Known) -> None:
    body_id = known["bodies"]["council"]["id"]
    query = select(Plan.id).where(Plan.body_id == body_id, Plan.year == lines.year)
    if db.session.scalar(query) is not None:
        return
    for event in lines.events.values():
        write_event(work, event, lines.year, known)
    plan = Plan(
        id=uuid4(), body_id=body_id, year=lines.year, title=lines.title, created_at=work.now
    )
    db.session.add(plan)
    db.session.flush()
    work.note("plan", plan.id)
    for number, line in enumerate(lines.editions, 1):
        meeting = find_meeting(body_id, line)
        edition = PlanEdition(
            id=uuid4(), plan_id=plan.id, number=number, meeting_id=meeting.id, created_at=work.now
        )
        write_edition(edition, line, lines, known)
        approve(edition, line, meeting)


def write_event(work: Import, line: EventLine, year: int, known: Known) -> None:
    is_held = line.state in HELD
    event = Event(
        id=line.id,
        number=next_number(),
        slug=slug_of(line.name),
        code=line.code,
        year=year,
        zone=zone_of(line, known),
        trade_mission=support(asked=line.asks_trade_mission, took_part=is_held),
        rec_office=support(asked=line.asks_rec_office, took_part=is_held),
        remote_reason=line.note if line.format is EventFormat.REMOTE else "",
        state=line.state,
        state_reason=line.note if line.state in LAST_STEPS and not is_held else "",
        participants=line.participants,
        responsible_id=organisation(line, known),
        created_at=work.now,
        changed_at=work.now,
        **same_values(line),
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        note=line.note,
    )
    db.session.add(event)
    db.session.flush()
    work.note("event", event.id)
    write_step(event, line)
    write_result(event, line)


def same_values(line: EventLine) -> dict[str, Any]:
    """What an event and the line of a plan have in common."""
    return {
        "name": line.name,
        "type": line.type,
        "format": line.format,
        "country": line.country,
        "city": line.city,
        "sectors": line.sectors,
    }


def zone_of(line: EventLine, known: Known) -> str:
    """The region's own zone at home, else the first one of the country."""
    return (
        str(known["region"]["region"]["zone"]) if line.country == "RU" else first_zone(line.country)
    )


def support(*, asked: bool, took_part: bool) -> Support:
    if not asked:
        return Support.NOT_ASKED
    return Support.TOOK_PART if took_part else Support.REQUESTED


def organisation(line: EventLine, known: Known) -> UUID | None:
    return known["organisations"][line.responsible]["id"] if line.responsible else None


def write_step(event: Event, line: EventLine) -> None:
    """The last step that the file knows of, on the last day of the event."""
    action = LAST_STEPS.get(line.state)
    if action is None:
        return
    starts_on, ends_on = line.planned or (None, None)
    step = EventStep(
        event_id=event.id,
        position=1,
        action=action,
        day=line.ends_on,
        reason=event.state_reason,
        old_starts_on=starts_on,
        old_ends_on=ends_on,
        old_days=line.old_days,
        at=noon(line.ends_on, event.zone),
    )
    db.session.add(step)


def write_result(event: Event, line: EventLine) -> None:
    if line.result is None:
        return
    found = line.result
    is_published = line.state is EventState.REPORTED
    row = EventResult(
        event_id=event.id,
        companies=found.companies,
        meetings=found.meetings,
        intents=found.intents,
        contracts=found.contracts,
        amount=found.amount,
        own_figures=list(FIGURES),
        published_at=noon(line.ends_on, event.zone) if is_published else None,
    )
    db.session.add(row)


def write_edition(edition: PlanEdition, line: EditionLine, lines: PlanLines, known: Known) -> None:
    """As a draft with its lines: those of an approved edition are frozen."""
    db.session.add(edition)
    db.session.flush()
    for position, code in enumerate(line.codes, 1):
        write_line(edition, position, lines.events[code], line, known)
    for code in line.removed:
        event = lines.events[code]
        removal = PlanRemoval(
            edition_id=edition.id,
            event_id=event.id,
            reason=event.note,
            is_late=event.ends_on < line.approved_on,
        )
        db.session.add(removal)
    db.session.flush()


def approve(edition: PlanEdition, line: EditionLine, meeting: Meeting) -> None:
    edition.item_id, edition.minutes_edition_id = decided_where(meeting)
    edition.state, edition.approved_on = PlanEditionState.APPROVED, line.approved_on
    db.session.flush()


def find_meeting(body_id: UUID, line: EditionLine) -> Meeting:
    query = select(Meeting).where(
        Meeting.body_id == body_id,
        Meeting.year == line.approved_on.year,
        Meeting.number == line.protocol,
    )
    return db.session.scalars(query).one()


def decided_where(meeting: Meeting) -> tuple[UUID | None, UUID | None]:
    """The item and the signed minutes, where the file tells of them."""
    item = db.session.scalar(
        select(AgendaItem.id)
        .outerjoin(PlanEdition, PlanEdition.item_id == AgendaItem.id)
        .where(
            AgendaItem.meeting_id == meeting.id,
            AgendaItem.kind == ItemKind.PLAN,
            PlanEdition.id.is_(None),
        )
        .order_by(AgendaItem.position)
        .limit(1)
    )
    minutes = db.session.scalar(
        select(MinutesEdition.id)
        .where(MinutesEdition.meeting_id == meeting.id, MinutesEdition.state.in_(SIGNED))
        .order_by(MinutesEdition.number.desc())
        .limit(1)
    )
    return item, minutes


def write_line(
    edition: PlanEdition, position: int, event: EventLine, line: EditionLine, known: Known
) -> None:
    starts_on, ends_on = event.planned or (event.starts_on, event.ends_on)
    organisation_id = organisation(event, known)
    row = PlanLine(
        id=uuid4(),
        edition_id=edition.id,
        event_id=event.id,
        position=position,
        number=event.code,
        starts_on=starts_on,
        ends_on=ends_on,
        remote_reason=event.note if event.format is EventFormat.REMOTE else "",
        participants=event.participants,
        responsible_id=organisation_id,
        asks_trade_mission=event.asks_trade_mission,
        asks_rec_office=event.asks_rec_office,
        reason=event.note if event.code in line.added else "",
        **same_values(event),
    )
    db.session.add(row)
    db.session.flush()
    if event.rubles or event.source:
        money = PlanMoney(
            line_id=row.id, position=1, source=event.source or "–", rubles=event.rubles
        )
        db.session.add(money)
