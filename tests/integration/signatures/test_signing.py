"""Giving signatures: what is bound, what refuses, and that the chain tells every change."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from core.accounts.models import GuardedChange
from core.accounts.rules.throttle import Throttled
from core.accounts.services.factors import Proof
from core.adapters.database import command
from core.adapters.files import path_of
from core.kernel.errors import Refused, Stale
from core.signatures.models import AgreementAcceptance, Signature, StepUp
from core.signatures.rules import LIFETIME
from core.signatures.services import add_signature, authorise, verify_signatures
from council.reports.models import ReportDecision
from council.reports.rules import ReportState
from tests.builders_minutes import MinutesBuilder
from tests.conftest import NOW, PASSWORD
from tests.integration.signatures.conftest import SIGNED, TEXT
from tests.second_factors import code_at, demanded, protect
from tests.signing import decide_report, shown

sign = command(add_signature)
WRONG = Proof("wrong wrong wrong", "192.0.2.1")
RIGHT = Proof(PASSWORD, "192.0.2.1", user_agent="Firefox", session_hash="5" * 64)


def refused(service, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        service(*args, **kwargs)
    return caught.value.codes


@pytest.fixture
def with_password(build, council):
    MinutesBuilder(build, council).password(council.deputy)


def test_a_decision_is_signed_with_all_that_binds_it(session, reports, deputy, with_password):
    report_id = reports.submitted()
    reports.decide(report_id)
    row = session.scalars(select(Signature)).one()
    version = reports.verdict(report_id)
    assert (row.act, row.object_type, row.object_id) == ("report.decision", "report", report_id)
    assert (row.object_version, row.canonical_sha256) == (1, version.sha256)
    assert (row.signer_account_id, row.signer_id) == (deputy.account_id, deputy.person_id)
    assert row.signer_name == "И.С.\u00a0Долматова"
    assert row.signer_office.startswith("заместитель председателя")
    assert (row.agreement_version, row.auth_methods, row.auth_at) == ("2026-1", "pwd", NOW)
    assert (row.signed_at, row.number, row.prev_hash) == (NOW, 1, "0" * 64)
    kept = path_of(row.doc_sha256).read_bytes()
    assert sha256(kept).hexdigest() == row.doc_sha256
    assert session.scalar(select(ReportDecision.id)) == row.id
    assert verify_signatures() is None


def test_what_was_shown_is_spent_by_one_signature(session, act, deputy):
    step_up = shown(act, actor=deputy, now=NOW)
    sign(act, SIGNED, step_up, actor=deputy, now=NOW)
    assert refused(sign, act, SIGNED, step_up, actor=deputy, now=NOW) == ("not_authorised",)
    assert len(session.scalars(select(Signature.id)).all()) == 1


@pytest.mark.parametrize(
    "other",
    (
        {"name": "minutes.signature"},
        {"version": 2},
        {"sha256": "b" * 64},
        {"object_id": uuid4()},
    ),
)
def test_it_signs_no_other_act_version_or_bytes(session, act, deputy, other):
    step_up = shown(act, actor=deputy, now=NOW)
    another = replace(act, **other)
    assert refused(sign, another, SIGNED, step_up, actor=deputy, now=NOW) == ("not_authorised",)
    assert session.get(StepUp, step_up).spent_at is None
    assert session.scalar(select(Signature.id)) is None


@pytest.mark.parametrize(
    ("after", "is_in_time"),
    (
        (-timedelta(seconds=1), False),
        (timedelta(0), True),
        (LIFETIME - timedelta(seconds=1), True),
        (LIFETIME, False),
    ),
)
def test_it_holds_for_five_minutes(act, deputy, after, is_in_time):
    step_up = shown(act, actor=deputy, now=NOW)
    if is_in_time:
        assert sign(act, SIGNED, step_up, actor=deputy, now=NOW + after)
    else:
        codes = refused(sign, act, SIGNED, step_up, actor=deputy, now=NOW + after)
        assert codes == ("not_authorised",)


def test_nobody_signs_by_what_another_has_shown(build, council, act, deputy):
    step_up = shown(act, actor=deputy, now=NOW)
    chair = build.viewer(council.chair)
    assert refused(sign, act, SIGNED, step_up, actor=chair, now=NOW) == ("not_authorised",)
    assert refused(sign, act, SIGNED, uuid4(), actor=deputy, now=NOW) == ("not_authorised",)


def test_without_the_agreement_nothing_is_even_asked(build, act):
    person = build.person(("Новиков", "Ян", "Ильич"), accepts=False)
    viewer = build.viewer(person)
    codes = refused(authorise, act, RIGHT, actor=viewer, now=NOW)
    assert codes == ("agreement_not_accepted",)


def test_the_agreement_of_an_older_wording_does_not_hold(session, act, deputy):
    session.execute(text(UNFREEZE[session.get_bind().dialect.name]))
    query = update(AgreementAcceptance).where(AgreementAcceptance.account_id == deputy.account_id)
    session.execute(query.values(version="2020-1"))
    session.commit()
    codes = refused(authorise, act, RIGHT, actor=deputy, now=NOW)
    assert codes == ("agreement_not_accepted",)


UNFREEZE = {
    "sqlite": "DROP TRIGGER agreement_acceptances_frozen_update",
    "postgresql": "DROP TRIGGER agreement_acceptances_frozen_update ON agreement_acceptances",
}


def test_tries_to_sign_one_act_are_few(act, deputy, with_password):
    for _ in range(5):
        assert refused(authorise, act, WRONG, actor=deputy, now=NOW) == ("wrong_password",)
    with pytest.raises(Throttled):
        authorise(act, RIGHT, actor=deputy, now=NOW)


@pytest.fixture
def protected(app, build, deputy, with_password):
    protect(build, deputy.account_id)
    with demanded(app):
        yield


def test_whoever_has_a_second_factor_shows_it_afresh(protected, session, act, deputy):
    assert refused(authorise, act, RIGHT, actor=deputy, now=NOW) == ("no_code",)
    wrong = replace(RIGHT, code="000000")
    assert refused(authorise, act, wrong, actor=deputy, now=NOW) == ("wrong_code",)
    step_up = authorise(act, replace(RIGHT, code=code_at(NOW)), actor=deputy, now=NOW)
    again = replace(RIGHT, code=code_at(NOW))
    assert refused(authorise, act, again, actor=deputy, now=NOW) == ("code_used",)
    sign(act, SIGNED, step_up, actor=deputy, now=NOW)
    row = session.scalars(select(Signature)).one()
    assert (row.auth_methods, row.session_hash, row.user_agent) == (
        "pwd+totp",
        "5" * 64,
        "Firefox",
    )


def test_a_change_of_the_account_holds_signing_back(app, build, act, deputy, with_password):
    build.add(GuardedChange(account_id=deputy.account_id, what="password_changed", at=NOW))
    with demanded(app, signing_pause_hours=24):
        soon = NOW + timedelta(hours=24) - timedelta(seconds=1)
        assert refused(authorise, act, RIGHT, actor=deputy, now=soon) == ("signing_paused",)
        assert authorise(act, RIGHT, actor=deputy, now=NOW + timedelta(hours=24))


def test_a_refused_decision_leaves_no_signature(session, reports, deputy):
    report_id = reports.submitted()
    verdict = replace(reports.verdict(report_id), sha256="f" * 64)
    with pytest.raises(Stale):
        decide_report(report_id, verdict, actor=deputy, now=NOW)
    assert session.scalar(select(Signature.id)) is None
    assert reports.row(report_id).state is ReportState.SUBMITTED


def three_signatures(act, deputy):
    for _ in range(3):
        step_up = shown(act, actor=deputy, now=NOW)
        sign(act, SIGNED, step_up, actor=deputy, now=NOW)


@pytest.mark.parametrize(
    "statement",
    (
        "UPDATE signatures SET signer_name = 'Другой'",
        "DELETE FROM signatures",
        "UPDATE agreement_acceptances SET name = 'Другой'",
        "DELETE FROM agreement_acceptances",
    ),
)
def test_the_database_itself_refuses_to_change_what_was_signed(session, act, deputy, statement):
    three_signatures(act, deputy)
    with pytest.raises(DatabaseError, match="a signature is for ever"), session.begin_nested():
        session.execute(text(statement))


def thaw(session, event):
    name = f"DROP TRIGGER signatures_frozen_{event}"
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    session.execute(text(name if is_sqlite else f"{name} ON signatures"))


@pytest.mark.parametrize(
    ("statement", "fault"),
    (
        ("UPDATE signatures SET signer_name = 'Другой' WHERE number = 2", (2, "hash")),
        ("UPDATE signatures SET comment = 'Да' WHERE number = 3", (3, "hash")),
        ("DELETE FROM signatures WHERE number = 2", (3, "chain")),
        ("DELETE FROM signatures WHERE number = 1", (2, "chain")),
    ),
)
def test_verifying_names_the_first_signature_that_was_touched(
    session, act, deputy, statement, fault
):
    three_signatures(act, deputy)
    assert verify_signatures() is None
    thaw(session, statement.partition(" ")[0].lower())
    session.execute(text(statement))
    session.commit()
    found = verify_signatures()
    assert (found.number, found.what) == fault


def test_verifying_tells_that_the_signed_bytes_are_gone(act, deputy):
    own = replace(SIGNED, content=f"{uuid4()}".encode())
    sign(act, own, shown(act, actor=deputy, now=NOW), actor=deputy, now=NOW)
    path = path_of(sha256(own.content).hexdigest())
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert verify_signatures().what == "bytes"
    path.unlink()
    assert verify_signatures().what == "bytes"


def test_the_same_bytes_are_kept_once_under_their_sum(act, deputy):
    three_signatures(act, deputy)
    assert path_of(sha256(TEXT).hexdigest()).read_bytes() == TEXT


def test_the_operator_is_told_whether_every_signature_is_as_it_was_given(app, session, act, deputy):
    three_signatures(act, deputy)
    session.commit()
    said = app.test_cli_runner().invoke(args=["verify-signatures"])
    assert (said.exit_code, said.output) == (0, "Every signature is as it was given.\n")
    thaw(session, "update")
    session.execute(text("UPDATE signatures SET comment = 'x' WHERE number = 2"))
    session.commit()
    said = app.test_cli_runner().invoke(args=["verify-signatures"])
    assert said.exit_code == 1
    assert "Signature No. 2: its record was changed." in said.output
