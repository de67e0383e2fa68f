"""Who is there: the roll of a meeting, who left at which item, who may vote at it. Pure.

Only members of the roll with a vote are counted; the secretary without a vote and guests never are
(DOMAIN.md § 1.9, invariant 4). Somebody recused at an item counts as little as somebody who left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from core.kernel.errors import N_, Refusal
from council.meetings.rules.agenda import listed
from council.meetings.rules.kinds import Answer, Choice, MeetingForm, Presence
from council.meetings.rules.quorum import Quorum
from council.meetings.rules.votes import Counts, Voting
from council.membership.rules.procedure import CastingVote, QuorumRule

THERE = frozenset({Presence.PRESENT, Presence.REMOTE})


@dataclass(frozen=True, slots=True)
class RollLine:
    """A member on the roll."""

    person_id: UUID
    is_voting: bool
    presence: Presence

    @property
    def counts(self) -> bool:
        return self.is_voting and self.presence in THERE


@dataclass(frozen=True, slots=True)
class Away:
    """A member of the roll who takes no part in one item."""

    item_id: UUID
    person_id: UUID
    is_recusal: bool = False


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting in session: the roll, absences at items, the rules of procedure of the day."""

    seats: int
    quorum_rule: QuorumRule
    casting: CastingVote
    presiding_id: UUID | None
    roll: tuple[RollLine, ...]
    away: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)

    @property
    def present(self) -> frozenset[UUID]:
        """Members who came, with or without a vote."""
        return frozenset(line.person_id for line in self.roll if line.presence in THERE)

    @property
    def voters(self) -> frozenset[UUID]:
        """Voting members who came, wherever they are now."""
        return frozenset(line.person_id for line in self.roll if line.counts)

    def voters_at(self, item_id: UUID) -> frozenset[UUID]:
        """Voting members who take part in the item."""
        return self.voters - self.away.get(item_id, frozenset())

    @property
    def quorum(self) -> Quorum:
        return Quorum(len(self.voters), self.seats, self.quorum_rule)

    def quorum_at(self, item_id: UUID) -> Quorum:
        return Quorum(len(self.voters_at(item_id)), self.seats, self.quorum_rule)

    def voting_at(
        self, item_id: UUID | None, counts: Counts, presiding_choice: Choice | None
    ) -> Voting:
        """The facts of a vote on an item; without an item, of one by everybody who came."""
        voters = self.voters if item_id is None else self.voters_at(item_id)
        return Voting(
            counts=counts,
            quorum=Quorum(len(voters), self.seats, self.quorum_rule),
            casting=self.casting,
            presiding_votes=self.presiding_id in voters,
            presiding_choice=presiding_choice,
        )


def away_by_item(rows: Iterable[Away]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, frozenset[UUID]] = {}
    for row in rows:
        found[row.item_id] = found.get(row.item_id, frozenset()) | {row.person_id}
    return found


def expected_presence(answer: Answer | None, form: MeetingForm) -> Presence:
    """What the roll begins with: the answer to the notice; who did not answer is not expected."""
    if answer is Answer.REMOTE or (answer is Answer.COMING and form is MeetingForm.VIDEO):
        return Presence.REMOTE
    return Presence.PRESENT if answer is Answer.COMING else Presence.ABSENT


class Filling(StrEnum):
    """Ways to fill in the roll at once."""

    ALL_PRESENT = "all_present"
    AS_ANSWERED = "as_answered"


def filled(
    way: Filling, unmarked: Iterable[UUID], answers: Mapping[UUID, Answer], form: MeetingForm
) -> dict[UUID, Presence]:
    """Who of those not marked yet comes in; whoever is marked, or absent for a reason, stays."""
    if way is Filling.ALL_PRESENT:
        return dict.fromkeys(unmarked, expected_presence(Answer.COMING, form))
    expected = {who: expected_presence(answers.get(who), form) for who in unmarked}
    return {who: presence for who, presence in expected.items() if presence in THERE}


def from_item_on(order: Sequence[UUID], item_id: UUID, closed: frozenset[UUID]) -> list[UUID]:
    """The item and those after it that are not finished: somebody who leaves misses them all."""
    start = order.index(item_id)
    return [each for each in order[start:] if each == item_id or each not in closed]


def vote_is_not_taken(*, is_voted: bool) -> Refusal | None:
    """Who takes part in an item is fixed by the vote on it."""
    if not is_voted:
        return None
    message = N_(
        "The vote on this item is recorded. Cancel the vote first, then change who was there."
    )
    return Refusal("vote_is_taken", message)


def roll_change_refusals(
    before: Mapping[UUID, Presence],
    after: Mapping[UUID, Presence],
    voted_at: Mapping[UUID, Sequence[int]],
) -> tuple[Refusal, ...]:
    """Nobody vanishes from the roll after a vote in which they took part.

    `voted_at` holds for each member the numbers of items with a vote at which they were counted.
    """
    gone = {
        person_id
        for person_id, presence in after.items()
        if presence not in THERE and before.get(person_id) in THERE
    }
    numbers = sorted({number for person_id in gone for number in voted_at.get(person_id, ())})
    if not numbers:
        return ()
    message = N_(
        "Somebody you mark absent was counted in the votes on items %(numbers)s. Say on the page "
        "of the item that they left, or cancel those votes first."
    )
    return (Refusal("counted_in_votes", message, {"numbers": listed(numbers)}),)
