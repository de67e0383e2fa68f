"""Consents of applicants that end: the whole application, or only one use of its data.

`withdraw_application` is the company's own act; the steps serve it, the page of the consents and
the commands of core.privacy.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.viewers import Viewer
from core.letters.services import forget_letters
from events.missions.models import ApplicationConsent, ApplicationFile, Call, MissionApplication
from events.missions.rules.applications import (
    LIFE_CYCLE,
    MissionApplicationAction,
    MissionApplicationState,
)
from events.missions.rules.consents import Purpose
from events.missions.services.places import fill_places, free_place
from events.missions.services.register import forget_contact
from events.missions.services.selecting import locked
from events.missions.services.shared import facts_of, note

# Columns of an application that are somebody's, as the register says (missions/personal.py).
PERSONAL = ("full_name", "post", "email", "phone", "address")
WITHDRAW = MissionApplicationAction.WITHDRAW


@command
def withdraw_application(application_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """The company does not come; with the consent the personal data go too."""
    application, call = locked(application_id)
    LIFE_CYCLE.advance(WITHDRAW, application.state, facts_of(application, call, now))
    end_application(application, call, actor, now)


@command
def withdraw_purpose(
    application_id: UUID, purpose: Purpose, *, actor: Viewer, now: datetime
) -> None:
    """The applicant ends one consent on the own page; asked twice it is done once."""
    application, call = locked(application_id)
    if purpose is not Purpose.PROCESSING:
        end_purpose(application, purpose, actor, now)
    elif application.full_name or application.email:
        end_application(application, call, actor, now)


def end_application(
    application: MissionApplication, call: Call, actor: Viewer, now: datetime
) -> None:
    """Withdrawn where that can still be, and in any case nothing personal is left."""
    had_place = application.state is MissionApplicationState.CHOSEN
    facts = facts_of(application, call, now)
    can = not LIFE_CYCLE.refusals(WITHDRAW, application.state, facts)
    if can:
        application.state = LIFE_CYCLE.advance(WITHDRAW, application.state, facts)
        application.place_in_list = None
    application.changed_at = now
    forget_letters([application.id])
    forget_contact(application)
    forget_person(application)
    note("application.withdrawn", application, actor, now)
    if had_place and can:
        free_place(application, call)
        fill_places(call, now)


def forget_person(application: MissionApplication) -> None:
    """The person, the answers, the files and the consents go; the company stays in the list."""
    for name in PERSONAL:
        setattr(application, name, "")
    application.answers = []
    for model in (ApplicationFile, ApplicationConsent):
        db.session.execute(
            delete(model).where(model.application_id == application.id),
            execution_options={"synchronize_session": False},
        )
    db.session.flush()


def end_purpose(
    application: MissionApplication, purpose: Purpose, actor: Viewer, now: datetime
) -> None:
    """The journal keeps which text was agreed to and when; new lists and papers know no more."""
    c = ApplicationConsent
    query = select(c).where(c.application_id == application.id, c.purpose == purpose)
    row = db.session.scalar(query.with_for_update())
    if row is None:
        return
    details = {
        "application": application.id,
        "purpose": purpose,
        "version": row.version,
        "given_at": row.given_at,
    }
    what = "application.consent_withdrawn"
    journal.record(
        what,
        subject_id=application.call_id,
        actor=actor,
        at=now,
        details=details,
        owner_id=application.id,
    )
    db.session.delete(row)
    db.session.flush()


def withdraw_consent(consent_id: UUID, actor: Viewer, now: datetime) -> None:
    """A step: the consent of this number, whatever it is to."""
    consent = db.session.get(ApplicationConsent, consent_id)
    if consent is None:  # it went with another one
        return
    application, call = locked(consent.application_id)
    if consent.purpose is Purpose.PROCESSING:
        end_application(application, call, actor, now)
    else:
        end_purpose(application, consent.purpose, actor, now)


def end_applications(application_ids: Collection[UUID], actor: Viewer, now: datetime) -> None:
    """For an erasure: no place is held for somebody whom nobody knows."""
    for application_id in sorted(application_ids):
        application, call = locked(application_id)
        if application.full_name or application.email:
            end_application(application, call, actor, now)
