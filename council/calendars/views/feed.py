"""The feed behind a secret address: nobody signs in, whoever knows the address reads it."""

from datetime import datetime

from flask import Response

from core.access import requires
from core.adapters.clock import now
from core.adapters.derived import token_hash
from core.adapters.feeds import feed_answer
from core.kernel.calendars import Feed
from core.kernel.errors import NotFound
from core.kernel.zones import local
from core.region.calendar import work_calendar
from council.access import Permission
from council.assignments.queries.lists import Filter, list_assignments
from council.calendars.pages.feed import Known, personal_feed
from council.calendars.queries import agenda
from council.calendars.queries.feeds import Subscriber, find_subscriber
from council.calendars.views.blueprint import base_url, blueprint


@blueprint.get("/calendar/<secret>.ics")
@requires(Permission.READ_PUBLIC)
def feed(secret: str) -> Response:
    """404 for a secret that never was and for one that was revoked: both look the same."""
    subscriber = find_subscriber(token_hash(secret))
    if subscriber is None:
        raise NotFound("no such calendar")
    moment = now()
    return feed_answer(
        subscriber.on(moment), lambda: load(subscriber, moment), name="council", is_private=True
    )


def load(subscriber: Subscriber, moment: datetime) -> Feed:
    """Seven statements at most, however many events there are."""
    holdings = agenda.list_holdings(subscriber.person_id)
    bodies = {each.body_id for each in holdings}
    led = {each.body_id for each in holdings if each.what == agenda.DEPUTY}
    today = local(moment, subscriber.zone).date()
    mine = Filter(None, today, executor_id=subscriber.person_id, only_open=True)
    return personal_feed(
        Known(
            subscriber=subscriber,
            holdings=holdings,
            meetings=agenda.list_own_meetings(holdings, moment) if holdings else (),
            settings=agenda.settings_of(bodies) if bodies else {},
            reports=agenda.list_waiting(led) if led else (),
            assignments=list_assignments(mine),
            calendar=work_calendar(),
            now=moment,
            base_url=base_url(),
        )
    )
