"""Letters about reports: one waits for a decision, was decided, was withdrawn.

Pure but for words; the language is set by whoever posts.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from core.letters.rules import (
    Action,
    Actions,
    Addressee,
    Block,
    Facts,
    Letter,
    Paragraph,
    Urgency,
    fact_of,
)
from core.letters.wording import greeting, moment
from council.reports.models import Report
from council.reports.rules import Decision


@dataclass(frozen=True, slots=True)
class Told:
    """A report as its letters name it; `said` are the remarks, the note or the reason."""

    report: Report
    author: str
    zone: str
    at: datetime
    said: str = ""


def submitted_letter(told: Told, reader: Addressee) -> Letter:
    """To the deputy chair: nothing happens to the report until it is decided."""
    text = gettext(
        "A report waits for your decision. Until you approve it, it cannot stand on an agenda."
    )
    title = gettext("For your decision: %(title)s", title=told.report.title)
    return letter(told, reader, "submitted", (title, text), urgency=Urgency.ASKS)


def presented_letter(told: Told, reader: Addressee) -> Letter:
    """To the secretary: the report may be put on an agenda."""
    title = gettext("A report was presented: %(title)s", title=told.report.title)
    text = gettext("The report needs no approval and can be put on the agenda of a meeting.")
    return letter(told, reader, "presented", (title, text))


def decided_letter(told: Told, decision: Decision, reader: Addressee) -> Letter:
    """To the author: approved, or returned with remarks to be worked on."""
    if decision is Decision.APPROVED:
        title = gettext("The report is approved: %(title)s", title=told.report.title)
        text = gettext("The deputy chair approved your report. It can be put on an agenda.")
        return letter(told, reader, "approved", (title, text))
    title = gettext("The report is returned: %(title)s", title=told.report.title)
    text = gettext("The deputy chair returned your report with remarks. Mend it and send it again.")
    return letter(told, reader, "returned", (title, text), urgency=Urgency.ASKS)


def withdrawn_letter(told: Told, reader: Addressee) -> Letter:
    """To the author, the deputy chair and the secretary: nobody needs to do anything with it."""
    title = gettext("The report is withdrawn: %(title)s", title=told.report.title)
    text = gettext("The author withdrew the report. If it stood on an agenda, it does no longer.")
    return letter(told, reader, "withdrawn", (title, text))


def letter(
    told: Told,
    reader: Addressee,
    step: str,
    words: tuple[str, str],
    *,
    urgency: Urgency = Urgency.TELLS,
) -> Letter:
    report = told.report
    subject, text = words
    return Letter(
        fact=fact_of(f"report.{step}", report.id, report.current_version),
        kind=f"report.{step}",
        addressee=reader,
        urgency=urgency,
        subject=subject,
        greeting=greeting(reader),
        body=(Paragraph(text), facts(told), *quoted(told.said), link(report)),
        record_id=report.id,
        about_id=report.id,
        about=report.title,
        body_id=report.body_id,
    )


def facts(told: Told) -> Facts:
    pairs = [
        (gettext("Report"), told.report.title),
        (gettext("Author"), told.author),
        (gettext("Version"), str(told.report.current_version)),
        (gettext("When"), moment(told.at, told.zone)),
    ]
    return Facts(tuple(pairs))


def quoted(text: str) -> tuple[Block, ...]:
    return (Paragraph(text, quoted=True),) if text.strip() else ()


def link(report: Report) -> Actions:
    return Actions((Action(gettext("Open the report"), f"/desk/reports/{report.id}/"),))
