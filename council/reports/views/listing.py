"""The list of reports."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from core.access import permits, requires, viewer
from core.adapters.clock import today
from core.kernel.pagination import Pages
from core.region.calendar import work_calendar
from council.access import Permission
from council.membership.queries import dated_procedures, find_main_body, procedure_on
from council.reports import queries
from council.reports.pages import ReportsPage
from council.reports.pages.listing import Duty
from council.reports.pages.words import coordinator_duty, programme_duty
from council.reports.queries import DeputyChair, Reader, Scope
from council.reports.queries.listing import PAGE_SIZE
from council.reports.rules import ReportKind, ReportState
from council.reports.rules.checks import (
    Hearings,
    half_year_check,
    interim_check,
    programme_check,
    programme_periods,
)
from council.reports.rules.periods import half_year_of
from council.reports.views.blueprint import blueprint, reader

E = TypeVar("E", bound=StrEnum)


def chosen(values: type[E], name: str, default: E | None = None) -> E | None:
    """A filter of the address; what is no value counts as not given."""
    asked = request.args.get(name, "")
    return values(asked) if asked in set(values) else default


@blueprint.get("/")
@requires(Permission.READ_REPORT)
def index() -> ResponseReturnValue:
    who = reader()
    usual = Scope.WAITING if permits(viewer(), Permission.DECIDE_REPORT) else Scope.ALL
    scope = chosen(Scope, "show", usual) or usual
    state = chosen(ReportState, "state")
    found = queries.count_reports(who, scope, state)
    pages = Pages(found, PAGE_SIZE, request.args.get("page", 1, type=int))
    rows = queries.list_reports(who, scope, state, pages.number)
    deputy, open_duties = about_council(who)
    page = ReportsPage(
        lines=ReportsPage.lines_of(
            rows,
            today_in=today,
            review_days=review_days({(row.body_id, row.zone) for row in rows}),
            calendar=work_calendar(),
        ),
        found=found,
        number=pages.number,
        total=pages.total,
        scope=scope,
        state=state,
        states=tuple(ReportState),
        may_write=permits(viewer(), Permission.WRITE_REPORT),
        deputy=deputy,
        duties=open_duties,
    )
    return render_template("reports/index.html", page=page)


def review_days(bodies: Iterable[tuple[UUID, str]]) -> dict[UUID, int]:
    """How many working days the deputy chair of each body has for a decision."""
    zones = dict(bodies)
    rules = dated_procedures(zones)
    return {body: rules[body](today(zone)).review_days for body, zone in zones.items()}


def about_council(who: Reader) -> tuple[DeputyChair | None, tuple[Duty, ...]]:
    """The deputy chair's post and the duties of the council, for those who work in it."""
    body = find_main_body()
    if body is None or body.id not in who.body_ids:
        return None, ()
    day = today(body.zone)
    return queries.find_deputy(body.id, day), duties(body.id, day)


def duties(body_id: UUID, day: date) -> tuple[Duty, ...]:
    kinds = (ReportKind.COORDINATOR, ReportKind.PROGRAMME)
    heard = queries.list_heard_days(body_id, kinds)
    days = queries.list_meeting_days(body_id, day.year)
    half = half_year_of(day)
    rules = procedure_on(body_id, day)
    coordinator, programme = (
        Hearings([on for kind, on in heard if kind is each], days, day, rules.report_warning_days)
        for each in kinds
    )
    periods = programme_periods(rules.programme_report, day)
    return (
        Duty.of(coordinator_duty(half), half_year_check(half.year, half.index, coordinator)),
        *(Duty.of(programme_duty(one), programme_check(one, programme)) for one in periods[-1:]),
        *interim_duties(body_id, day.year),
    )


def interim_duties(body_id: UUID, year: int) -> list[Duty]:
    """Each meeting that heard no interim report, or is about to (DOMAIN.md § 1.9, invariant 10)."""
    checks = (
        (each, interim_check([ReportKind.INTERIM] if each.has_interim else []))
        for each in queries.list_interim_hearings(body_id, year)
    )
    return [
        Duty.of(
            gettext("Interim report, meeting No. %(number)s", number=each.number),
            check,
            each.meeting_id,
        )
        for each, check in checks
        if check.problem
    ]
