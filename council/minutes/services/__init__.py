"""What people do with minutes: one function per intent, one transaction each."""

from core.accounts.services.factors import Proof
from council.minutes.services.circulation import (
    answer_remark,
    circulate_minutes,
    make_remark,
    take_back_minutes,
)
from council.minutes.services.correction import discard_correction, start_correction
from council.minutes.services.drafting import draft_minutes, redraft_minutes, redraft_part
from council.minutes.services.editing import PartDraft, add_attachments, edit_part
from council.minutes.services.publication import (
    publish_minutes,
    restrict_part,
    withdraw_minutes,
)
from council.minutes.services.signing import send_to_sign, sign_minutes

__all__ = [
    "PartDraft",
    "Proof",
    "add_attachments",
    "answer_remark",
    "circulate_minutes",
    "discard_correction",
    "draft_minutes",
    "edit_part",
    "make_remark",
    "publish_minutes",
    "redraft_minutes",
    "redraft_part",
    "restrict_part",
    "send_to_sign",
    "sign_minutes",
    "start_correction",
    "take_back_minutes",
    "withdraw_minutes",
]
