"""What the secretary types about a meeting and the plan of a year; shape only."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from core.adapters.fields import ClockField, DayField, Needed
from core.adapters.forms import BaseForm, stripped
from core.adapters.language import label
from core.kernel.errors import N_
from core.kernel.zones import local, utc
from council.meetings.queries.meetings import MeetingRow
from council.meetings.rules.drafts import MeetingDraft, PlanApproval
from council.meetings.rules.kinds import MeetingForm as FormOf
from council.meetings.rules.kinds import MeetingKind
from council.membership.queries import Holder
from council.membership.queries.people import PersonRow
from council.membership.rules.procedure import Initiator

LATEST_NUMBER = 999
MOST_SEATS = 10_000


class MeetingForm(BaseForm):
    """Setting or changing a meeting."""

    kind = SelectField(lazy_gettext("Kind of meeting"))
    form = SelectField(lazy_gettext("Form"))
    day = DayField(lazy_gettext("Date"), [Needed(N_("Enter the date of the meeting."))])
    time = ClockField(lazy_gettext("Local time"), [Needed(N_("Enter when the meeting begins."))])
    number = IntegerField(
        lazy_gettext("Number within the year"), [Optional(), NumberRange(1, LATEST_NUMBER)]
    )
    city = StringField(lazy_gettext("Town"), [Length(max=200)], filters=[stripped])
    place = StringField(lazy_gettext("Place"), [Length(max=400)], filters=[stripped])
    video_link = StringField(
        lazy_gettext("Address of the video meeting"), [Length(max=500)], filters=[stripped]
    )
    ballots_until = DayField(lazy_gettext("Last day of the absentee vote"))
    is_open = BooleanField(lazy_gettext("Open meeting: visitors may attend"))
    guest_seats = IntegerField(
        lazy_gettext("Seats for visitors"), [Optional(), NumberRange(0, MOST_SEATS)]
    )
    presiding = SelectField(lazy_gettext("Presides"), default="")
    initiator = SelectField(lazy_gettext("Who convenes it"), default="")
    absentee_by = SelectField(lazy_gettext("By whose decision"), default="")

    def __init__(self, *args: Any, people: Iterable[Holder] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = [(kind.value, label(kind)) for kind in MeetingKind]
        self.form.choices = [(form.value, label(form)) for form in FormOf]
        named = [(str(each.person_id), named_post(each)) for each in people]
        initiators = [(each.value, label(each)) for each in Initiator]
        self.initiator.choices = [("", lazy_gettext("By the plan")), *initiators]
        self.absentee_by.choices = [("", lazy_gettext("Not chosen")), *initiators]
        self.presiding.choices = [("", lazy_gettext("Not decided yet")), *named]

    def draft(self, zone: str) -> MeetingDraft:
        """The meeting as typed; raises `Unreadable` where the clocks skip the time."""
        return MeetingDraft(
            kind=MeetingKind(self.kind.data),
            form=FormOf(self.form.data),
            starts_at=utc(self.day.data, self.time.data, zone),  # type: ignore[arg-type]
            zone=zone,
            city=self.city.data,
            place=self.place.data,
            video_link=self.video_link.data,
            is_open=self.is_open.data,
            guest_seats=self.guest_seats.data or 0,
            presiding_id=UUID(self.presiding.data) if self.presiding.data else None,
            ballots_until=self.ballots_until.data,
            number=self.number.data,
            initiator=Initiator(self.initiator.data) if self.initiator.data else None,
            absentee_by=Initiator(self.absentee_by.data) if self.absentee_by.data else None,
        )


def named_post(holder: Holder | PersonRow) -> str:
    return ", ".join(part for part in (holder.name.initials_after, holder.position) if part)


def values_of(meeting: MeetingRow) -> dict[str, object]:
    """The meeting as its form shows it."""
    starts = local(meeting.starts_at, meeting.zone)
    return {
        "kind": meeting.kind.value,
        "form": meeting.form.value,
        "day": starts.date(),
        "time": starts.time(),
        "number": meeting.number,
        "city": meeting.city,
        "place": meeting.place,
        "video_link": meeting.video_link,
        "ballots_until": meeting.ballots_until,
        "is_open": meeting.is_open,
        "guest_seats": meeting.guest_seats,
        "presiding": str(meeting.presiding_id or ""),
        "initiator": meeting.initiator or "",
        "absentee_by": meeting.absentee_by or "",
    }


class PlanForm(BaseForm):
    """Who approved the plan of a year, and when."""

    approved_on = DayField(
        lazy_gettext("Approved on"), [Needed(N_("Enter the date of the approval."))]
    )
    approved_by = StringField(
        lazy_gettext("Approved by"),
        [Needed(N_("Enter who approved the plan.")), Length(max=300)],
        filters=[stripped],
    )
    note = TextAreaField(lazy_gettext("Note"), [Length(max=2000)], filters=[stripped])

    def approval(self) -> PlanApproval:
        day: date = self.approved_on.data  # type: ignore[assignment]
        return PlanApproval(day, self.approved_by.data, self.note.data)


class ReasonForm(BaseForm):
    """Why a meeting does not take place as set."""

    reason = TextAreaField(
        lazy_gettext("Reason"),
        [Needed(N_("Write the reason: it is shown to everybody.")), Length(max=2000)],
        filters=[stripped],
    )


class NewTimeForm(BaseForm):
    """To when and where a postponed meeting is moved."""

    day = DayField(lazy_gettext("New date"), [Needed(N_("Enter the new date."))])
    time = ClockField(lazy_gettext("Local time"), [Needed(N_("Enter the new time."))])
    place = StringField(lazy_gettext("Place"), [Length(max=400)], filters=[stripped])
    ballots_until = DayField(lazy_gettext("Last day of the absentee vote"))


class PostponeForm(ReasonForm):
    """Putting a meeting off, with or without a new time."""

    day = DayField(lazy_gettext("New date"))
    time = ClockField(lazy_gettext("Local time"))
    place = StringField(lazy_gettext("Place"), [Length(max=400)], filters=[stripped])
    ballots_until = DayField(lazy_gettext("Last day of the absentee vote"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A date and a time are typed together, or neither of them."""
        valid = super().validate(extra_validators)
        if not valid or bool(self.day.data) == bool(self.time.data):
            return valid
        message = gettext("Enter the new date and the new time, or leave both empty.")
        field = self.time if self.day.data else self.day
        field.errors = [*field.errors, message]
        return False


def moment_of(form: NewTimeForm | PostponeForm, zone: str) -> datetime | None:
    """The new moment, or None while it is not known; raises `Unreadable`."""
    if form.day.data is None or form.time.data is None:
        return None
    return utc(form.day.data, form.time.data, zone)
