"""One edition: its lines and changes; tabling, taking back, giving up."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.journal import list_history
from core.adapters.language import language, sentence
from core.kernel.errors import Refusal, Refused
from core.kernel.language import formats_for
from council.meetings.rules.naming import named_day_of
from events.access import Permission
from events.plan import queries, services
from events.plan.forms import TableForm, whole
from events.plan.pages.desk import EditionPage
from events.plan.pages.edition import edition_lines
from events.plan.pages.happened import in_words
from events.plan.queries.choices import OpenItem, list_open_items
from events.plan.queries.differences import find_before, list_changes
from events.plan.rules.editions import LIFE_CYCLE, PlanEditionAction, PlanEditionState
from events.plan.services.tabling import facts_of
from events.plan.views.blueprint import blueprint, council, find_edition, keeping, may_keep
from events.plan.views.desk import lines_of


@blueprint.get("/editions/<uuid:edition_id>/")
@requires(Permission.READ_PLAN)
def show(edition_id: UUID) -> ResponseReturnValue:
    council()
    return render_template("plan/edition.html", page=edition_page(edition_id))


def edition_page(edition_id: UUID) -> EditionPage:
    body = council()
    year, title, edition = find_edition(edition_id)
    changes = list_changes(edition_id, find_before(edition.plan_id, edition.number))
    return EditionPage(
        year=year,
        title=title,
        edition=edition,
        lines=edition_lines(lines_of(edition_id), changes, year),
        removed=tuple(
            row for row in queries.list_removed(edition.plan_id) if row.edition_id == edition_id
        ),
        actions=LIFE_CYCLE.reachable_actions(edition.state),
        refusals=refusals(edition_id) if edition.state is PlanEditionState.DRAFT else (),
        history=in_words(list_history([edition.plan_id], limit=50)),
        may_keep=may_keep(body),
        zone=body.zone,
    )


def refusals(edition_id: UUID) -> tuple[Refusal, ...]:
    """Why the edition cannot be tabled yet."""
    facts = facts_of(queries.get_edition(edition_id))
    return LIFE_CYCLE.refusals(PlanEditionAction.TABLE, PlanEditionState.DRAFT, facts)


def said(item: OpenItem) -> str:
    """«Заседание № 4 17 декабря 2026 г.: О плане мероприятий»."""
    day = formats_for(language()).date_long(named_day_of(item))
    where = gettext("Meeting No. %(number)s of %(day)s", number=item.meeting_number, day=day)
    return f"{where}: {item.title}"


@blueprint.get("/editions/<uuid:edition_id>/table")
@requires(Permission.KEEP_PLAN)
def table(edition_id: UUID) -> ResponseReturnValue:
    return show_table(edition_id, table_form())


def table_form() -> TableForm:
    form = TableForm(request.form if request.method == "POST" else None)
    items = list_open_items(keeping().id)
    form.offer([(str(item.id), said(item)) for item in items])
    return form


def show_table(edition_id: UUID, form: TableForm, status: int = 200) -> ResponseReturnValue:
    page = edition_page(edition_id)
    return render_template("plan/table.html", page=page, form=form), status


@blueprint.post("/editions/<uuid:edition_id>/table")
@requires(Permission.KEEP_PLAN)
def table_it(edition_id: UUID) -> ResponseReturnValue:
    form = table_form()
    if not form.validate():
        return show_table(edition_id, form, 422)
    try:
        services.table_edition(
            edition_id,
            UUID(form.item.data),
            revision=whole(form.revision.data),
            actor=viewer(),
            now=now(),
        )
    except Refused as refused:
        form.refuse(refused, sentence, item_taken="item", wrong_item="item")
        return show_table(edition_id, form, 422)
    flash(gettext("The edition is tabled. The council decides it at the meeting."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.post("/editions/<uuid:edition_id>/take-back")
@requires(Permission.KEEP_PLAN)
def take_back(edition_id: UUID) -> ResponseReturnValue:
    keeping()
    revision = whole(request.form.get("revision"))
    services.take_back(edition_id, revision=revision, actor=viewer(), now=now())
    flash(gettext("The edition is a draft again."))
    return redirect(url_for(".show", edition_id=edition_id), code=303)


@blueprint.get("/editions/<uuid:edition_id>/discard")
@requires(Permission.KEEP_PLAN)
def discard(edition_id: UUID) -> ResponseReturnValue:
    keeping()
    return render_template("plan/discard.html", page=edition_page(edition_id))


@blueprint.post("/editions/<uuid:edition_id>/discard")
@requires(Permission.KEEP_PLAN)
def discard_it(edition_id: UUID) -> ResponseReturnValue:
    keeping()
    services.discard_edition(edition_id, actor=viewer(), now=now())
    flash(gettext("The draft was given up."))
    return redirect(url_for(".index"), code=303)
