"""Why a pair has no meeting, in words: the first reason that holds.

Looks at the finished board; says who or what is full, else that no place was found.
"""

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.board import OFF, Board
from events.missions.rules.timetable.problem import Participant, Unplaced, numbers_of


def unplaced_of(board: Board, possible: int) -> tuple[Unplaced, ...]:
    placed = sum(slot != OFF for slot in board.slot)
    is_proven = placed >= possible
    return tuple(
        Unplaced(
            board.requests[meeting].first,
            board.requests[meeting].second,
            reason_of(board, meeting, possible=possible if is_proven else None),
        )
        for meeting in board.unplaced()
    )


def reason_of(board: Board, meeting: int, *, possible: int | None) -> Refusal:
    """`possible` is given when it is proven that no more meetings fit."""
    request = board.requests[meeting]
    known = {one.key: one for one in board.people}
    first, second = known[request.first], known[request.second]
    return (
        of_presence(board, meeting, first, second)
        or of_interpreters(board, meeting)
        or of_person(board, first)
        or of_person(board, second)
        or of_room(board, meeting, first, second)
        or of_search(board, possible)
    )


def of_presence(
    board: Board, meeting: int, first: Participant, second: Participant
) -> Refusal | None:
    if board.can[meeting]:
        return None
    return Refusal(
        "no_common_slot",
        N_("%(first)s and %(second)s are never present at the same time. Ask one to stay longer."),
        {"first": str(first), "second": str(second)},
    )


def of_interpreters(board: Board, meeting: int) -> Refusal | None:
    language = board.requests[meeting].language
    able = 0
    for one in board.problem.interpreters:
        if language in one.languages:
            able |= one.free
    if language is None or able & board.can[meeting]:
        return None
    return Refusal(
        "no_interpreter",
        N_("No interpreter for the language %(language)s is there when both could meet. Add one."),
        {"language": language},
    )


def of_person(board: Board, one: Participant) -> Refusal | None:
    base = board.base[one.key]
    busy = board.busy[base]
    if not one.free & ~busy & board.problem.all_slots:
        return Refusal(
            "no_free_slot",
            N_("%(who)s has a meeting in every slot of presence. Add a slot or give one up."),
            {"who": str(one)},
        )
    if busy.bit_count() >= board.most[base]:
        return Refusal(
            "limit_reached",
            N_(
                "%(who)s has as many meetings as allowed: %(most)s. Raise the limit or give one up."
            ),
            {"who": str(one), "most": board.most[base]},
        )
    return None


def of_room(board: Board, meeting: int, first: Participant, second: Participant) -> Refusal | None:
    """Both have a free slot in common, so something else is lacking there."""
    busy = board.busy[board.left[meeting]] | board.busy[board.right[meeting]]
    common = board.can[meeting] & ~busy
    if not common or any(board.has_room(meeting, slot) for slot in numbers_of(common)):
        return None
    return Refusal(
        "no_room",
        N_("Whenever %(first)s and %(second)s are free, tables or interpreters are all taken."),
        {"first": str(first), "second": str(second)},
    )


def of_search(board: Board, possible: int | None) -> Refusal:
    if possible is not None:
        return Refusal(
            "bound_reached",
            N_("No more than %(possible)s of %(asked)s meetings are possible; this one gave way."),
            {"possible": possible, "asked": len(board.requests)},
        )
    return Refusal(
        "not_found",
        N_("No place was found in this time. A longer run may find one, or place it by hand."),
    )
