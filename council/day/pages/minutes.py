"""Minutes that wait for the person, in words."""

from collections.abc import Mapping

from flask_babel import gettext, ngettext

from core.kernel.errors import N_
from core.kernel.zones import local
from council.day.pages.lines import Entry, Link, Section, brief, due_tag, joined, place
from council.day.pages.seen import Seen
from council.day.queries import UnfinishedMinutes
from council.day.rules.minutes import MINE, MinutesFacts, MinutesTaskAction, minutes_task
from council.day.rules.tasks import LastDay
from council.minutes.rules import Signatory
from council.minutes.rules.states import signers
from council.minutes.rules.terms import publication_term, signing_term

A = MinutesTaskAction
WORDS: Mapping[MinutesTaskAction, str] = {
    A.DRAFT: N_("Draft the minutes of meeting No. %(number)s"),
    A.ANSWER_REMARKS: N_("Answer the remarks on the minutes No. %(number)s"),
    A.SEND_TO_SIGN: N_("Send the minutes No. %(number)s to be signed"),
    A.SIGN: N_("Sign the minutes No. %(number)s"),
    A.AWAIT_SIGNATURE: N_("The minutes No. %(number)s wait for the other signature"),
    A.PUBLISH: N_("Publish the minutes No. %(number)s"),
    A.REMARK: N_("Read the draft of the minutes No. %(number)s"),
}
BUTTONS: Mapping[MinutesTaskAction, str] = {
    A.DRAFT: N_("Draft the minutes"),
    A.ANSWER_REMARKS: N_("Answer the remarks"),
    A.SEND_TO_SIGN: N_("Go to the minutes"),
    A.SIGN: N_("Read and sign the minutes"),
    A.PUBLISH: N_("Publish the minutes"),
    A.REMARK: N_("Read the draft minutes"),
}


def minutes_section(seen: Seen) -> Section | None:
    """Everything about minutes that is the person's turn, or will be."""
    entries = tuple(entry for row in seen.minutes if (entry := minutes_entry(seen, row)))
    if not entries:
        return None
    more = Link(gettext("All minutes"), place("minutes.index"))
    return Section("minutes", gettext("Minutes in work"), entries, more)


def facts_of(seen: Seen, row: UnfinishedMinutes) -> MinutesFacts:
    who = seen.who
    is_of_body = seen.body is not None and row.body_id == seen.body.id
    signs = signers(seen.procedure(row.held_on).signatories)
    secretary_id = row.secretary_id if Signatory.SECRETARY in signs else None
    is_signatory = who.person_id in {row.presiding_id, secretary_id}
    return MinutesFacts(
        edition=row.state,
        is_keeper=who.keeps and is_of_body,
        is_participant=who.takes_part and is_of_body,
        is_signatory=who.person_id is not None and is_signatory,
        has_signed=row.has_signed,
        is_remarking_over=row.remarks_until is not None and row.remarks_until < seen.now,
        open_remarks=row.open_remarks,
    )


def minutes_entry(seen: Seen, row: UnfinishedMinutes) -> Entry | None:
    facts = facts_of(seen, row)
    task = minutes_task(facts)
    if task is None:
        return None
    state = "now" if task in MINE and not waits_for_remarks(task, facts) else "todo"
    last = last_day_of(seen, row, task)
    tag, tone = due_tag(last, "now" if state == "now" else "todo")
    return Entry(
        label=gettext(WORDS[task], number=row.number),
        note=note_of(row, task),
        state="now" if state == "now" else "todo",
        tag=tag,
        tone=tone,
        url=place("minutes.show", meeting_id=row.meeting_id),
        action=gettext(BUTTONS[task]) if task in BUTTONS else "",
    )


def waits_for_remarks(task: MinutesTaskAction, facts: MinutesFacts) -> bool:
    """Circulated minutes rest until the term for remarks is over."""
    return task is A.SEND_TO_SIGN and not facts.is_remarking_over


def last_day_of(seen: Seen, row: UnfinishedMinutes, task: MinutesTaskAction) -> LastDay:
    """The term that runs: of remarks, of publication, else of signing."""
    if task is A.REMARK and row.remarks_until:
        return LastDay.of(local(row.remarks_until, row.zone).date(), seen.today)
    procedure = seen.procedure(row.held_on)
    public = publication_term(row.signed_on, None, procedure, seen.calendar, seen.today)
    signing = signing_term(row.held_on, row.signed_on, procedure, seen.calendar, seen.today)
    return LastDay.of((public if task is A.PUBLISH and public else signing).due, seen.today)


def note_of(row: UnfinishedMinutes, task: MinutesTaskAction) -> str:
    held = gettext("held on %(day)s", day=brief(row.held_on))
    correction = (
        gettext("correction, edition %(number)s", number=row.edition)
        if row.edition and row.edition > 1
        else ""
    )
    return joined(held, correction, remarks_text(row, task))


def remarks_text(row: UnfinishedMinutes, task: MinutesTaskAction) -> str:
    if task is A.ANSWER_REMARKS:
        remarks = row.open_remarks
        return ngettext("%(num)s remark without answer", "%(num)s remarks without answer", remarks)
    if task is A.SEND_TO_SIGN and row.remarks_until:
        until = brief(local(row.remarks_until, row.zone).date())
        return gettext("members make remarks until %(day)s", day=until)
    return ""
