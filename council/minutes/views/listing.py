"""The working list of minutes."""

from flask import render_template
from flask.typing import ResponseReturnValue

from core.access import permits, requires, viewer
from core.adapters.clock import today
from core.region.calendar import work_calendar
from council.access import Permission
from council.membership.queries import dated_procedures
from council.membership.rules.procedure import Procedure
from council.minutes.pages.listing import (
    MinutesListPage,
    Standing,
    held_on,
    published_day,
    signed_day,
)
from council.minutes.queries.lists import MinutesRow, list_minutes
from council.minutes.rules import Signatory
from council.minutes.rules.states import signers
from council.minutes.rules.terms import Term, publication_term, signing_term
from council.minutes.views.blueprint import blueprint


@blueprint.get("/minutes/")
@requires(Permission.READ_DESK)
def index() -> ResponseReturnValue:
    who = viewer()
    rows = list_minutes({body_id for _, body_id in who.held}, who.person_id)
    procedures = dated_procedures({row.body_id for row in rows})

    def rules_of(row: MinutesRow) -> Procedure:
        """Those of the meeting's day."""
        return procedures[row.body_id](held_on(row))

    page = MinutesListPage.of(
        rows,
        lambda row: standing_of(row, rules_of(row)),
        lambda row: terms_of(row, rules_of(row)),
    )
    return render_template("minutes/index.html", page=page)


def standing_of(row: MinutesRow, procedure: Procedure) -> Standing:
    who = viewer()
    secretary = row.secretary_id if Signatory.SECRETARY in signers(procedure.signatories) else None
    return Standing(
        is_keeper=permits(who, Permission.KEEP_MINUTES, row.body_id),
        is_participant=permits(who, Permission.READ_MEETING, row.body_id),
        signs_as_presiding=who.person_id is not None and who.person_id == row.presiding_id,
        signs_as_secretary=who.person_id is not None and who.person_id == secretary,
    )


def terms_of(row: MinutesRow, procedure: Procedure) -> tuple[Term, Term | None]:
    """The terms of signing and publication by the rules of the meeting's day."""
    day, calendar, now = held_on(row), work_calendar(), today(row.zone)
    signed = signed_day(row)
    return (
        signing_term(day, signed, procedure, calendar, now),
        publication_term(signed, published_day(row), procedure, calendar, now),
    )
