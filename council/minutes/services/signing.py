"""Signing: the text is frozen with its SHA-256, presiding and secretary sign exactly that.

The last signature and all that follows from it are one transaction: see consequences.
"""

from datetime import datetime
from typing import cast
from uuid import UUID

from core.accounts.services.factors import Proof
from core.adapters import journal
from core.adapters.database import command, db
from core.kernel.errors import Refused, Stale
from core.kernel.names import PersonName
from core.kernel.russian import date_long, number_sign
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from core.signatures.rules import Act, Decision, Signed
from core.signatures.services import add_signature as give_signature
from core.signatures.services import authorise
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingAction, MeetingState
from council.meetings.rules.states import LIFE_CYCLE as MEETING_LIFE
from council.meetings.rules.states import MeetingFacts
from council.membership.queries import get_person
from council.minutes.models import MinutesEdition, Signature
from council.minutes.queries import editions
from council.minutes.queries.editions import EditionRow
from council.minutes.queries.readiness import facts_to_sign, signers_of, unapproved_in
from council.minutes.rules import EditionAction, Signatory
from council.minutes.rules.signing import joined_texts, minutes_sha256
from council.minutes.rules.states import (
    LIFE_CYCLE,
    NOT_ON_THE_PAGE,
    TEXT_CHANGED,
    EditionFacts,
    is_complete,
)
from council.minutes.services.consequences import follow_up
from council.minutes.services.papers import keep_signed
from council.minutes.services.shared import advance, locked, signatory_of
from council.minutes.services.telling import tell_signed, tell_to_sign

OFFICES = {
    Signatory.PRESIDING: "председательствующий на заседании",
    Signatory.SECRETARY: "секретарь заседания",
}


@command
def send_to_sign(edition_id: UUID, *, revision: int, actor: Viewer, now: datetime) -> None:
    """Freeze the text and its SHA-256; from here on nothing in it changes."""
    meeting, edition = locked(edition_id)
    if edition.revision != revision:
        raise Stale(TEXT_CHANGED)
    parts = editions.load_parts(edition_id)
    advance(edition, EditionAction.SEND_TO_SIGN, facts_to_sign(meeting, edition, parts))
    edition.text = joined_texts(part.text for part in parts)
    edition.sha256 = minutes_sha256(edition.text)
    if meeting.state is MeetingState.HELD:
        move_meeting(meeting, MeetingAction.SEND_TO_SIGN)
    journal.record(
        "minutes.sent_to_sign",
        subject_id=edition_id,
        actor=actor,
        at=now,
        details={"sha256": edition.sha256},
    )
    tell_to_sign(meeting, edition, now)


def move_meeting(meeting: Meeting, action: MeetingAction) -> None:
    meeting.state = MEETING_LIFE.advance(action, meeting.state, MeetingFacts())
    meeting.revision += 1


def sign_minutes(
    edition_id: UUID, sha256: str, proof: Proof, *, actor: Viewer, now: datetime
) -> bool:
    """Sign the text whose SHA-256 was shown; True if that was the second signature."""
    if actor.account_id is None:
        raise Refused(NOT_ON_THE_PAGE)
    act = act_of(editions.get_edition_row(edition_id), sha256)
    step_up_id = authorise(act, proof, actor=actor, now=now)
    return add_signature(edition_id, sha256, step_up_id, actor=actor, now=now)


def act_of(edition: EditionRow | MinutesEdition, sha256: str) -> Act:
    return Act("minutes.signature", "minutes", edition.id, edition.number, sha256)


@command
def add_signature(
    edition_id: UUID, sha256: str, step_up_id: UUID, *, actor: Viewer, now: datetime
) -> bool:
    """The signature of somebody who has just shown who it is; never on other bytes than shown."""
    meeting, edition = locked(edition_id)
    signed_by = frozenset(each.signatory for each in editions.load_signatures(edition_id))
    facts = EditionFacts(
        number=edition.number,
        as_signatory=signatory_of(meeting, actor),
        signed_by=signed_by,
        unapproved=unapproved_in(meeting, edition),
    )
    signatory = check_signature(edition, sha256, facts)
    signed = signed_text(meeting, edition, signatory, actor)
    sign(edition, signatory, signed, step_up_id, actor=actor, now=now)
    if not is_complete(signed_by | {signatory}, signers_of(meeting)):
        return False
    advance(edition, EditionAction.SIGN, facts)
    edition.signed_at = now
    journal.record("minutes.signed", subject_id=edition_id, actor=actor, at=now, is_official=True)
    db.session.flush()
    follow_up(meeting, edition, actor=actor, now=now)
    tell_signed(meeting, edition, now)
    keep_signed(meeting, edition_id, now=now)
    return True


def check_signature(edition: MinutesEdition, sha256: str, facts: EditionFacts) -> Signatory:
    if facts.as_signatory is None:
        raise Refused(NOT_ON_THE_PAGE)
    if edition.sha256 != sha256:
        raise Stale(TEXT_CHANGED, mine=sha256, theirs=edition.sha256 or "")
    if refusals := LIFE_CYCLE.refusals(EditionAction.SIGN, edition.state, facts):
        raise Refused(*refusals)
    return facts.as_signatory


def signed_text(
    meeting: Meeting, edition: MinutesEdition, signatory: Signatory, actor: Viewer
) -> Signed:
    """What is bound together: the text's bytes, who signs it and in which quality."""
    person = get_person(cast("UUID", actor.person_id))
    name = PersonName(person.surname, person.given_name, person.patronymic)
    return Signed(
        title=title_of(meeting),
        content=edition.text.encode(),
        decision=Decision.SIGN,
        office=OFFICES[signatory],
        name=name.initials_before,
        person_id=person.id,
    )


def sign(  # noqa: PLR0913 - what a signature binds
    edition: MinutesEdition,
    signatory: Signatory,
    signed: Signed,
    step_up_id: UUID,
    *,
    actor: Viewer,
    now: datetime,
) -> None:
    """One signature in two records of one identity: the act's, and that of the minutes."""
    act = act_of(edition, edition.sha256 or "")
    signature_id = give_signature(act, signed, step_up_id, actor=actor, now=now)
    db.session.add(
        Signature(
            id=signature_id,
            edition_id=edition.id,
            signatory=signatory,
            person_id=signed.person_id,
            name=signed.name,
            sha256=edition.sha256,
            signed_at=now,
        )
    )
    journal.record(
        "minutes.signature_given",
        subject_id=edition.id,
        actor=actor,
        at=now,
        details={"as": signatory.value, "sha256": edition.sha256},
        is_official=True,
    )


def title_of(meeting: Meeting) -> str:
    """In the council's language: it is kept for ever."""
    day = local(meeting.starts_at, meeting.zone).date()
    return f"Протокол {number_sign(meeting.number)} от {date_long(day)}"
