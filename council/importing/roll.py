"""Who was there: the roll, ballots and guests of a meeting of the file, with their checks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.importing.nodes import Node
from core.importing.sections import Known
from council.importing.items import Item
from council.meetings.rules.kinds import MeetingState


@dataclass(slots=True)
class GuestLine:
    """Somebody in the hall who is no member."""

    full_name: str
    post: str
    is_invited: bool


@dataclass(slots=True)
class MeetingLine:
    """A meeting as the file tells it; members stand by their ids in the file."""

    path: str
    code: str | None
    year: int
    number: int | None
    values: dict[str, Any]
    day: date
    presiding: str | None = None
    secretary: str | None = None
    present: list[str] = field(default_factory=list)
    remote: set[str] = field(default_factory=set)
    absent: dict[str, str] = field(default_factory=dict)
    left_after: dict[str, int] = field(default_factory=dict)
    guests: list[GuestLine] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    applications: list[dict[str, Any]] = field(default_factory=list)
    minutes_text: str = ""
    signed_on: date | None = None
    published_on: date | None = None


def read_roll(node: Node, line: MeetingLine, known: Known) -> None:
    members = known["members"]
    for each in node["voting_present"].each():
        member = each.known(members)
        if member is not None and not member.is_voting:
            each.fault(f"{each.value} has no vote")
        if member is not None and member.since > line.day:
            each.fault(f"{each.value} became a member later, on {member.since}")
        line.present.append(str(each.value))
    line.remote = {str(e.value) for e in node["remote"].each() if e.known(members)}
    for code, reason in node["absent"].pairs():
        if code not in members:
            reason.fault(f"{code!r} refers to nothing in this file")
        line.absent[code] = reason.text(longest=300)
    for code, after in node["left_early"].pairs():
        digits = "".join(c for c in after.text() if c.isdigit())
        if not digits:
            after.fault("does not say after which item")
        line.left_after[code] = int(digits or 0)
    check_roll(node, line, known)


def check_roll(node: Node, line: MeetingLine, known: Known) -> None:
    if len(set(line.present)) != len(line.present):
        node["voting_present"].fault("names somebody twice")
    for code in sorted(line.remote - set(line.present)):
        node["remote"].fault(f"{code} takes part remotely but is not among those present")
    for code in sorted(set(line.absent) & set(line.present)):
        node["absent"].fault(f"{code} is both present and absent")
    total = line.values["seats_total"]
    if total is None:
        return
    voters = [m for m in known["members"].values() if m.is_voting and m.since <= line.day]
    if total != len(voters):
        node["voting_members_total"].fault(f"is {total}, but {len(voters)} members had a vote")
    if len(line.present) * 2 <= total and line.values["state"] is MeetingState.PUBLISHED:
        node["voting_present"].fault(f"{len(line.present)} of {total} is no quorum")
    if node["ballots_received"].is_given:
        check_ballots(node, line)


def check_ballots(node: Node, line: MeetingLine) -> None:
    received, sent = node["ballots_received"].whole(), node["ballots_sent"].whole()
    invalid = node["ballots_invalid"].whole()
    if received > sent:
        node["ballots_received"].fault(f"{received} ballots came back of {sent}")
    if received - invalid != len(line.present):
        node["voting_present"].fault(f"names {len(line.present)}, {received - invalid} voted")


def read_guests(node: Node, line: MeetingLine) -> None:
    for key, is_invited in (("invited", True), ("visitors", False)):
        for each in node[key].each():
            name = each.needed("full_name").text(longest=200)
            line.guests.append(GuestLine(name, each["position"].text(), is_invited))
