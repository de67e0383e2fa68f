"""The next meeting for somebody who comes to it, and votes by ballots that are open."""

from flask_babel import gettext

from core.adapters.language import label
from core.kernel.zones import local
from council.day.pages.lines import Entry, Section, due_tag, joined, place
from council.day.pages.notes import number_of, when_and_where
from council.day.pages.seen import Seen
from council.day.rules.tasks import LastDay
from council.meetings.pages.deadlines import first_day
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.ballots import OPEN_STATES, OwnMeeting
from council.meetings.rules.absentee import BallotTerm
from council.meetings.rules.kinds import MeetingState
from council.membership.rules.procedure import Procedure


def meeting_section(seen: Seen) -> Section | None:
    """The next meeting for somebody who comes to it, and votes by ballots that are open."""
    meeting = seen.next_meeting
    entries = [ballot for each in seen.ballots if (ballot := ballot_entry(seen, each))]
    if meeting is not None and not seen.who.keeps and meeting.ballots_until is None:
        entries += meeting_entries(seen, meeting)
    if not entries:
        return None
    title = gettext("Next meeting")
    return Section("meeting", title, tuple(entries))


def ballot_entry(seen: Seen, vote: OwnMeeting) -> Entry | None:
    """A vote by ballots, while its term runs."""
    if vote.state not in OPEN_STATES:
        return None
    term = BallotTerm(vote.ballots_from, vote.ballots_until)
    if not term.is_open(local(seen.now, vote.zone).date()):
        return None
    name = gettext("Vote by ballots, meeting No. %(number)s", number=vote.number)
    url = place("ballots.ballot", meeting_id=vote.id)
    if vote.has_voted:
        note = gettext("You have voted; you can change your vote until the term ends")
        return Entry(name, note, "done", url=url)
    tag, tone = due_tag(LastDay.of(vote.ballots_until, seen.today), "now")
    return Entry(
        name, gettext("Fill in the ballot"), "now", tag, tone, url, action=gettext("Vote now")
    )


def meeting_entries(seen: Seen, meeting: MeetingRow) -> list[Entry]:
    url = place("meetings.show", meeting_id=meeting.id)
    name = gettext("Meeting %(number)s", number=number_of(meeting))
    when = when_and_where(meeting)
    procedure = seen.procedure(first_day(meeting))
    if meeting.state is MeetingState.NOTIFIED and seen.who.is_member:
        return [answer_entry(seen, meeting, procedure)]
    if meeting.state is MeetingState.IN_SESSION:
        return [Entry(name, joined(when, gettext("it is being held")), "now", url=url)]
    entries = [Entry(name, joined(when, gettext("the notice has not been sent yet")), url=url)]
    if meeting.state is MeetingState.AGENDA_OPEN:
        days = procedure.agenda_proposal_days
        last = LastDay.of(seen.calendar.deadline_before(first_day(meeting), days), seen.today)
        if not last.is_late:
            tag, tone = due_tag(last, "todo")
            text = gettext("You can propose an item of the agenda")
            link = place("meetings.propose", meeting_id=meeting.id)
            entries.append(Entry(text, "", "todo", tag, tone, link))
    return entries


def answer_entry(seen: Seen, meeting: MeetingRow, procedure: Procedure) -> Entry:
    """Whether the member comes: asked for until answered."""
    url = place("meetings.show", meeting_id=meeting.id)
    name = gettext("Meeting %(number)s", number=number_of(meeting))
    when = when_and_where(meeting)
    if seen.own_answer:
        answered = gettext("your answer: %(answer)s", answer=label(seen.own_answer.answer))
        return Entry(name, joined(when, answered), "done", url=url)
    last = LastDay.of(
        seen.calendar.deadline_before(first_day(meeting), procedure.answer_days), seen.today
    )
    tag, tone = due_tag(last, "now")
    note = joined(when, gettext("say whether you will come"))
    return Entry(name, note, "now", tag, tone, url, action=gettext("Answer the notice"))
