"""One line of a list of meetings: its state and, once held, what it dealt with."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from council.meetings.rules.public import PublicState
from council.meetings.rules.yearly import PROMISING, Standing
from portal.meetings.naming import Masks
from portal.meetings.pages.tones import STATE_TONES
from portal.meetings.queries.decided import Decided
from portal.meetings.queries.head import MeetingHead

LONGEST_LINE = 170


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """`more` counts the titles left out; `not_counted` says why it is no meeting of the year."""

    head: MeetingHead
    state: PublicState
    tone: str
    titles: tuple[str, ...]
    more: int
    assignments: int
    done: int
    not_counted: Standing | None = None


def meeting_line(
    head: MeetingHead, decided: Decided, naming: Masks, standing: Standing | None = None
) -> MeetingLine:
    titles = tuple(naming.shown(title) for title in decided.titles)
    fitting = titles_on_a_line(titles)
    state = head.public_state
    return MeetingLine(
        head=head,
        state=state,
        tone=STATE_TONES[state],
        titles=titles[:fitting],
        more=len(titles) - fitting,
        assignments=decided.assignments,
        done=decided.done,
        not_counted=None if standing in PROMISING else standing,
    )


def titles_on_a_line(titles: Sequence[str]) -> int:
    """How many titles tell enough; at least one, however long it is."""
    lengths = accumulate(len(title) for title in titles)
    return max(sum(length <= LONGEST_LINE for length in lengths), min(len(titles), 1))
