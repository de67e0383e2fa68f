"""Gives the last signature of minutes and kills itself: `killed.py MOMENT EDITION SHA256 VIEWER`.

Moments: begun, signed, posted, journalled, committed; VIEWER is account, person and body, held by
commas. The twin `early` commits the state before the rest, as nobody should.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import event

from core.adapters.database import db
from core.kernel.viewers import Viewer
from council.minutes.services import signing
from tests.signing import act_of_minutes, shown
from wsgi import app

NOW = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
MOMENT, EDITION, SHA256, WHO = sys.argv[1], UUID(sys.argv[2]), sys.argv[3], sys.argv[4]
ACCOUNT, PERSON = (UUID(each) for each in WHO.split(","))
over = []


def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)


def and_then(service, act):
    """The step of the service, and the blow right after it."""

    def run(*args, **kwargs):
        result = service(*args, **kwargs)
        act()
        return result

    return run


def when_over(act):
    return lambda *_: act() if over else None


if MOMENT == "begun":
    signing.locked = die
if MOMENT == "signed":
    signing.follow_up = die
if MOMENT == "early":
    signing.follow_up = lambda *_, **__: (db.session.commit(), die())
if MOMENT == "posted":
    signing.tell_signed = and_then(signing.tell_signed, die)
signing.keep_signed = and_then(signing.keep_signed, lambda: over.append(True))
if MOMENT == "journalled":  # after the chain was written by the listener that came first
    event.listen(db.session, "before_commit", when_over(die))
if MOMENT == "committed":
    event.listen(db.session, "after_commit", when_over(die))
with app.app_context():
    who = Viewer(account_id=ACCOUNT, person_id=PERSON, name="Секретарёва И.И.")
    step_up = shown(act_of_minutes(EDITION, SHA256), actor=who, now=NOW)
    signing.add_signature(EDITION, SHA256, step_up, actor=who, now=NOW)
