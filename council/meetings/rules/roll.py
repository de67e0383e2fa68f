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
from council.membership.rules.procedure import AgendaRule, CastingVote, Majority, QuorumRule

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
    """A meeting in session: the roll, absences at items, the rules of procedure of the day.

    `chair_id` is the chair of the body on that day, where the chair has the casting vote;
    `agenda_awaits_vote`: only the members' vote gives the agenda its force, and it is missing.
    """

    seats: int
    quorum_rule: QuorumRule
    casting: CastingVote
    presiding_id: UUID | None
    roll: tuple[RollLine, ...]
    away: Mapping[UUID, frozenset[UUID]] = field(default_factory=dict)
    chair_id: UUID | None = None
    majority: Majority = Majority.OF_PRESENT
    agenda_rule: AgendaRule = AgendaRule.BOTH
    agenda_awaits_vote: bool = False
    guests_speak: bool = True
    may_substitute: bool = False

    @property
    def present(self) -> frozenset[UUID]:
        """Members who came, with or without a vote."""
        return frozenset(line.person_id for line in self.roll if line.presence in THERE)

    def is_away(self, person_id: UUID) -> bool:
        """Whether the member is on the roll and did not come."""
        return any(line.person_id == person_id and line.presence not in THERE for line in self.roll)

    @property
    def voters(self) -> frozenset[UUID]:
        """Voting members who came, wherever they are now."""
        return frozenset(line.person_id for line in self.roll if line.counts)

    def voters_at(self, item_id: UUID) -> frozenset[UUID]:
        """Voting members who take part in the item."""
        return self.voters - self.away.get(item_id, frozenset())

    @property
    def caster_id(self) -> UUID | None:
        """Whose vote decides on a tie, if anybody's: of the presiding, or only of the chair."""
        by_presiding = self.casting is CastingVote.PRESIDING
        by_chair = self.casting is CastingVote.CHAIR and self.presiding_id == self.chair_id
        return self.presiding_id if by_presiding or by_chair else None

    @property
    def quorum(self) -> Quorum:
        return Quorum(len(self.voters), self.seats, self.quorum_rule)

    def quorum_at(self, item_id: UUID) -> Quorum:
        return Quorum(len(self.voters_at(item_id)), self.seats, self.quorum_rule)

    @property
    def electorate(self) -> int:
        """How many have a vote in this meeting at all."""
        return sum(line.is_voting for line in self.roll)

    def casts_at(self, item_id: UUID) -> bool:
        """Whether a tie at the item would be broken by whoever presides."""
        of_present = self.majority is Majority.OF_PRESENT
        return of_present and self.caster_id in self.voters_at(item_id)

    def voting_at(
        self, item_id: UUID | None, counts: Counts, presiding_choice: Choice | None
    ) -> Voting:
        """The facts of a vote on an item; without an item, of one by everybody who came."""
        voters = self.voters if item_id is None else self.voters_at(item_id)
        return Voting(
            counts=counts,
            quorum=Quorum(len(voters), self.seats, self.quorum_rule),
            casting=self.casting if self.caster_id else CastingVote.NOBODY,
            presiding_votes=self.caster_id in voters,
            presiding_choice=presiding_choice,
            majority=self.majority,
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

    ALL_PRESENT = "everybody_else_is_present"
    AS_ANSWERED = "whoever_said_they_come_is_present"


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


@dataclass(frozen=True, slots=True)
class Substitution:
    """Facts about somebody who came for a member, with an advisory voice and without a vote."""

    is_allowed: bool
    is_invited: bool
    member_is_away: bool
    is_substituted: bool


def substitution_refusals(facts: Substitution) -> tuple[Refusal, ...]:
    found = []
    if not facts.is_allowed:
        message = N_("By the regulation members take part themselves: nobody comes for another.")
        found.append(Refusal("no_substitutes", message))
    if not facts.is_invited:
        message = N_("Whoever comes for a member is invited, no visitor.")
        found.append(Refusal("substitute_is_visitor", message))
    if not facts.member_is_away:
        message = N_("Choose a member who is marked absent on the roll.")
        found.append(Refusal("member_is_there", message))
    if facts.is_substituted:
        message = N_("Somebody came for this member already. Remove that guest first.")
        found.append(Refusal("substituted_already", message))
    return tuple(found)
