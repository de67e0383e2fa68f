"""Public papers of what is alive, kept state by state: a composition, a list, a plan with marks.

No act publishes such a state, so whoever asks first after the words have changed makes it a kept
paper; it is served until they change again, and stays readable under its code afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import update

from core.adapters.database import command, db
from core.kernel.papers import Paper
from core.papers.models import KeptPaper
from core.papers.queries import find_kept_code, find_latest_kept
from core.papers.rules import source
from core.papers.services.keeping import (
    Registered,
    address_of,
    new_code,
    publish_kept,
    register_paper,
)

NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)  # without slots: it keeps what its words add up to
class State:
    """What is public now. `make` is given the moment that the paper bears.

    Two states are the same if `make` says the same for any other moment, too: the day that a list
    names is no change of the list.
    """

    kind: str
    make: Callable[[datetime], Paper]
    dated_at: datetime
    number: str = ""
    edition: int = 1

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its words, whatever the moment."""
        words = replace(self.make(NO_MOMENT), made_at=NO_MOMENT, name="")
        return sha256(source.to_json(words).encode()).hexdigest()

    def subject_on(self, moment: datetime) -> UUID:
        """The words of this state, as they were first asked for on a day."""
        return uuid5(NAMESPACE_URL, f"{self.kind} {moment.date().isoformat()} {self.digest}")


@command
def keep_state(state: State, *, now: datetime) -> str:
    """The code of the paper of this state."""
    return keep_state_too(state, now=now)


def keep_state_too(state: State, *, now: datetime) -> str:
    """The same inside the @command of the fact that makes the state public."""
    return kept_state(state) or add_state(state, now=now)


def find_state(state: State) -> str | None:
    """The last paper of the kind, if it is shown and says the same."""
    last = find_latest_kept(state.kind)
    is_same = last is not None and state.subject_on(last.dated_at) == last.subject_id
    return last.code if last and is_same and not last.is_withdrawn else None


def kept_state(state: State) -> str | None:
    """That paper, shown again if it was withdrawn; else one of this very day with these words."""
    last = find_latest_kept(state.kind)
    if last is None:
        return None
    subject = state.subject_on(last.dated_at)
    if subject != last.subject_id:
        subject = state.subject_on(state.dated_at)
    code = find_kept_code(state.kind, subject)
    if code:
        publish_kept(state.kind, subject)
    return code


def add_state(state: State, *, now: datetime) -> str:
    """The code of a new paper of this state; raises `Refused` where the paper is too complex."""
    code = new_code(now)  # locks the year: of two who ask at once the second finds the first one's
    if found := kept_state(state):
        return found
    about = Registered(
        kind=state.kind,
        subject_id=state.subject_on(state.dated_at),
        number=state.number,
        dated_at=state.dated_at,
        edition=state.edition,
        is_published=True,
    )
    paper = replace(state.make(state.dated_at), code=code, address=address_of(code))
    return register_paper(paper, about, now=now)


def withdraw_states(prefix: str, *, now: datetime) -> None:
    """Show no paper of these kinds any more; the present state comes back when it is asked for."""
    k = KeptPaper
    query = update(k).where(k.kind.startswith(prefix), k.withdrawn_at.is_(None))
    values = {"withdrawn_at": now}
    db.session.execute(query.values(**values).execution_options(synchronize_session=False))
