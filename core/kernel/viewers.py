"""The person in front of a page, as every layer may know them. Pure values, nothing to load."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person in front of the page: an account, the person behind it and the powers of today.

    `held` pairs a power's name with the body in which it is held. `is_trusted` marks an office
    whose holder has to sign in with a second factor; without one (`lacks_factor`) they have none.
    """

    account_id: UUID | None = None
    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    role_label: str = ""
    is_administrator: bool = False
    held: frozenset[tuple[str, UUID]] = frozenset()
    is_trusted: bool = False
    lacks_factor: bool = False

    @property
    def is_authenticated(self) -> bool:
        return self.account_id is not None

    @property
    def is_anonymous(self) -> bool:
        return self.account_id is None

    @property
    def is_active(self) -> bool:
        return self.is_authenticated

    def get_id(self) -> str:
        return str(self.account_id)

    def holds(self, power: StrEnum, body_id: UUID | None = None) -> bool:
        """Whether the power is held today, in the given body or in any."""
        return any(p == power and body_id in (None, b) for p, b in self.held)

    def within(self, body_id: UUID) -> "Viewer":
        """The same person with only the powers held in one body."""
        return replace(self, held=frozenset(pair for pair in self.held if pair[1] == body_id))


ANONYMOUS = Viewer()


@dataclass(frozen=True, slots=True)
class Standing:
    """What a part knows about the person behind an account on a day."""

    person_id: UUID | None = None
    name: str = ""
    role_label: str = ""
    held: frozenset[tuple[str, UUID]] = frozenset()
    is_trusted: bool = False
