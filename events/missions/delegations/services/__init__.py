"""What is done with delegations and passports, one transaction for each intent."""

from events.missions.delegations.services.asking import (
    AskingDraft,
    ask_for_passports,
    settle_asking,
)
from events.missions.delegations.services.members import (
    MemberDraft,
    add_member,
    change_member,
    draw_members,
    remove_member,
)
from events.missions.delegations.services.passports import (
    Given,
    give_passport,
    read_passport,
    take_back_passport,
)
from events.missions.delegations.services.shared import traveller_path
from events.missions.delegations.services.withdrawing import stop_handing_on

__all__ = [
    "AskingDraft",
    "Given",
    "MemberDraft",
    "add_member",
    "ask_for_passports",
    "change_member",
    "draw_members",
    "give_passport",
    "read_passport",
    "remove_member",
    "settle_asking",
    "stop_handing_on",
    "take_back_passport",
    "traveller_path",
]
