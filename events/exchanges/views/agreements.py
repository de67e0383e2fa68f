"""The register and one agreement: entering, changing, ending, its text, the published count."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters import journal
from core.adapters.clock import now
from core.adapters.files import received, sent
from core.adapters.language import language
from core.kernel.errors import NotFound
from events.access import Permission
from events.asking import BOTH, typed
from events.exchanges.forms.agreements import AgreementForm, CountForm, EndingForm, TextForm
from events.exchanges.pages import (
    AgreementPage,
    Parts,
    Register,
    RegisterPage,
    in_words,
    listed,
    plans_shown,
    visits_shown,
)
from events.exchanges.queries import agreements as found
from events.exchanges.queries.visits import list_follow_ups, list_points, list_visits
from events.exchanges.rules import term_of
from events.exchanges.services import agreements as services
from events.exchanges.services.agreements import AgreementDraft, EndingDraft
from events.exchanges.views.blueprint import (
    answered,
    ask,
    blueprint,
    council,
    gone_on,
    keeping,
    kept,
    may_keep,
    saved,
    this_day,
)

SAME = (
    *("title", "partner", "document_number", "signed_on", "ends_on", "parties", "subject"),
    "revision",
)


@blueprint.get("/")
@requires(Permission.READ_EXCHANGE)
def index() -> ResponseReturnValue:
    """Agreements with what is overdue; as many statements however many there are."""
    body = council()
    register = Register(
        found.list_agreements(), found.list_plans(), list_visits(), list_follow_ups()
    )
    published, reason, _revision = found.find_count()
    page = RegisterPage(listed(register, this_day()), published, reason, may_keep(body))
    return render_template("exchanges/index.html", page=page)


@blueprint.get("/<int:number>/")
@requires(Permission.READ_EXCHANGE)
def show(number: int) -> ResponseReturnValue:
    body, row, today = council(), found.get_agreement(number), this_day()
    parts = Parts(
        found.list_plans(row.id), list_visits(row.id), list_points(row.id), list_follow_ups(row.id)
    )
    page = AgreementPage(
        agreement=row,
        term=term_of(row.ends_on, row.ended_on, today),
        plans=plans_shown(parts.plans, today),
        visits=visits_shown(parts, today, language()),
        today=today,
        history=in_words(journal.list_history([row.id])),
        may_keep=may_keep(body),
    )
    return render_template("exchanges/show.html", page=page)


def draft_of(form: AgreementForm) -> AgreementDraft:
    return AgreementDraft(
        title=form.title.data,
        partner=form.partner.data,
        signed_on=form.signed_on.data or this_day(),
        ends_on=form.ends_on.data,
        document_number=form.document_number.data,
        parties=form.parties.data,
        subject=form.subject.data,
    )


@blueprint.route("/new", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def new() -> ResponseReturnValue:
    keeping()
    form = AgreementForm(typed())
    numbers: list[int] = []

    def save() -> None:
        key = form.key.key
        numbers.append(services.add_agreement(key, draft_of(form), actor=viewer(), now=now()))

    said = gettext("The agreement is in the register. Visitors do not see it yet.")
    asking = ask(gettext("New agreement"), url_for(".index"))
    return answered(form, asking, save, lambda: gone_on(numbers[0], said))


@blueprint.route("/<int:number>/edit", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def edit(number: int) -> ResponseReturnValue:
    row = kept(number)
    form = AgreementForm(typed(), data={name: getattr(row, name) for name in SAME})

    def save() -> None:
        revision = form.revision.data or 0
        draft = draft_of(form)
        services.change_agreement(row.id, draft, revision, actor=viewer(), now=now())

    asking = ask(gettext("Details of the agreement"), back_of(number), row.title)
    return answered(form, asking, save, lambda: gone_on(number, saved()))


def back_of(number: int) -> str:
    return url_for(".show", number=number)


@blueprint.route("/<int:number>/end", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def end(number: int) -> ResponseReturnValue:
    """No longer in force, whatever the term says."""
    row = kept(number)
    form = EndingForm(typed(), data={"revision": row.revision})

    def save() -> None:
        draft = EndingDraft(form.day.data or this_day(), form.reason.data)
        revision = form.revision.data or 0
        services.end_agreement(row.id, draft, revision, actor=viewer(), now=now())

    asking = ask(gettext("End the agreement?"), back_of(number), row.title)
    said = gettext("The agreement is no longer in force.")
    return answered(form, asking, save, lambda: gone_on(number, said))


@blueprint.post("/<int:number>/visibility")
@requires(Permission.KEEP_EXCHANGE)
def set_visibility(number: int) -> ResponseReturnValue:
    """Open the agreement with its plans and visits to visitors, or close it."""
    row = kept(number)
    opens = request.form.get("public") == "yes"
    revision = request.form.get("revision", type=int) or 0
    services.show_agreement(row.id, revision, is_public=opens, actor=viewer(), now=now())
    said = gettext("Visitors see the agreement.") if opens else gettext("The agreement is hidden.")
    return gone_on(number, said)


@blueprint.route("/<int:number>/text", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def add_text(number: int) -> ResponseReturnValue:
    row = kept(number)
    form = TextForm(request.files if request.method == "POST" else None)

    def save() -> None:
        uploads = received(request.files.getlist("file"))
        services.keep_text(row.id, uploads[0], actor=viewer(), now=now())

    asking = ask(gettext("Text of the agreement"), back_of(number), row.title, has_file=True)
    said = gettext("The file is added.")
    return answered(form, asking, save, lambda: gone_on(number, said))


@blueprint.post("/<int:number>/text/remove")
@requires(Permission.KEEP_EXCHANGE)
def remove_text(number: int) -> ResponseReturnValue:
    row = kept(number)
    services.keep_text(row.id, None, actor=viewer(), now=now())
    return gone_on(number, gettext("The file is removed."))


@blueprint.get("/<int:number>/text/file")
@requires(Permission.READ_EXCHANGE)
def text(number: int) -> ResponseReturnValue:
    council()
    return text_of(found.get_agreement(number))


def text_of(row: found.AgreementRow) -> ResponseReturnValue:
    """The file with the text; raises `NotFound` where there is none."""
    if row.text_sha256 is None or row.text_type is None:
        raise NotFound("the agreement has no text")
    return sent(row.text_sha256, row.text_name, row.text_type)


@blueprint.route("/count", methods=BOTH)
@requires(Permission.KEEP_EXCHANGE)
def count() -> ResponseReturnValue:
    """The number of agreements that visitors read."""
    keeping()
    published, reason, revision = found.find_count()
    data = {"published": published, "reason": reason, "revision": revision}
    form = CountForm(typed(), data=data)

    def save() -> None:
        given = (form.published.data, form.reason.data, form.revision.data or 0)
        services.publish_count(*given, actor=viewer(), now=now())

    def done() -> ResponseReturnValue:
        flash(saved())
        return redirect(url_for(".index"), code=303)

    asking = ask(gettext("Number of agreements"), url_for(".index"))
    return answered(form, asking, save, done)
