"""A decided edition of the plan for visitors, with its difference from the one before."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import requires
from core.adapters.clock import now
from core.adapters.language import in_both_languages, language
from core.kernel.errors import NotFound
from events.access import Permission
from events.plan import queries
from events.plan.pages.edition import PublicEditionPage, edition_lines
from events.plan.pages.figures import in_language, removed_in_language
from events.plan.queries.differences import list_changes
from portal.caching import conditional
from portal.meetings.queries.version import get_site_version
from portal.plan.views import blueprint

LARGEST = 2**31 - 1


@in_both_languages(
    blueprint,
    f"/plan/<int(max={LARGEST}):year>/editions/<int(max={LARGEST}):number>/",
)
@requires(Permission.READ_PUBLIC_EVENT)
def edition(year: int, number: int) -> ResponseReturnValue:
    """At most eight statements; a draft is no page."""

    def make() -> ResponseReturnValue:
        return render_template("plan/public_edition.html", page=edition_page(year, number))

    return conditional(get_site_version().on(now()), make)


def edition_page(year: int, number: int) -> PublicEditionPage:
    plan = queries.find_decided(year)
    editions = [row for row in queries.list_editions(plan.id) if row.approved_on] if plan else []
    found = next((row for row in editions if row.number == number), None)
    if plan is None or found is None:
        raise NotFound("no such decided edition")
    before = next((row.id for row in editions if row.number == number - 1), None)
    here = language()
    rows = [in_language(row, here) for row in queries.list_lines(found.id)]
    removed = removed_in_language(queries.list_removed(plan.id), here)
    return PublicEditionPage(
        year=year,
        edition=found,
        lines=edition_lines(rows, list_changes(found.id, before), year),
        removed=tuple(row for row in removed if row.edition_id == found.id),
        later=tuple(row for row in editions if row.number > number),
    )
