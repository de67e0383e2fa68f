"""What letters and calendars say of a meeting, in the language that gettext is set to.

Reads records and loads none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from core.adapters.language import label, language
from core.kernel.names import PersonName
from core.letters.rules import Addressee, Attachment, Facts
from core.letters.wording import day, end_of, moment
from council.meetings.models import Meeting
from council.meetings.rules.addresses import MeetingAddress
from council.meetings.rules.calendar import Words
from council.meetings.rules.kinds import MeetingForm, MeetingState
from council.membership.queries import BodyRow


@dataclass(frozen=True, slots=True)
class Share:
    """One reader's own part of a letter about a meeting.

    `calendar` is None for somebody without an address; `answer_path` is secret.
    """

    addressee: Addressee
    name: PersonName
    calendar: Attachment | None
    answer_path: str

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """For programs that answer inside the letter, and the same as a file for all others."""
        if self.calendar is None:
            return ()
        return self.calendar, Attachment("invite.ics", "application/ics", self.calendar.content)


def name_of(meeting: Meeting, body: BodyRow) -> str:
    return named(meeting.number, meeting.form, name=body.name, genitive=body.name_genitive)


def named(number: int | str, form: MeetingForm, *, name: str, genitive: str) -> str:
    """«Заседание № 4 Экспортного совета при Губернаторе …»."""
    values = {"number": number, "body": genitive if language() == "ru" else name}
    if form is MeetingForm.ABSENTEE:
        return gettext("Absentee vote No. %(number)s of %(body)s", **values)
    return gettext("Meeting No. %(number)s of %(body)s", **values)


def event_title(state: MeetingState, name: str) -> str:
    """The name, with a word before it where the meeting is not held as it was set."""
    if state is MeetingState.CANCELLED:
        return gettext("CANCELLED: %(name)s", name=name)
    if state is MeetingState.POSTPONED:
        return gettext("POSTPONED: %(name)s", name=name)
    if state is MeetingState.INQUORATE:
        return gettext("NOT HELD: %(name)s", name=name)
    return name


def place_of(city: str, place: str) -> str:
    return ", ".join(part for part in (city, place) if part)


def words_of(meeting: Meeting, body: BodyRow, titles: Sequence[str], base_url: str) -> Words:
    """The meeting as the calendars of those invited show it; its video room is theirs alone."""
    lines = [f"{number}. {title}" for number, title in enumerate(titles, 1)]
    if lines:
        lines = [gettext("Agenda"), *lines]
    if meeting.video_link:
        lines = [gettext("By video link: %(link)s", link=meeting.video_link), *lines]
    address = MeetingAddress.of_body(body.kind, body.slug, meeting.year, meeting.number)
    return Words(
        title=event_title(meeting.state, name_of(meeting, body)),
        place=place_of(meeting.city, meeting.place) or meeting.video_link,
        text="\n".join(lines),
        url=base_url + address.page,
        video=meeting.video_link,
    )


def when_of(meeting: Meeting) -> str:
    """The moment of a meeting, or the days of an absentee vote with the end of the last one."""
    if meeting.ballots_from and meeting.ballots_until:
        return f"{day(meeting.ballots_from)} – {end_of(meeting.ballots_until, meeting.zone)}"
    return moment(meeting.starts_at, meeting.zone)


def facts_of(meeting: Meeting) -> Facts:
    """When, where and in which form, for the letter itself."""
    pairs = [
        (gettext("When"), when_of(meeting)),
        (gettext("Form"), label(meeting.form)),
        (gettext("Where"), place_of(meeting.city, meeting.place)),
        (gettext("By video link"), meeting.video_link),
    ]
    return Facts(tuple(pair for pair in pairs if pair[1]))


def greeting(name: PersonName) -> str:
    """By name and patronymic; the words do not depend on the gender."""
    said = " ".join(part for part in (name.given, name.patronymic) if part)
    return gettext("Good day, %(name)s!", name=said)
