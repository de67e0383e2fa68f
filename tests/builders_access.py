"""What waits around accounts and signatures, with known tokens, for the walk through the site."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import select

from core.accounts.models import EmailChange, FactorRecovery, Passkey
from core.accounts.rules.recoveries import RecoveryState
from core.accounts.services.tokens import digest
from core.adapters.database import command, db
from core.papers.models import KeptPaper
from core.papers.queries import list_detached
from core.papers.services.attaching import SignatureFile, attach_signature
from core.privacy.rules.requests import RequestKind
from core.privacy.services.requests import RequestDraft, enter_request
from core.signatures.models import AgreementAcceptance
from core.signatures.services.agreements import keep_paper, present_agreement
from council.minutes.services.papers import SIGNED, kind_of

TOKENS = ("r" * 43, "q" * 43)
SIG = bytes.fromhex("308006092a864886f70d010702a080") + b"made elsewhere"


def waiting_recovery(build, account_id, asker, number):
    return build.add(
        FactorRecovery(
            account_id=account_id,
            state=RecoveryState.ASKED,
            reason="Пришла лично",
            asked_by_id=None if number > 1 else asker.id,
            asked_by_name=asker.name,
            asked_at=build.now,
            token_hash=digest(TOKENS[number - 1]),
        )
    )


def asked_about_data(by):
    """A request about one's own data that waits; the address of the page for its answer."""
    key = uuid4()
    draft = RequestDraft("Мороз Нина", "moroz@example.org", RequestKind.ACCESS, by["now"].date())
    enter_request(key, draft, **by)
    return f"/desk/personal-data/requests/{key}/answer"


def waiting_email(build, account_id):
    token = "e" * 43
    build.add(
        EmailChange(
            account_id=account_id,
            email="new@example.org",
            token_hash=digest(token),
            asked_at=build.now,
            expires_at=build.now + timedelta(days=1),
        )
    )
    return token


def a_passkey(build, account_id):
    return build.add(
        Passkey(
            id=uuid4(),
            account_id=account_id,
            credential_id="AAAA",
            public_key="AAAA",
            sign_count=0,
            name="Ноутбук",
            made_at=build.now,
        )
    )


def accepted_paper(build, account_id):
    """The address of the agreement that somebody accepted, on paper."""
    query = select(AgreementAcceptance).where(AgreementAcceptance.account_id == account_id)
    acceptance = db.session.scalars(query).one()
    acceptance_id = acceptance.id

    @command
    def kept():
        accepted = db.session.get(AgreementAcceptance, acceptance_id)
        keep_paper(present_agreement(), accepted, build.now)

    kept()
    return f"/desk/signatures/agreement/{acceptance_id}/agreement.pdf"


def signature_file(edition, **by):
    """The addresses of a file beside the signed paper and beside the public one."""
    edition_id = edition.id
    ways = []
    for kind in (SIGNED, kind_of(edition_id)):
        query = select(KeptPaper.code).where(KeptPaper.kind == kind)
        if kind == SIGNED:
            query = query.where(KeptPaper.subject_id == edition_id)
        code = db.session.scalars(query).first()
        attach_signature(code, SignatureFile("minutes.sig", SIG, "Ветлугин А.Н."), **by)
        file_id = list_detached(code)[0].id
        if kind == SIGNED:
            ways.append(f"/desk/minutes/{edition_id}/signature-files/")
            ways.append(f"/desk/minutes/{edition_id}/signature-files/{file_id}")
        else:
            ways.append(f"/documents/{code}/signatures/{file_id}")
    return ways
