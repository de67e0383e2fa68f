"""The notice of a meeting: sent by the secretary, answered by members."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.language import sentence
from core.kernel.errors import N_, Refused
from core.letters.queries.handing import list_reached
from council.access import Permission
from council.meetings.forms.agenda import AnswerForm, NoticeForm, PhoneAnswerForm
from council.meetings.letters.notice import NOTICE
from council.meetings.pages.agenda import entries_of
from council.meetings.pages.deadlines import deadlines_of, first_day
from council.meetings.pages.meeting import refusals_of
from council.meetings.pages.notice import (
    MemberAnswer,
    NoticePage,
    Unreached,
    expected_of,
    handed_of,
    member_answers,
    unreached_of,
)
from council.meetings.queries.agenda import lines_of
from council.meetings.queries.meetings import MeetingRow
from council.meetings.queries.people import answers_to
from council.meetings.rules.agenda import told
from council.meetings.rules.deadlines import Progress, Term
from council.meetings.rules.kinds import Answer, AnswerChannel, MeetingState
from council.meetings.rules.states import MeetingFacts
from council.meetings.services import notice as services
from council.meetings.views.blueprint import (
    blueprint,
    done,
    given_revision,
    seen_meeting,
)
from council.meetings.views.reading import counting_on, show_meeting, sources_of
from council.membership.queries import list_composition
from council.membership.queries.readers import list_member_readers

OWN_TERMS = frozenset({Term.NOTICE, Term.MATERIALS})


@blueprint.route("/<uuid:meeting_id>/notice", methods=["GET", "POST"])
@requires(Permission.KEEP_MEETING)
def notice(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    if request.method == "GET":
        return show_notice(meeting, NoticeForm(data={"with_materials": True}))
    form, status = NoticeForm(request.form), 422
    if form.validate():
        try:
            services.send_notice(
                meeting_id,
                with_materials=form.with_materials.data,
                revision=given_revision(),
                actor=viewer(),
                now=now(),
            )
            return done(N_("The notice is sent."), ".show", meeting_id=meeting_id)
        except Refused as refused:
            form.refuse(refused, sentence)
            status = 409
    return show_notice(meeting, form, status=status)


def show_notice(
    meeting: MeetingRow,
    form: NoticeForm,
    status: int = 200,
    *,
    phone: PhoneAnswerForm | None = None,
) -> ResponseReturnValue:
    """`phone`: an answer by telephone that was sent and has to be mended."""
    sources = sources_of(meeting)
    counting = counting_on(meeting.body_id, first_day(meeting))
    given = member_answers(
        list_composition(meeting.body_id, first_day(meeting)), answers_to(meeting.id)
    )
    lines = lines_of(sources.items)
    refusals = refusals_of(
        meeting, MeetingFacts(lines=lines, is_past=counting.now >= meeting.starts_at)
    )
    is_ready = meeting.state is MeetingState.AGENDA_APPROVED
    terms = deadlines_of(meeting, counting)
    notices = list_reached(meeting.id, NOTICE)
    late = [t for t in terms if t.term in OWN_TERMS and t.progress is Progress.LATE]
    page = NoticePage(
        meeting=meeting,
        entries=entries_of(meeting, sources),
        answers=given,
        expected=expected_of(given, counting.procedure),
        late_terms=tuple(late) if is_ready else (),
        refusals=told(refusals, lines) if is_ready else (),
        can_send=is_ready and not refusals,
        can_enter=meeting.state is MeetingState.NOTIFIED and counting.now < meeting.starts_at,
        unreached=unreached_of(notices, given) if notices else without_address(meeting),
        handed=handed_of(notices),
    )
    forms = {"form": phone or form, "notice": form, "phone": phone or phone_form(given)}
    return render_template("meetings/notice.html", page=page, **forms), status


def without_address(meeting: MeetingRow) -> tuple[Unreached, ...]:
    """The members of the day whom no e-mail will reach."""
    readers = list_member_readers(meeting.body_id, first_day(meeting))
    return tuple(Unreached(each.name) for each in readers if not each.address)


def phone_form(
    given: Sequence[MemberAnswer], sent: Mapping[str, str] | None = None
) -> PhoneAnswerForm:
    """Those who are silent come first: they are the ones who are called."""
    people = sorted(given, key=lambda each: each.answer is not None)
    return PhoneAnswerForm(
        sent, prefix="phone-", people=[(str(each.person_id), each.name) for each in people]
    )


@blueprint.post("/<uuid:meeting_id>/answers")
@requires(Permission.KEEP_MEETING)
def enter_answer(meeting_id: UUID) -> ResponseReturnValue:
    """An answer that came by telephone, written down by the secretary."""
    meeting = seen_meeting(meeting_id, Permission.KEEP_MEETING)
    members = list_composition(meeting.body_id, first_day(meeting))
    form = phone_form(member_answers(members, answers_to(meeting_id)), request.form)
    if not form.validate():
        return show_notice(meeting, NoticeForm(), status=422, phone=form)
    moment = now()
    said = services.GivenAnswer(
        *(UUID(form.person.data), Answer(form.answer.data), form.comment.data, moment),
        channel=AnswerChannel.SECRETARY,
    )
    services.enter_answer(meeting_id, said, actor=viewer(), now=moment)
    flash(gettext("The answer is written down."))
    return redirect(url_for(".notice", meeting_id=meeting_id, _anchor="answers"), code=303)


@blueprint.post("/<uuid:meeting_id>/materials-sent")
@requires(Permission.KEEP_MEETING)
def materials_sent(meeting_id: UUID) -> ResponseReturnValue:
    seen_meeting(meeting_id, Permission.KEEP_MEETING)
    services.send_materials(meeting_id, revision=given_revision(), actor=viewer(), now=now())
    return done(N_("It is recorded that the materials were sent."), ".show", meeting_id=meeting_id)


@blueprint.post("/<uuid:meeting_id>/answer")
@requires(Permission.ANSWER_NOTICE)
def answer(meeting_id: UUID) -> ResponseReturnValue:
    meeting = seen_meeting(meeting_id, Permission.ANSWER_NOTICE)
    form = AnswerForm(request.form)
    if not form.validate():
        return show_meeting(meeting, form, status=422)
    services.answer_notice(
        meeting_id, Answer(form.answer.data), form.comment.data, actor=viewer(), now=now()
    )
    return done(N_("Your answer is recorded. Thank you."), ".show", meeting_id=meeting_id)
