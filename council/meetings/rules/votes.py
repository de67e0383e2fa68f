"""A vote: which figures are possible, what was decided (DOMAIN.md §§ 1.9, 2.1). Pure.

More than half of the voting members present at the item, or of all voting members where the
regulation says so: who abstains is present, who is out of the hall or recused is not. On a tie the
vote of the presiding decides, by the regulation only that of a presiding chair or nobody's; who
decides must have voted.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from core.kernel.errors import N_, Refusal, Refused
from core.kernel.ratios import exceeds
from council.meetings.rules.kinds import Choice, Outcome
from council.meetings.rules.quorum import Quorum, quorum_at_item
from council.membership.rules.procedure import CastingVote, Majority

HALF = Fraction(1, 2)
CARRIED = frozenset({Outcome.CARRIED, Outcome.CARRIED_UNANIMOUSLY, Outcome.CARRIED_BY_CASTING_VOTE})


@dataclass(frozen=True, slots=True)
class Counts:
    """Votes in favour, against, abstained."""

    in_favour: int
    against: int
    abstained: int

    @property
    def total(self) -> int:
        return self.in_favour + self.against + self.abstained

    @property
    def is_tie(self) -> bool:
        """As many for as against, and somebody at all."""
        return self.in_favour == self.against > 0

    def of(self, choice: Choice) -> int:
        by_choice = {
            Choice.FOR: self.in_favour,
            Choice.AGAINST: self.against,
            Choice.ABSTAINED: self.abstained,
        }
        return by_choice[choice]


def counted(choices: Iterable[Choice]) -> Counts:
    """The counts of a vote by name or of ballots."""
    found = Counter(choices)
    return Counts(found[Choice.FOR], found[Choice.AGAINST], found[Choice.ABSTAINED])


@dataclass(frozen=True, slots=True)
class Voting:
    """The facts of one vote. `presiding_choice` matters on a tie only.

    `presiding_votes` tells that the presiding is among the voting members at the item.
    """

    counts: Counts
    quorum: Quorum
    casting: CastingVote = CastingVote.PRESIDING
    presiding_votes: bool = True
    presiding_choice: Choice | None = None
    majority: Majority = Majority.OF_PRESENT

    @property
    def base(self) -> int:
        """Of how many more than half is needed."""
        return self.counts.total if self.majority is Majority.OF_PRESENT else self.quorum.seats

    @property
    def can_be_cast(self) -> bool:
        """A tie is never more than half of all seats: no casting vote makes up for that."""
        has_casting = self.casting is not CastingVote.NOBODY
        return self.counts.is_tie and has_casting and self.majority is Majority.OF_PRESENT

    @property
    def needs_presiding(self) -> bool:
        """Whether the result hangs on how the presiding voted."""
        return self.can_be_cast and self.presiding_votes


def counts_are_possible(voting: Voting) -> Refusal | None:
    counts = voting.counts
    if min(counts.in_favour, counts.against, counts.abstained) >= 0:
        return None
    return Refusal("negative_count", N_("Numbers of votes cannot be less than nought."))


def counts_add_up(voting: Voting) -> Refusal | None:
    """In favour + against + abstained = voting members present at the item (invariant 5)."""
    if voting.counts.total == voting.quorum.present:
        return None
    message = N_(
        "In favour, against and abstained make %(sum)s together, but %(present)s could vote. "
        "Correct the figures."
    )
    values = {"sum": voting.counts.total, "present": voting.quorum.present}
    return Refusal("votes_do_not_add_up", message, values)


def enough_are_present(voting: Voting) -> Refusal | None:
    return quorum_at_item(voting.quorum)


def presiding_has_voted(voting: Voting) -> Refusal | None:
    """On a tie the presiding's vote decides; it is one of those counted (invariant 6)."""
    if not voting.can_be_cast:
        return None
    choice = voting.presiding_choice
    if voting.presiding_votes and choice is None:
        message = N_("The votes are equal. Say how the presiding voted: that vote decides.")
        return Refusal("no_presiding_choice", message)
    if not voting.presiding_votes and choice is not None:
        message = N_("The presiding does not vote on this item, so no vote of theirs can decide.")
        return Refusal("presiding_did_not_vote", message)
    if choice is not None and not voting.counts.of(choice):
        message = N_("The vote of the presiding is not among those counted. Correct the figures.")
        return Refusal("choice_not_counted", message)
    return None


GUARDS = (counts_are_possible, counts_add_up, enough_are_present, presiding_has_voted)


def voting_refusals(voting: Voting) -> tuple[Refusal, ...]:
    """Every reason why the vote cannot have gone like this."""
    answers = (guard(voting) for guard in GUARDS)
    return tuple(answer for answer in answers if answer is not None)


def outcome_of(voting: Voting) -> Outcome:
    """What was decided; raises `Refused` for impossible figures."""
    if refusals := voting_refusals(voting):
        raise Refused(*refusals)
    counts = voting.counts
    if exceeds(counts.in_favour, voting.base, HALF):
        is_unanimous = counts.in_favour == counts.total
        return Outcome.CARRIED_UNANIMOUSLY if is_unanimous else Outcome.CARRIED
    if voting.needs_presiding and voting.presiding_choice is Choice.FOR:
        return Outcome.CARRIED_BY_CASTING_VOTE
    return Outcome.REJECTED


def deciding_choice(voting: Voting) -> Choice | None:
    """How the presiding voted, if it decided anything; that alone is put on record."""
    return voting.presiding_choice if voting.needs_presiding else None


def by_name_refusals(
    voters: Collection[UUID], choices: Mapping[UUID, Choice]
) -> tuple[Refusal, ...]:
    """A vote by name has one choice of each voting member at the item, and of nobody else."""
    found = []
    if missing := set(voters) - set(choices):
        message = N_("Mark how each of those present voted; not marked yet: %(count)s.")
        found.append(Refusal("choices_missing", message, {"count": len(missing)}))
    if set(choices) - set(voters):
        message = N_("Somebody in the form does not vote on this item. Open the page again.")
        found.append(Refusal("foreign_choice", message))
    return tuple(found)


def agenda_not_adopted() -> Refusal:
    message = N_(
        "The agenda is not adopted by these figures: it needs more than half of those present. "
        "Change the agenda in the hall and vote once more."
    )
    return Refusal("agenda_not_adopted", message)


def agenda_needs_no_vote() -> Refusal:
    message = N_("By the regulation the agenda is approved before the meeting; no vote is needed.")
    return Refusal("agenda_needs_no_vote", message)
