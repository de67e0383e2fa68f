"""A participant's own page: wishes and presence while they are gathered.

The address is the key; the page is nobody else's and is stored nowhere.
"""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import requires, viewer
from core.adapters.clock import now
from core.adapters.derived import token_hash
from core.adapters.language import in_both_languages, language, under_language
from core.kernel.errors import NotFound, Refused
from core.limits import limit_forms
from events.access import Permission
from events.missions.rules.timetable.problem import Side
from events.missions.views.answers import private
from events.negotiations import services
from events.negotiations.pages.own import OwnPage
from events.negotiations.pages.wishes import lines_of
from events.negotiations.queries.heads import get_head
from events.negotiations.queries.people import (
    PersonRow,
    get_person_by_token,
    list_names,
    list_wishes_of,
)
from events.negotiations.services.wishing import wishes_closed
from events.negotiations.views.blueprint import reasons_of
from events.negotiations.views.wishes import sent_wishes
from events.programme.queries.choices import list_countries
from events.words import name_in

blueprint = Blueprint("negotiators", __name__)
limit_forms(blueprint)
AT = "/events/negotiations/<token>/"


def found(token: str) -> PersonRow:
    row = get_person_by_token(token_hash(token))
    if row.withdrawn_at is not None:
        raise NotFound("the participant has left")
    return row


def path_of(token: str) -> str:
    return under_language(f"/events/negotiations/{token}/")


def own_page(token: str) -> OwnPage:
    row = found(token)
    head = get_head(row.schedule_id)
    head = replace(head, event=name_in(language(), head.event, head.event_english))
    other = Side.BUYER if row.side is Side.EXPORTER else Side.EXPORTER
    may_answer = wishes_closed(head.state, head.wishes_until, now()) is None
    names = list_names(head.id, other) if may_answer else ()
    mine = list_wishes_of(row.id) if may_answer else {}
    countries = dict(list_countries(language())) if may_answer else {}
    lines = lines_of(names, mine, {}, countries)
    return OwnPage(head, row, path_of(token), lines, may_answer)


def typed_on(page: OwnPage) -> OwnPage:
    """The page with what was sent, as far as it still stands there."""
    wishes, away = dict(sent_wishes()), request.form.getlist("away")
    lines = tuple(replace(line, mine=wishes.get(line.id)) for line in page.lines)
    return replace(page, lines=lines, person=replace(page.person, absences=away))


@in_both_languages(blueprint, AT)
@requires(Permission.GIVE_WISHES)
def show(token: str) -> ResponseReturnValue:
    """Once the schedule is published the timetable stands under this address."""
    page = own_page(token)
    if page.head.is_published:
        return redirect(f"{page.path}timetable/", code=303)
    return shown(page)


def shown(page: OwnPage, refused: Refused | None = None) -> ResponseReturnValue:
    reasons = reasons_of(refused) if refused else []
    text = render_template("negotiations/public/own.html", page=page, reasons=reasons)
    return private(text, 409 if refused else 200)


@in_both_languages(blueprint, AT, "POST")
@requires(Permission.GIVE_WISHES)
def answer(token: str) -> ResponseReturnValue:
    row = found(token)
    absences = frozenset(request.form.getlist("away"))
    try:
        services.give_wishes(row.id, dict(sent_wishes()), absences, actor=viewer(), now=now())
    except Refused as refused:
        return shown(typed_on(own_page(token)), refused)
    flash(gettext("Thank you, your answers are saved. You can change them until wishes close."))
    return redirect(path_of(token), code=303)
