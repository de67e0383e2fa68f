"""Words about reports in the reader's language: periods, titles, tones of states."""

from datetime import date

from flask_babel import get_locale, gettext

from core.kernel.language import formats_for
from council.reports.rules import Period, PeriodKind, ReportKind, ReportState
from council.reports.rules.checks import CheckLevel

TONES = {
    ReportState.DRAFT: "plain",
    ReportState.SUBMITTED: "warn",
    ReportState.RETURNED: "bad",
    ReportState.APPROVED: "ok",
    ReportState.PRESENTED: "new",
    ReportState.HEARD: "ok",
    ReportState.WITHDRAWN: "plain",
}
CHECK_TONES = {CheckLevel.OK: "ok", CheckLevel.WARNING: "warn", CheckLevel.RED: "bad"}


def period_text(period: Period) -> str:
    """«II полугодие 2026 года», «2026 год», «январь – май 2026 года»."""
    formats = formats_for(str(get_locale() or "ru"))
    if period.kind is PeriodKind.HALF_YEAR:
        return formats.half_year(period.index, period.year)
    if period.kind is PeriodKind.QUARTER:
        return formats.quarter(period.index, period.year)
    if period.kind is PeriodKind.YEAR:
        return gettext("the year %(year)s", year=period.year)
    first, last = month_name(period.from_month), month_name(period.to_month)
    if first == last:
        return gettext("%(month)s of %(year)s", month=first, year=period.year)
    return gettext("%(first)s – %(last)s of %(year)s", first=first, last=last, year=period.year)


def month_name(month: int) -> str:
    locale = get_locale()
    return str(locale.months["stand-alone"]["wide"][month]) if locale else date(1, month, 1).ctime()


def coordinator_duty(period: Period) -> str:
    """The coordinator's report that is heard in every half-year."""
    return gettext("Report of the coordinator, %(period)s", period=period_text(period))


def programme_duty(period: Period) -> str:
    """The report on the Regional programme that is heard in every period of the regulation."""
    return gettext("Report on the Regional programme, %(period)s", period=period_text(period))


def proposed_title(kind: ReportKind, period: Period, organisation: str = "") -> str:
    """The title that a report is given unless its author writes another."""
    when = period_text(period)
    match kind:
        case ReportKind.COORDINATOR:
            return gettext("Report of the regional coordinator for %(period)s", period=when)
        case ReportKind.PROGRAMME:
            return gettext("Report on the Regional programme for %(period)s", period=when)
        case ReportKind.INTERIM:
            return gettext(
                "Interim report on the measures of the Regional programme for %(period)s",
                period=when,
            )
        case ReportKind.INFRASTRUCTURE:
            title = gettext(
                "Report of the export support infrastructure for %(period)s", period=when
            )
            return f"{title} ({organisation})" if organisation else title
