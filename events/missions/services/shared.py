"""What services of missions share: secrets of an application, days, letters, the journal.

Steps of commands; nothing here begins or ends a transaction.
"""

from datetime import date, datetime
from uuid import UUID

from core.adapters import journal
from core.adapters.derived import derived_token
from core.kernel.viewers import Viewer
from core.kernel.zones import MOSCOW, local
from core.letters.rules import Addressee
from core.letters.services import post_to
from council.membership.queries import find_main_body, get_main_body
from events.missions.letters.applications import Story, Told, application_letter
from events.missions.models import Call, MissionApplication
from events.missions.queries.calls import get_event
from events.missions.queries.timetables import has_timetable
from events.missions.rules import calls
from events.missions.rules.applications import NEEDED, ApplicationFacts, missing_of
from events.programme.aftermath import EventTurn

NOBODY = Viewer()


def today_of(now: datetime) -> date:
    """The day in the region, by whose days calls are counted."""
    main = find_main_body()
    return local(now, main.zone if main else MOSCOW.key).date()


def token_of(application_id: UUID) -> str:
    """The secret of the personal page; it can be made again for every letter."""
    return derived_token("mission application", application_id)


def code_of(application_id: UUID, email: str) -> str:
    """What only the mailbox knows; another address has another one."""
    return derived_token("mission confirmation", application_id, email)


def page_of(application_id: UUID) -> str:
    return f"/events/application/{token_of(application_id)}/"


def confirmation_of(application_id: UUID, email: str) -> str:
    return f"{page_of(application_id)}confirm/{code_of(application_id, email)}/"


def is_taking(call: Call, now: datetime) -> bool:
    event = get_event(call.event_id)
    return calls.is_taking(event.state, call.last_day, today_of(now))


def facts_of(
    application: MissionApplication, call: Call, now: datetime, *, reason: str = ""
) -> ApplicationFacts:
    event, today = get_event(call.event_id), today_of(now)
    return ApplicationFacts(
        is_taking=is_taking(call, now),
        has_begun=calls.has_begun(event.state, event.starts_on, today),
        is_complete=not missing_of(values_of(application), call.questions, application.answers),
        is_scored=set(application.scores) >= set(call.criteria),
        has_free_places=call.taken < call.places,
        reason=reason,
        letters=application.letters,
    )


def values_of(application: MissionApplication) -> dict[str, str]:
    return {name: getattr(application, name) for name in NEEDED}


def tell(  # noqa: PLR0913 - who is told what of which call, when, and what follows
    application: MissionApplication,
    call: Call,
    told: Told,
    now: datetime,
    *,
    place: int | None = None,
    turn: EventTurn | None = None,
) -> None:
    """One letter to the person of the company, in the language of the application."""
    if not application.email:
        return
    event, body = get_event(call.event_id), get_main_body()
    story = Story(
        application_id=application.id,
        event_id=event.id,
        body_id=body.id,
        event=event.name,
        event_english=event.name_english,
        company=application.company,
        last_day=call.last_day,
        zone=body.zone,
        at=now,
        page=page_of(application.id),
        confirmation=confirmation_of(application.id, application.email),
        place=place,
        reason=reason_of(application, told, turn),
        turn=turn,
        has_timetable=turn is not None and has_timetable(application.id),
    )
    reader = Addressee(
        application.full_name or application.email,
        application.email,
        language=application.language,
    )
    post_to([reader], lambda known: application_letter(story, told, known), now=now)


def reason_of(application: MissionApplication, told: Told, turn: EventTurn | None) -> str:
    """Why it was decided so, or why the event is held on other days or not at all."""
    if turn is not None:
        return turn.reason
    return application.reason if told in {Told.CHOSEN, Told.WAITING, Told.DECLINED} else ""


def note(what: str, application: MissionApplication, actor: Viewer, now: datetime) -> None:
    """In the journal of the call, without personal data: those go when the consent ends."""
    details = {"application": str(application.id), "inn": application.inn}
    journal.record(
        what,
        subject_id=application.call_id,
        actor=actor,
        at=now,
        details=details,
        owner_id=application.id,
    )
