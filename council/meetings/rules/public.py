"""What visitors may see of a meeting: one rule for its page, its files, search and lists. Pure.

Sources: DOMAIN.md §§ 1.5, 1.9 (8), 2.2. Draft minutes and an agenda that is not approved are never
public; what is restricted is left out everywhere at once because everybody asks here.
"""

from dataclasses import dataclass
from enum import StrEnum

from council.meetings.rules.kinds import ItemState, MeetingForm, MeetingState


class PublicState(StrEnum):
    """A meeting's state in the words that visitors read; the inner steps fall together."""

    PLANNED = "planned"
    AGENDA_FORMING = "agenda_forming"
    AGENDA_APPROVED = "agenda_approved"
    IN_SESSION = "in_session"
    MINUTES_AWAITED = "minutes_awaited"
    ARCHIVED = "archived"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    INQUORATE = "inquorate"


S, P = MeetingState, PublicState
STATES = {
    S.PLANNED: P.PLANNED,
    S.AGENDA_OPEN: P.AGENDA_FORMING,
    S.AGENDA_APPROVED: P.AGENDA_APPROVED,
    S.NOTIFIED: P.AGENDA_APPROVED,
    S.IN_SESSION: P.IN_SESSION,
    S.POSTPONED: P.POSTPONED,
    S.CANCELLED: P.CANCELLED,
    S.INQUORATE: P.INQUORATE,
}
AHEAD = frozenset({P.PLANNED, P.AGENDA_FORMING, P.AGENDA_APPROVED})
# The agenda that stands; a postponed or cancelled meeting has none any more (its agenda reopens).
WITH_AGENDA = frozenset(
    {
        S.AGENDA_APPROVED,
        S.NOTIFIED,
        S.IN_SESSION,
        S.HELD,
        S.MINUTES_TO_SIGN,
        S.MINUTES_SIGNED,
        S.PUBLISHED,
        S.INQUORATE,
    }
)
CONVENED = WITH_AGENDA - {S.AGENDA_APPROVED, S.NOTIFIED}


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What decides whether an item is public."""

    meeting: MeetingState
    state: ItemState
    is_numbered: bool
    decline_reason: str = ""


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """What decides whether a material is public; `minutes_restrict` its item's part of minutes."""

    item: ItemFacts
    is_agreed: bool
    is_restricted: bool
    minutes_restrict: bool = False


def public_state(
    state: MeetingState, *, is_published: bool, is_withdrawn: bool, is_archive: bool
) -> PublicState:
    """The state for everybody; published minutes stay so while a correction is being made."""
    if state in STATES:
        return STATES[state]
    if is_withdrawn:
        return P.WITHDRAWN
    if is_published:
        return P.PUBLISHED
    return P.ARCHIVED if is_archive else P.MINUTES_AWAITED


def agenda_is_visible(state: MeetingState) -> bool:
    """Only an approved agenda is public."""
    return state in WITH_AGENDA


def item_is_visible(item: ItemFacts) -> bool:
    """An item of the approved agenda; one that the hall took off stays, as the minutes say so."""
    if not agenda_is_visible(item.meeting) or not item.is_numbered:
        return False
    taken_off = item.state is ItemState.REMOVED and item.decline_reason != ""
    return item.state is ItemState.ACCEPTED or (taken_off and item.meeting in CONVENED)


def material_is_visible(material: MaterialFacts) -> bool:
    """A material of a visible item that is neither restricted nor waits for its report anew."""
    return (
        item_is_visible(material.item)
        and material.item.state is ItemState.ACCEPTED
        and material.is_agreed
        and not material.is_restricted
        and not material.minutes_restrict
    )


def is_attended_in_a_hall(form: MeetingForm) -> bool:
    return form in {MeetingForm.IN_PERSON, MeetingForm.MIXED}
