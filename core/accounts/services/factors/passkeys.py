"""Passkeys (WebAuthn): a challenge made for one purpose, answered once within minutes.

The purpose is a hash: of signing in, of one act on one version, of adding a key. An answer given
for one of them is worth nothing for another.
"""

import json
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from sqlalchemy import delete
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from core.accounts.models import Passkey, PasskeyChallenge
from core.accounts.queries import factors
from core.accounts.rules.factors import PASSKEY_LIFETIME, WRONG_KEY
from core.adapters.database import command, db
from core.kernel.errors import Refused
from core.letters.framing import settings

LONGEST_ANSWER = 20_000
BROKEN = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


def purpose_hash(purpose: str) -> str:
    return sha256(purpose.encode()).hexdigest()


def party() -> str:
    """The host to which the keys belong."""
    return urlsplit(settings().base_url).hostname or ""


def described(account_id: UUID) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(row.credential_id))
        for row in factors.list_passkeys(account_id)
    ]


@command
def answer_options(account_id: UUID, purpose: str, *, now: datetime) -> str:
    """What the browser needs to ask for one of the account's keys, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=party(),
        allow_credentials=described(account_id),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    keep_challenge(account_id, purpose, options.challenge, now)
    return options_to_json(options)


@command
def new_key_options(account_id: UUID, email: str, name: str, *, now: datetime) -> str:
    """What the browser needs to make a new key, as JSON."""
    options = webauthn.generate_registration_options(
        rp_id=party(),
        rp_name=name,
        user_name=email,
        user_id=account_id.bytes,
        user_display_name=email,
        exclude_credentials=described(account_id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    keep_challenge(account_id, NEW_KEY, options.challenge, now)
    return options_to_json(options)


NEW_KEY = "new key"


def keep_challenge(account_id: UUID, purpose: str, challenge: bytes, now: datetime) -> None:
    db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now))
    db.session.add(
        PasskeyChallenge(
            account_id=account_id,
            purpose=purpose_hash(purpose),
            challenge=bytes_to_base64url(challenge),
            made_at=now,
            expires_at=now + PASSKEY_LIFETIME,
        )
    )


def parsed(answer: str) -> tuple[dict[str, object], str]:
    """The credential and the challenge that it answers; raises `Refused("wrong_key")`."""
    try:
        if len(answer) > LONGEST_ANSWER:
            raise ValueError(answer[:20])
        credential = json.loads(answer)
        told = json.loads(base64url_to_bytes(credential["response"]["clientDataJSON"]))
        return credential, str(told["challenge"])
    except BROKEN as error:
        raise Refused(WRONG_KEY) from error


def take_challenge(account_id: UUID, purpose: str, challenge: str, now: datetime) -> bytes:
    """The challenge, spent; raises `Refused` for one of another purpose, used or too old."""
    found = factors.find_challenge(account_id, purpose_hash(purpose), challenge)
    if found is None or found.used_at is not None or now >= found.expires_at:
        raise Refused(WRONG_KEY)
    found.used_at = now
    return base64url_to_bytes(found.challenge)


@command
def spend_answer(account_id: UUID, purpose: str, answer: str, *, now: datetime) -> None:
    """Accept the answer of one of the account's keys, once; raises `Refused("wrong_key")`."""
    credential, challenge = parsed(answer)
    expected = take_challenge(account_id, purpose, challenge, now)
    key = factors.find_passkey(account_id, str(credential.get("id", "")))
    if key is None:
        raise Refused(WRONG_KEY)
    try:
        verified = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=expected,
            expected_rp_id=party(),
            expected_origin=settings().base_url,
            credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.sign_count,
        )
    except BROKEN as error:
        raise Refused(WRONG_KEY) from error
    key.sign_count, key.used_at = verified.new_sign_count, now


def new_passkey(account_id: UUID, name: str, answer: str, now: datetime) -> Passkey:
    """The key that a browser has just made, a step of another service; raises `Refused`."""
    credential, challenge = parsed(answer)
    expected = take_challenge(account_id, NEW_KEY, challenge, now)
    try:
        verified = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=expected,
            expected_rp_id=party(),
            expected_origin=settings().base_url,
        )
    except BROKEN as error:
        raise Refused(WRONG_KEY) from error
    return Passkey(
        account_id=account_id,
        credential_id=bytes_to_base64url(verified.credential_id),
        public_key=bytes_to_base64url(verified.credential_public_key),
        sign_count=verified.sign_count,
        name=name,
        made_at=now,
    )
