"""What people do with second factors: set them up, show them, take them away."""

from core.accounts.services.factors.changing import (
    Changed,
    add_passkey,
    remove_codes,
    remove_passkey,
    renew_recovery_codes,
    set_up_codes,
)
from core.accounts.services.factors.offering import Offer, new_offer, read_offer
from core.accounts.services.factors.passkeys import answer_options, new_key_options
from core.accounts.services.factors.proving import Proof, demands_factor, prove, prove_factor

__all__ = [
    "Changed",
    "Offer",
    "Proof",
    "add_passkey",
    "answer_options",
    "demands_factor",
    "new_key_options",
    "new_offer",
    "prove",
    "prove_factor",
    "read_offer",
    "remove_codes",
    "remove_passkey",
    "renew_recovery_codes",
    "set_up_codes",
]
