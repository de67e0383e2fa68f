"""The page of one item: dissents, finishing it or leaving it out; other files do the rest."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.forms import BaseForm
from core.kernel.errors import N_
from council.access import Permission
from council.meetings.forms.session.fields import Choices
from council.meetings.forms.session.hall import ReasonForm
from council.meetings.forms.session.items import DissentForm, RecusalForm, SpeechForm
from council.meetings.forms.session.votes import (
    CandidateForm,
    PollForm,
    VoteForm,
    poll_form,
)
from council.meetings.pages.session.item import ItemPage
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.session.hall import day_of
from council.meetings.rules.kinds import SpeechKind
from council.meetings.services import dissents, session
from council.meetings.views.session.blueprint import (
    attempt,
    blueprint,
    held_meeting,
    to_hall,
    to_item,
)
from council.meetings.views.session.reading import item_page
from council.meetings.views.session.subjects import subjects_of
from council.membership.queries import list_eligible


@dataclass(slots=True)
class ItemForms:
    """Every form of the page; the one that was sent holds what was typed."""

    heard: SpeechForm
    spoke: SpeechForm
    vote: VoteForm
    candidate: CandidateForm
    poll: PollForm
    recusal: RecusalForm
    dissent: DissentForm
    left_out: ReasonForm
    sent: BaseForm | None = None


def forms_of(meeting: MeetingRow, page: ItemPage, sent: str = "") -> ItemForms:
    def given(name: str) -> Any:
        return request.form if name == sent else None

    speakers: Choices = list(page.speaker_options)
    forms = ItemForms(
        heard=SpeechForm(
            given("heard"), speakers=speakers, prefix="heard-", data=expected_speaker(page)
        ),
        spoke=SpeechForm(given("spoke"), speakers=speakers, prefix="spoke-"),
        vote=VoteForm(given("vote"), subjects=subjects_of(page), prefix="vote-"),
        candidate=CandidateForm(
            given("candidate"), eligible=eligible(meeting, page), prefix="candidate-"
        ),
        poll=poll_form(page.poll, given("poll")),
        recusal=RecusalForm(given("recusal"), people=page.people, prefix="recusal-"),
        dissent=DissentForm(given("dissent"), people=page.people, prefix="dissent-"),
        left_out=ReasonForm(given("left_out"), prefix="left_out-"),
    )
    forms.sent = getattr(forms, sent) if sent else None
    return forms


def expected_speaker(page: ItemPage) -> dict[str, str]:
    """The next of those who were to report by the agenda."""
    said = {speech.speaker for speech in page.heard}
    waiting = [each for each in page.agenda_speakers if each[1] not in said]
    if not waiting:
        return {}
    key, name = waiting[0]
    known = key in dict(page.speaker_options)
    return {"speaker": key} if known else {"speaker_name": name}


def eligible(meeting: MeetingRow, page: ItemPage) -> Choices:
    if not page.is_election:
        return []
    standing = {each.person_id for each in page.poll.candidates}
    return [
        (str(holder.person_id), holder.name.initials_after)
        for holder in list_eligible(meeting.body_id, day_of(meeting))
        if holder.person_id not in standing
    ]


def sent_to_item(meeting_id: UUID, item_id: UUID, name: str) -> tuple[ItemPage, ItemForms]:
    """The page of the item and its forms, of which the named one was sent."""
    meeting = held_meeting(meeting_id)
    page = item_page(meeting, item_id)
    return page, forms_of(meeting, page, name)


def show_item(page: ItemPage, forms: ItemForms, status: int = 200) -> ResponseReturnValue:
    template = "meetings/session/item.html"
    kinds = {"heard": SpeechKind.HEARD, "spoke": SpeechKind.SPOKE}
    return render_template(template, page=page, forms=forms, form=forms.sent, kinds=kinds), status


@blueprint.get("/items/<uuid:item_id>/")
@requires(Permission.HOLD_SESSION)
def item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    meeting = held_meeting(meeting_id)
    page = item_page(meeting, item_id)
    return show_item(page, forms_of(meeting, page))


@blueprint.post("/items/<uuid:item_id>/dissents")
@requires(Permission.HOLD_SESSION)
def file_dissent(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, "dissent")
    form = forms.dissent

    def act() -> None:
        opinion = dissents.Opinion(form.person_id or item_id, form.text.data)
        dissents.file_dissent(meeting_id, item_id, opinion, actor=viewer(), now=now())

    if not attempt(form, act, took_no_part="person", dissent_empty="text"):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, "dissents")


@blueprint.post("/dissents/<uuid:dissent_id>/remove")
@requires(Permission.HOLD_SESSION)
def withdraw_dissent(meeting_id: UUID, dissent_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    item_id = dissents.withdraw_dissent(meeting_id, dissent_id, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "dissents")


@blueprint.post("/items/<uuid:item_id>/finish")
@requires(Permission.HOLD_SESSION)
def finish_item(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    meeting = held_meeting(meeting_id)
    next_id = item_page(meeting, item_id).next_id
    session.finish_item(meeting_id, item_id, actor=viewer(), now=now())
    if next_id is None:
        return to_hall(meeting_id, "end", N_("The last item is heard."))
    return redirect(url_for(".item", meeting_id=meeting_id, item_id=next_id), code=303)


@blueprint.post("/items/<uuid:item_id>/leave-out")
@requires(Permission.HOLD_SESSION)
def leave_item_out(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, "left_out")
    form = forms.left_out

    def act() -> None:
        session.leave_item_out(
            meeting_id, item_id, reason=form.reason.data, actor=viewer(), now=now()
        )

    if not attempt(form, act, no_reason="reason"):
        return show_item(page, forms, 422)
    return to_hall(meeting_id, "items", N_("The item is not considered at this meeting."))


@blueprint.post("/items/<uuid:item_id>/put-back")
@requires(Permission.HOLD_SESSION)
def put_item_back(meeting_id: UUID, item_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    session.put_item_back(meeting_id, item_id, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "main", N_("The item is on the agenda again."))
