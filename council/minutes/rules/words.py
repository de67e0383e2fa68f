"""The words of minutes: forms, states, actions, kinds of parts, signatories. Pure; no rule."""

from enum import StrEnum


class MinutesForm(StrEnum):
    FULL = "full"
    SHORT = "short"


class EditionState(StrEnum):
    DRAFT = "draft"
    CIRCULATED = "circulated"
    TO_SIGN = "to_sign"
    SIGNED = "signed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


class EditionAction(StrEnum):
    CIRCULATE = "circulate"
    TAKE_BACK = "take_back"
    SEND_TO_SIGN = "send_to_sign"
    SIGN = "sign"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


class PartKind(StrEnum):
    """Parts of minutes in their order (DOMAIN.md § 2.3)."""

    HEADING = "heading"
    ATTENDANCE = "attendance"
    QUORUM = "quorum"
    AGENDA = "agenda"
    ITEM = "item"
    ATTACHMENTS = "attachments"
    SIGNATURES = "signatures"


class Signatory(StrEnum):
    PRESIDING = "presiding"
    SECRETARY = "secretary"
