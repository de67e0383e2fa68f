"""Addresses of the public events: the list, one event, their calendars; in both languages."""

from datetime import date

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.feeds import feed_answer
from core.adapters.files import sent
from core.adapters.language import in_both_languages, language
from core.config import Settings
from core.pages import site
from core.region.calendar import region
from events.access import Permission
from events.programme.rules import EventState
from events.programme.rules.results import Contract
from portal.caching import conditional, made_once
from portal.events.asked import Asked, When, asked_of
from portal.events.feeds import feed_of, single
from portal.events.linked_data import linked_data
from portal.events.pages.beside import beside_of
from portal.events.pages.event import EventPage, EventRows, event_page
from portal.events.pages.lists import events_page
from portal.events.pages.totals import YearTotals, year_totals
from portal.events.queries import calendar, totals
from portal.events.queries.beside import get_shown_file, list_beside
from portal.events.queries.event import (
    EventHead,
    find_call,
    find_decided_line,
    get_event,
    list_moves,
    list_sessions,
)
from portal.events.queries.lists import count_events, list_events
from portal.meetings.queries.version import get_site_version

blueprint = Blueprint("public_events", __name__)
LARGEST = 2**31 - 1
CALLED = frozenset({EventState.CALL_OPEN, EventState.CALL_CLOSED})
MOSCOW = {"ru": "МСК", "en": "MSK"}
AT = f"/events/<int(max={LARGEST}):number>-<slug>/"


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def base_url() -> str:
    return settings().base_url


@in_both_languages(blueprint, "/events/")
@requires(Permission.READ_PUBLIC_EVENT)
def index() -> ResponseReturnValue:
    """A page of the coming or the past events; the answer depends on the filters as well."""
    asked, version = asked_of(request.args), get_site_version()
    today = version.day(now())

    def make() -> ResponseReturnValue:
        # The counts are those of every filter and page: only the first reader waits for them.
        counts = made_once("event counts", version.on(now()), lambda: count_events(today))
        page = events_page(asked, list_events(asked, today), counts, language())
        return render_template(
            "events/public/list.html", page=page, totals=totals_of(asked, version.on(now()))
        )

    return conditional(f"{version.on(now())}\n{asked}", make)


def totals_of(asked: Asked, version: str) -> YearTotals | None:
    """What a past year brought, where the reader looks at the whole of one; two statements."""
    year = asked.year
    if asked.when is not When.PAST or year is None or asked.type or asked.country:
        return None

    def read() -> tuple[totals.YearSums, tuple[Contract, ...]]:
        return totals.get_sums(year), totals.list_contracts(year)

    return year_totals(year, *made_once(f"events of {year}", version, read))


@in_both_languages(blueprint, AT)
@requires(Permission.READ_PUBLIC_EVENT)
def show(number: int, slug: str) -> ResponseReturnValue:
    """At most eight statements; another slug leads to the right address for ever."""
    version = get_site_version()

    def make() -> ResponseReturnValue:
        head = get_event(number)
        if head.slug != slug:
            return redirect(url_for(".show", number=number, slug=head.slug), code=301)
        page = load_page(head, version.day(now()))
        url = base_url() + url_for(".show", number=number, slug=slug)
        council = site(settings()).name
        data = linked_data(page, url=url, language=language(), council=council)
        return render_template("events/public/show.html", page=page, data=data, url=url)

    return conditional(version.on(now()), make)


def load_page(head: EventHead, today: date) -> EventPage:
    lines = list_beside(head.id, is_published=head.published_at is not None)
    row = region()
    beside = beside_of(head, lines, language(), row.name if row else "")
    rows = EventRows(
        head=head,
        decided=find_decided_line(head.id),
        moves=list_moves(head.id),
        beside=beside,
        sessions=list_sessions(head.id),
        call=find_call(head.id) if head.state in CALLED else None,
    )
    return event_page(rows, language(), MOSCOW[language()], site(settings()).zone, today)


@in_both_languages(blueprint, "/events.ics")
@requires(Permission.READ_PUBLIC_EVENT)
def feed() -> Response:
    """All visible events that have days."""
    today = get_site_version().day(now())
    return feed_answer(
        f"{calendar.get_version()}\n{today}",
        lambda: feed_of(calendar.list_rows(today), base_url()),
        name="events",
    )


@in_both_languages(blueprint, f"{AT}event.ics")
@requires(Permission.READ_PUBLIC_EVENT)
def event_file(number: int, **_slug: str) -> ResponseReturnValue:
    """One event as a file; whatever the slug, the event is that of the number."""
    return feed_answer(
        calendar.get_version(number),
        lambda: single(calendar.get_row(number), base_url()),
        name=f"event-{number}",
    )


@blueprint.get(f"{AT}photos/<int(max={LARGEST}):position>")
@requires(Permission.READ_PUBLIC_EVENT)
def photo(number: int, position: int, **_slug: str) -> ResponseReturnValue:
    """A photo to look at, or a paper to keep, once the results are published."""
    file = get_shown_file(number, position)
    response = sent(file.sha256, file.name, file.media_type)
    if file.media_type.startswith("image/"):
        response.headers["Content-Disposition"] = "inline"
    return response
