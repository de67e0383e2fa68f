"""What the council says of personal data: its tables, its consents, who cannot be erased."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from core.adapters.database import db
from core.kernel.errors import N_, Refusal
from core.kernel.register import Consent, ConsentKind, Privacy
from core.kernel.viewers import Viewer
from core.kernel.zones import local
from council.assignments import personal as assignments
from council.calendars import personal as calendars
from council.meetings import personal as meetings
from council.meetings.models import Guest, Meeting, VisitorApplication
from council.meetings.services.withdrawing import end_visits, unname_guest, withdraw_visitor
from council.membership import aftermath
from council.membership import personal as membership
from council.membership.models import PublicationConsent
from council.membership.queries import find_main_body
from council.membership.queries.standing import sits_or_serves
from council.membership.rules import ConsentScope
from council.membership.services.publication import end_consent
from council.minutes import personal as minutes
from council.reports import personal as reports

STILL_SITS = Refusal(
    "still_sits",
    N_(
        "This person holds a seat or an office today: who sits on the council is an official "
        "act. End the seat or the office first."
    ),
)
SCOPES = {
    ConsentScope.NAME: N_("Publication of the name"),
    ConsentScope.POSITION: N_("Publication of the post"),
    ConsentScope.PHOTO: N_("Publication of the photograph"),
    ConsentScope.CONTACTS: N_("Publication of contacts"),
}


def nobody_who_sits(
    _accounts: Collection[UUID], people: Collection[UUID], now: datetime
) -> Refusal | None:
    main = find_main_body()
    if main is None:
        return None
    today = local(now, main.zone).date()
    return STILL_SITS if any(sits_or_serves(each, today) for each in people) else None


def consents_of_people(ids: Collection[UUID]) -> Sequence[Consent]:
    c = PublicationConsent
    query = select(c.id, c.scope, c.text_version, c.given_at, c.revoked_at).where(c.id.in_(ids))
    return [
        Consent("publication", id_, SCOPES[scope], "", version, given_at, revoked_at)
        for id_, scope, version, given_at, revoked_at in db.session.execute(query)
    ]


def withdraw_publication(consent_id: UUID, actor: Viewer, now: datetime) -> None:
    row = db.session.get_one(PublicationConsent, consent_id, with_for_update=True)
    end_consent(row, actor=actor, now=now)


def consents_of_visitors(ids: Collection[UUID]) -> Sequence[Consent]:
    v, m = VisitorApplication, Meeting
    query = select(v.id, v.consent_version, v.consent_at, m.number).join(m, m.id == v.meeting_id)
    known = v.consent_address != ""
    rows = db.session.execute(query.where(v.id.in_(ids), known | v.email.is_not(None)))
    return [
        Consent("visitor", row.id, VISITING, str(row.number), row.consent_version, row.consent_at)
        for row in rows
    ]


def consents_of_guests(ids: Collection[UUID]) -> Sequence[Consent]:
    g, m = Guest, Meeting
    query = select(g.id, m.number, m.starts_at).join(m, m.id == g.meeting_id)
    rows = db.session.execute(query.where(g.id.in_(ids), g.may_be_named))
    return [Consent("guest", row.id, NAMING, str(row.number), "", row.starts_at) for row in rows]


VISITING = N_("Processing of a visitor's application, meeting No.")
NAMING = N_("Being named in public minutes, meeting No.")

PRIVACY = Privacy(
    records=(
        *membership.RECORDS,
        *meetings.RECORDS,
        *minutes.RECORDS,
        *reports.RECORDS,
        *assignments.RECORDS,
        *calendars.RECORDS,
    ),
    plain={**membership.PLAIN, **meetings.PLAIN, **reports.PLAIN, **assignments.PLAIN},
    steps={"visitor_applications": end_visits},
    guards=(nobody_who_sits,),
    after=(aftermath.run,),
    consents=(
        ConsentKind(
            "publication", "publication_consents", consents_of_people, withdraw_publication
        ),
        ConsentKind("visitor", "visitor_applications", consents_of_visitors, withdraw_visitor),
        ConsentKind("guest", "guests", consents_of_guests, unname_guest),
    ),
)
