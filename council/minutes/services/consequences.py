"""What follows from the second signature, in the same transaction: all of it or nothing.

The meeting is signed, whoever was elected took office on its day, tabled reports are heard, and the
registered steps run (assignments arise). A correction moves neither meeting nor reports again.
"""

from datetime import datetime

from core.adapters import journal
from core.adapters.database import db
from core.kernel.errors import Refusal, Refused
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.meetings.models import Meeting
from council.meetings.rules.kinds import MeetingAction
from council.meetings.rules.states import LIFE_CYCLE as MEETING_LIFE
from council.meetings.rules.states import MeetingFacts
from council.minutes import aftermath
from council.minutes.models import MinutesEdition
from council.minutes.queries import editions, tabled
from council.minutes.rules.drafting.agreement import decisions_in, without_term
from council.minutes.rules.states import EditionFacts, gated_reports_were_approved
from council.reports.rules import heard


def follow_up(meeting: Meeting, edition: MinutesEdition, *, actor: Viewer, now: datetime) -> None:
    if edition.number == 1:
        meeting.state = MEETING_LIFE.advance(
            MeetingAction.SIGN_MINUTES, meeting.state, MeetingFacts()
        )
        meeting.revision += 1
        hear_reports(meeting, actor=actor, now=now)
        seat_elected(meeting, actor=actor, now=now)
    db.session.flush()
    aftermath.run(signed_minutes(meeting, edition, actor, now))


def hear_reports(meeting: Meeting, *, actor: Viewer, now: datetime) -> None:
    """Tabled reports become heard; a gated one without an approval in time stops everything.

    Read again once the reports are locked: an approval may have gone away a moment ago.
    """
    reports = tabled.lock_reports(tabled.list_tabled(meeting.id))
    found = tabled.list_tabled(meeting.id)
    facts = EditionFacts(unapproved=tabled.unapproved(meeting, found))
    refusal: Refusal | None = gated_reports_were_approved(facts)
    if refusal:
        raise Refused(refusal)
    by_report = {each.report_id: each for each in found}
    for report in reports:
        each = by_report[report.id]
        is_approved = each.approved_at is not None
        report.state = heard(report.state, is_gated=each.is_gated, is_approved=is_approved)
        report.revision += 1
        journal.record("report.heard", subject_id=report.id, actor=actor, at=now)


def seat_elected(meeting: Meeting, *, actor: Viewer, now: datetime) -> None:
    """Whoever was elected took office on the day of the meeting (DOMAIN.md § 1.5)."""
    day = local(meeting.starts_at, meeting.zone).date()
    for election in tabled.load_elections(meeting.id):
        election.effective_on = day
        journal.record("election.took_effect", subject_id=election.id, actor=actor, at=now)


def signed_minutes(
    meeting: Meeting, edition: MinutesEdition, actor: Viewer, now: datetime
) -> aftermath.SignedMinutes:
    wordings = {
        number: without_term(text)
        for part in editions.list_parts(edition.id)
        if part.item_id
        for number, text in decisions_in(part.text).items()
    }
    return aftermath.SignedMinutes(
        edition_id=edition.id,
        meeting_id=meeting.id,
        body_id=meeting.body_id,
        number=edition.number,
        signed_on=local(now, meeting.zone).date(),
        wordings=wordings,
        actor=actor,
        signed_at=now,
    )
