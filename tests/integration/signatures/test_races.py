"""Two at once: what was shown is spent once, and the chain of signatures has no fork."""

import pytest

from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.signatures import queries
from core.signatures.rules import Act
from core.signatures.services import add_signature, verify_signatures
from council.reports.services.deciding import act_of
from tests.builders import Builder
from tests.builders_reports import Reports
from tests.conftest import NOW
from tests.integration.signatures.conftest import SIGNED
from tests.races import at_once, committed_app
from tests.signing import shown

sign = command(add_signature)


@pytest.fixture
def ready(database, request, tmp_path):
    """(application, deputy chair, act) on a database whose changes last."""
    with committed_app(database, request, tmp_path) as app, app.app_context():
        build = Builder(db.session, NOW)
        council = build.council()
        reports = Reports(build, council)
        report_id = reports.submitted()
        act = act_of(report_id, reports.verdict(report_id))
        yield app, build.viewer(council.deputy), act


def test_of_two_who_spend_the_same_at_once_one_signs(ready):
    app, deputy, act = ready
    for _ in range(5):
        step_up = shown(act, actor=deputy, now=NOW)
        before = queries.lock_chain()[0]
        db.session.rollback()
        acts = [lambda s=step_up: sign(act, SIGNED, s, actor=deputy, now=NOW)] * 2
        answers = at_once(app, *acts)
        assert sorted(isinstance(each, Refused) for each in answers) == [False, True]
        assert queries.lock_chain()[0] == before + 1
        db.session.rollback()


def test_many_signatures_at_once_make_one_chain(ready):
    app, deputy, act = ready
    others = [Act(act.name, act.object_type, act.object_id, n, act.sha256) for n in range(1, 9)]
    steps = [shown(each, actor=deputy, now=NOW) for each in others]
    db.session.rollback()
    acts = [
        lambda a=a, s=s: sign(a, SIGNED, s, actor=deputy, now=NOW)
        for a, s in zip(others, steps, strict=True)
    ]
    assert not [each for each in at_once(app, *acts) if isinstance(each, Exception)]
    assert verify_signatures() is None
    assert [row.number for row in queries.all_in_order()] == list(range(1, 9))
