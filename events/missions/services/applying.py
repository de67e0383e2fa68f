"""Applying: a draft kept and changed, sent, confirmed from the mailbox, withdrawn.

Every change of a call's list locks the call first; places are counted in `taken` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from sqlalchemy import delete, func, select

from core.adapters import files
from core.adapters.database import command, db
from core.adapters.derived import token_hash
from core.adapters.files import Upload
from core.kernel.errors import N_, NotFound, Refusal, Refused
from core.kernel.viewers import Viewer
from events.missions.letters.applications import Told
from events.missions.models import (
    ApplicationConsent,
    ApplicationFile,
    Call,
    MissionApplication,
)
from events.missions.queries.applications import count_from_address, is_counted
from events.missions.queries.calls import get_call
from events.missions.rules import consents
from events.missions.rules.applications import (
    CALL_CLOSED,
    EDITED,
    LIFE_CYCLE,
    MOST_LETTERS,
    TOO_MANY_LETTERS,
    MissionApplicationAction,
    MissionApplicationState,
    limit_refusal,
)
from events.missions.rules.consents import Purpose
from events.missions.services.selecting import locked
from events.missions.services.shared import code_of, facts_of, is_taking, note, tell, token_of

HOUR = timedelta(hours=1)
MOST_FILES = 5
OLD_CONSENT = Refusal(
    "consent_changed",
    N_("The text of the consent has changed meanwhile. Read it and tick the box again."),
)
NO_CONSENT = Refusal("no_consent", N_("Without your consent the application cannot be taken."))
TOO_MANY_FILES = Refusal(
    "too_many_files", N_("At most %(most)s files fit here."), {"most": MOST_FILES}
)
APPLIED = Refusal(
    "applied_before",
    N_(
        "An application of a company with this INN was taken already. If it was not yours, write "
        "to the organiser."
    ),
)
SENT_ALREADY = Refusal(
    "sent_already", N_("The application was sent and confirmed: it is not changed any more.")
)


@dataclass(frozen=True, slots=True)
class ApplicationDraft:
    """An application as typed. `values` are columns; `consents` the versions that were ticked."""

    values: Mapping[str, str]
    answers: tuple[tuple[str, str], ...] = ()
    consents: Mapping[Purpose, str] = field(default_factory=dict)
    uploads: tuple[Upload, ...] = ()
    removed: frozenset[UUID] = frozenset()
    address: str = ""
    language: str = "ru"
    is_for_later: bool = False


@command
def save_application(
    call_id: UUID, key: UUID, draft: ApplicationDraft, *, actor: Viewer, now: datetime
) -> UUID:
    """Keep a new draft; the same form sent twice keeps one."""
    call = get_call(call_id, lock=True)
    if db.session.get(MissionApplication, key) is not None:
        return key
    application = MissionApplication(
        id=key,
        call_id=call.id,
        state=LIFE_CYCLE.initial,
        token_hash=token_hash(token_of(key)),
        created_at=now,
        changed_at=now,
    )
    check_open(call, now)
    if refusal := limit_refusal(count_from_address(draft.address, now - HOUR)):
        raise Refused(refusal)
    application.address = draft.address
    db.session.add(application)
    write(application, call, draft, now)
    note("application.drafted", application, actor, now)
    return key


@command
def change_application(
    application_id: UUID, draft: ApplicationDraft, *, actor: Viewer, now: datetime
) -> None:
    """Change what was typed while nobody has confirmed it; it has to be sent again."""
    application, call = locked(application_id)
    if application.state not in EDITED:
        raise Refused(SENT_ALREADY)
    check_open(call, now)
    application.state = MissionApplicationState.DRAFT
    write(application, call, draft, now)
    note("application.edited", application, actor, now)


@command
def send_application(application_id: UUID, *, actor: Viewer, now: datetime) -> None:
    """Send what was checked; a letter asks the mailbox to confirm."""
    application, call = locked(application_id)
    advance(application, call, MissionApplicationAction.SEND, now)
    application.letters += 1
    db.session.flush()
    note("application.sent", application, actor, now)
    tell(application, call, Told.CONFIRM, now)


@command
def confirm_application(application_id: UUID, code: str, *, actor: Viewer, now: datetime) -> None:
    """The mailbox confirms; from now on the company stands in the list, once."""
    application, call = locked(application_id)
    right = code_of(application.id, application.email)
    if not application.email or not compare_digest(right.encode(), code.encode()):
        raise NotFound("no such confirmation")
    if is_counted(call.id, application.inn):
        if application.confirmed_at is not None:
            return
        raise Refused(APPLIED)
    advance(application, call, MissionApplicationAction.CONFIRM, now)
    application.confirmed_at = now
    db.session.flush()
    note("application.submitted", application, actor, now)
    tell(application, call, Told.SUBMITTED, now)


def advance(
    application: MissionApplication, call: Call, action: MissionApplicationAction, now: datetime
) -> None:
    facts = facts_of(application, call, now)
    application.state = LIFE_CYCLE.advance(action, application.state, facts)
    application.changed_at = now


def check_open(call: Call, now: datetime) -> None:
    if not is_taking(call, now):
        raise Refused(CALL_CLOSED)


def write(
    application: MissionApplication, call: Call, draft: ApplicationDraft, now: datetime
) -> None:
    """What was typed, the consents and the files; a letter with the link if it is for later."""
    for name, value in draft.values.items():
        setattr(application, name, value)
    application.answers = [list(pair) for pair in draft.answers]
    application.language = draft.language
    application.changed_at = now
    db.session.flush()
    write_consents(application, draft, now)
    remove_files(application, draft.removed)
    add_files(application, draft.uploads, now)
    if draft.is_for_later:
        facts = facts_of(application, call, now)
        if facts.letters >= MOST_LETTERS:
            raise Refused(TOO_MANY_LETTERS)
        application.letters += 1
        db.session.flush()
        tell(application, call, Told.SAVED, now)


def write_consents(application: MissionApplication, draft: ApplicationDraft, now: datetime) -> None:
    """Those that are ticked now, each with its text; a tick taken away takes the consent away."""
    if Purpose.PROCESSING not in draft.consents:
        raise Refused(NO_CONSENT)
    if not all(consents.is_current(each, text) for each, text in draft.consents.items()):
        raise Refused(OLD_CONSENT)
    c = ApplicationConsent
    known = {
        each.purpose: each
        for each in db.session.scalars(select(c).where(c.application_id == application.id))
    }
    for purpose, version in draft.consents.items():
        if purpose not in known or known[purpose].version != version:
            if purpose in known:
                db.session.delete(known[purpose])
                db.session.flush()
            db.session.add(
                c(
                    application_id=application.id,
                    purpose=purpose,
                    version=version,
                    given_at=now,
                    address=draft.address,
                )
            )
    for purpose in known.keys() - draft.consents.keys():
        db.session.delete(known[purpose])
    db.session.flush()


def remove_files(application: MissionApplication, file_ids: frozenset[UUID]) -> None:
    """Only files of this very application; what is gone already stays gone."""
    f = ApplicationFile
    db.session.execute(
        delete(f).where(f.application_id == application.id, f.id.in_(file_ids)),
        execution_options={"synchronize_session": False},
    )


def add_files(application: MissionApplication, uploads: tuple[Upload, ...], now: datetime) -> None:
    f = ApplicationFile
    counted = select(func.count(), func.max(f.position)).where(f.application_id == application.id)
    there, last = db.session.execute(counted).one()
    if there + len(uploads) > MOST_FILES:
        raise Refused(TOO_MANY_FILES)
    for position, upload in enumerate(uploads, (last or 0) + 1):
        sha256 = files.store(upload, now=now)
        db.session.add(
            f(application_id=application.id, position=position, name=upload.name, sha256=sha256)
        )
    db.session.flush()
