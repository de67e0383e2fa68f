"""What every template is given: the site, the viewer, navigation, formats; and the error pages."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, render_template, request, url_for
from flask.globals import request_ctx
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException

from core.access import viewer
from core.adapters.clock import now
from core.adapters.database import db
from core.adapters.fields import naming
from core.adapters.file_checks import mark_of
from core.adapters.language import OF_ADDRESS, label, language, sentence
from core.adapters.markdown import to_html
from core.config import Settings
from core.kernel.errors import NotFound, Refused, Stale
from core.kernel.language import formats_for
from core.kernel.typography import tidy
from core.kernel.zones import clocks_on, local
from core.menu import links, sections
from core.parts import Part
from core.region.calendar import region
from core.region.queries import RegionRow

WORDS = re.compile(r"[А-Яа-яЁё]|\S\s+\S")  # values of lists and marks are neither
RANGE = re.compile(r"\d+–\d+")
LAST_KNOWN = "last_known_region"
WITH_PAGES = (400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 503)


@dataclass(frozen=True, slots=True)
class Site:
    """The installation as layouts show it."""

    name: str
    region_genitive: str
    contact: str
    zone: str
    language: str
    other_language: str
    demo_clock: datetime | None
    base_url: str
    request_id: str
    idle_minutes: int = 30


def address_in(wanted: str) -> str | None:
    """The address of this page in a language; None where it has one address for all."""
    endpoint = request.endpoint
    if not endpoint or not current_app.url_map.is_endpoint_expecting(endpoint, OF_ADDRESS):
        return None
    return url_for(endpoint, **{**(request.view_args or {}), OF_ADDRESS: wanted})


def init_pages(app: Flask, settings: Settings, parts: Sequence[Part]) -> None:
    entries = sorted((e for part in parts for e in part.navigation), key=lambda e: e.order)

    @app.context_processor
    def given() -> dict[str, Any]:
        if g.get("is_broken"):  # see show_failure
            return {"site": site_of(current_app.extensions.get(LAST_KNOWN), settings)}
        return {
            "site": site(settings),
            "viewer": viewer(),
            "nav": links([e for e in entries if not e.desk]),
            "desk_nav": sections([e for e in entries if e.desk and e.visible_to(viewer())]),
            "now": now(),
        }

    app.jinja_env.filters.update(filters())
    app.jinja_env.globals["label"] = label
    app.jinja_env.globals["address_in"] = address_in
    app.register_error_handler(NotFound, show_not_found)
    app.register_error_handler(Refused, show_refused)
    app.register_error_handler(Stale, show_stale)
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(Exception, show_failure)


def site(settings: Settings) -> Site:
    """The region is remembered for the pages of an outage, which cannot ask the database."""
    row = region()
    if row:
        current_app.extensions[LAST_KNOWN] = row
    return site_of(row, settings)


def site_of(row: RegionRow | None, settings: Settings) -> Site:
    here = language()
    return Site(
        name=row.council_name if row else gettext("Export Council"),
        region_genitive=row.name_genitive if row else "",
        contact=row.contact if row else "",
        zone=row.zone if row else "Europe/Moscow",
        language=here,
        other_language="en" if here == "ru" else "ru",
        demo_clock=now() if settings.demo else None,
        base_url=settings.base_url,
        request_id=g.get("request_id", ""),
        idle_minutes=settings.session_idle_minutes,
    )


def filters() -> dict[str, Callable[..., Any]]:
    """Dates, numbers and texts in the reader's language."""

    def formats() -> Any:
        return formats_for(language())

    def day_at(value: datetime, zone: str) -> date:
        return local(value, zone).date()

    return {
        "date_long": lambda day: formats().date_long(day),
        "date_short": lambda day: formats().date_short(day),
        "date_brief": lambda day: formats().date_brief(day),
        "month_short": lambda day: formats().month_short(day),
        "month_of": lambda month, year: formats().month_year(date(year, month, 1)),
        "period": lambda days: unbroken(formats().period(*days)),
        "period_brief": lambda days: unbroken(formats().period_brief(*days)),
        "tenths": lambda value: f"{formats().number(Decimal(value) / 10, 1)}\u00a0%",
        "money": lambda rubles: formats().money_thousand(rubles),
        "weekday": lambda day: formats().weekday(day),
        "number": lambda value: formats().number(value),
        "check": lambda sha256: beside(mark_of(sha256)),
        "file_size": lambda size: formats().file_size(size),
        "time_at": lambda value, zone: formats().time_of_day(value, zone),
        "moment": lambda value, zone: formats().date_time(value, zone),
        "clocks": lambda zone, day: clocks_on(day, zone, gettext("MSK")) or zone,
        "day_at": day_at,
        "naming": naming,
        "label": label,
        "sentence": sentence,
        "markdown": to_html,
        "tidy": tidied,
    }


def unbroken(days: str) -> Markup:
    """«8–10 февраля» in one line: a phone breaks it after the dash. Nothing invisible is added."""
    found = RANGE.match(days)
    if found is None:
        return escape(days)
    return Markup('<span class="nowrap">{}</span>{}').format(found[0], days[found.end() :])


def beside(message: str) -> str:
    """The words after a point in the middle, or nothing."""
    return f" · {gettext(message)}" if message else ""


def tidied(value: object) -> str:
    """The text with its no-break spaces; markup stays markup, since only spaces change."""
    text = tidy(str(value)).strip()
    return Markup(text) if isinstance(value, Markup) else text  # noqa: S704 - as safe as it came


def error_page(status: int, **values: Any) -> ResponseReturnValue:
    template = f"errors/{status if status in WITH_PAGES else 400}.html"
    return render_template(template, **values), status


def show_not_found(_error: NotFound) -> ResponseReturnValue:
    return error_page(404)


def show_refused(error: Refused) -> ResponseReturnValue:
    reasons = [sentence(refusal) for refusal in error.refusals]
    return conflict_page(reasons, typed_texts(), "")


def show_stale(error: Stale) -> ResponseReturnValue:
    return conflict_page([sentence(error.refusal)], error.mine or typed_texts(), error.theirs)


def conflict_page(reasons: list[str], mine: str, theirs: str) -> ResponseReturnValue:
    return error_page(409, reasons=reasons, mine=mine, theirs=theirs, back=page_before())


def page_before() -> str:
    """The page of this site that led here, as the browser says; nothing where it cannot be read."""
    addresses = request_ctx.url_adapter
    try:
        parts = urlsplit(request.referrer or "")
        if addresses is None or parts.netloc != request.host or parts.path.startswith("//"):
            return ""
        addresses.match(parts.path, method="GET")
    except (ValueError, HTTPException):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def typed_texts() -> str:
    """What the reader wrote in words, to be copied; no marks of the form, no passwords."""
    texts = (value.strip() for name, value in request.form.items(multi=True) if "pass" not in name)
    return "\n\n".join(text for text in texts if WORDS.search(text))


def show_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:  # noqa: PLR2004 - a redirect
        return error
    if request_ctx.url_adapter is None:  # a host we do not serve: no page can make its links
        text = gettext("This site is not served under this address.")
        return text, 400, {"Content-Type": "text/plain; charset=utf-8"}
    return error_page(error.code or 500)


def show_failure(error: Exception) -> ResponseReturnValue:
    """The last resort: log, undo, and say sorry in the site's look."""
    db.session.rollback()
    current_app.logger.error("request %s failed", g.get("request_id", ""), exc_info=error)
    if current_app.testing:
        raise error
    try:
        return error_page(500)
    except Exception:  # noqa: BLE001 - menu and names may be what is broken
        g.is_broken = True
        return error_page(500)
