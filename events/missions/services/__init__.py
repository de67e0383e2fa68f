"""What is done with calls and applications, one transaction for each intent."""

from events.missions.services.applying import (
    ApplicationDraft,
    change_application,
    confirm_application,
    save_application,
    send_application,
)
from events.missions.services.calls import CallDraft, close_call, describe_call, open_call
from events.missions.services.selecting import Verdict, decide_application, score_application
from events.missions.services.shared import confirmation_of, page_of, token_of
from events.missions.services.withdrawing import withdraw_application, withdraw_purpose

__all__ = [
    "ApplicationDraft",
    "CallDraft",
    "Verdict",
    "change_application",
    "close_call",
    "confirm_application",
    "confirmation_of",
    "decide_application",
    "describe_call",
    "open_call",
    "page_of",
    "save_application",
    "score_application",
    "send_application",
    "token_of",
    "withdraw_application",
    "withdraw_purpose",
]
