"""What was heard and who spoke: adding, changing, ordering, removing."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.kernel.errors import N_, NotFound, Stale
from council.access import Permission
from council.meetings.forms.session.items import SpeechForm, speech_values
from council.meetings.pages.session.item import ItemPage
from council.meetings.queries.session.record import SpeechRow
from council.meetings.rules.kinds import SpeechKind
from council.meetings.services import speeches as services
from council.meetings.services.recording import Place, Target
from council.meetings.views.blueprint import given_number
from council.meetings.views.session.blueprint import attempt, blueprint, held_meeting, to_item
from council.meetings.views.session.conflicts import keeps_theirs, show_conflict, text_to_save
from council.meetings.views.session.items import sent_to_item, show_item
from council.meetings.views.session.reading import item_page
from council.meetings.views.session.votes import version_of

SPEAKER_FIELDS = {"not_on_roll": "speaker", "no_such_guest": "speaker"}
SAVED = N_("The text is saved.")


@blueprint.post("/items/<uuid:item_id>/speeches/<any(heard, spoke):kind>")
@requires(Permission.HOLD_SESSION)
def add_speech(meeting_id: UUID, item_id: UUID, kind: str) -> ResponseReturnValue:
    page, forms = sent_to_item(meeting_id, item_id, kind)
    form: SpeechForm = getattr(forms, kind)

    def act() -> None:
        place = Place(meeting_id, item_id, form.key.key)
        services.add_speech(place, SpeechKind(kind), form.draft(), actor=viewer(), now=now())

    if not attempt(form, act, **SPEAKER_FIELDS):
        return show_item(page, forms, 422)
    return to_item(meeting_id, item_id, kind)


def found_speech(page: ItemPage, speech_id: UUID) -> SpeechRow:
    speech = next((row for row in (*page.heard, *page.spoke) if row.id == speech_id), None)
    if speech is None:
        raise NotFound("no such speech under this item")
    return speech


def speaker_choices(page: ItemPage, speech: SpeechRow) -> list[tuple[str, str]]:
    """Who can be chosen; the speaker stays even if the roll was changed."""
    options = dict(page.speaker_options)
    options.setdefault(str(speech_values(speech)["speaker"]) or "typed", speech.speaker)
    options.pop("typed", None)
    return list(options.items())


@blueprint.route("/items/<uuid:item_id>/speeches/<uuid:speech_id>/", methods=["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def edit_speech(meeting_id: UUID, item_id: UUID, speech_id: UUID) -> ResponseReturnValue:
    page = item_page(held_meeting(meeting_id), item_id)
    speech = found_speech(page, speech_id)
    sent = request.form if request.method == "POST" else None
    form = SpeechForm(sent, speakers=speaker_choices(page, speech), data=speech_values(speech))

    def act() -> None:
        target = Target(meeting_id, speech_id, version_of(form.version.data))
        draft = form.draft(text_to_save(form.text.data))
        services.edit_speech(target, draft, actor=viewer(), now=now())

    if sent is not None and keeps_theirs():
        return to_item(meeting_id, item_id, speech.kind)
    try:
        if sent is not None and attempt(form, act, **SPEAKER_FIELDS):
            return to_item(meeting_id, item_id, speech.kind, SAVED)
    except Stale as stale:
        url = url_for(".edit_speech", meeting_id=meeting_id, item_id=item_id, speech_id=speech_id)
        title = gettext("Two texts of one speech")
        return show_conflict(stale, url=url, version=speech.revision, title=title)
    template = "meetings/session/speech.html"
    status = 200 if sent is None else 422
    return render_template(template, page=page, speech=speech, form=form), status


@blueprint.post("/speeches/<uuid:speech_id>/remove")
@requires(Permission.HOLD_SESSION)
def remove_speech(meeting_id: UUID, speech_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    item_id = services.remove_speech(meeting_id, speech_id, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "spoke", N_("The speech is taken off the record."))


@blueprint.post("/speeches/<uuid:speech_id>/move")
@requires(Permission.HOLD_SESSION)
def move_speech(meeting_id: UUID, speech_id: UUID) -> ResponseReturnValue:
    held_meeting(meeting_id)
    place = given_number("to")
    item_id = services.move_speech(meeting_id, speech_id, place, actor=viewer(), now=now())
    return to_item(meeting_id, item_id, "spoke")
