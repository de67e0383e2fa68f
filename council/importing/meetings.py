"""Sections meetings_history and meetings of the file: reading with every check of DOMAIN § 1.9."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from core.importing.nodes import Node
from core.importing.sections import Known
from core.kernel.zones import utc
from council.importing import words
from council.importing.items import Item, read_draft_item, read_item
from council.importing.membership import read_zone
from council.meetings.rules.kinds import MeetingForm, MeetingState

STATES = {"проведено": MeetingState.PUBLISHED, "готовится": MeetingState.AGENDA_OPEN}
APPLICATION_STATES = ("подтверждена", "на рассмотрении")
NOON = time(12)


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


def read_meetings(root: Node, known: Known) -> list[MeetingLine]:
    """All meetings, full ones first; one that stands in the history too is read once."""
    zone = str(known["region"]["region"]["zone"])
    full = [read_meeting(node, known, zone) for node in root["meetings"].each()]
    told = {(line.year, line.number) for line in full}
    history = [read_history(node, zone) for node in root["meetings_history"].each()]
    lines = [*full, *(line for line in history if (line.year, line.number) not in told)]
    check_numbers(root, lines)
    give_numbers(lines)
    return lines


def check_numbers(root: Node, lines: list[MeetingLine]) -> None:
    seen: dict[tuple[int, int], str] = {}
    for line in lines:
        key = (line.year, line.number or 0)
        if line.number and key in seen:
            Node(None, line.path, root.ledger).fault(
                f"№ {line.number} of {line.year} stands at {seen[key]} already"
            )
        seen[key] = line.path


def give_numbers(lines: list[MeetingLine]) -> None:
    """A meeting that is being prepared has no number in the file: it gets the next one."""
    for line in sorted(lines, key=lambda each: each.day):
        if line.number is None:
            taken = [each.number for each in lines if each.year == line.year and each.number]
            line.number = max(taken, default=0) + 1


def read_history(node: Node, zone: str) -> MeetingLine:
    """A meeting held before, known by its figures alone."""
    day = node.needed("date").day()
    total = node.needed("voting_total").whole(low=1, high=500)
    present = node.needed("voting_present").whole(high=500)
    if present > total:
        node.fault(f"{present} of {total} voting members cannot be present")
    if node["quorum"].flag() != (present * 2 > total):
        node["quorum"].fault(f"{present} of {total} is told as the opposite")
    return MeetingLine(
        path=node.path,
        code=None,
        year=day.year,
        number=node.needed("number").whole(low=1, high=500),
        day=day,
        values={
            "kind": node.needed("kind").one_of(words.MEETING_KINDS),
            "form": MeetingForm.IN_PERSON,
            "state": MeetingState.HELD,
            "starts_at": utc(day, NOON, zone),
            "zone": zone,
            "archive_seats": total,
            "archive_present": min(present, total),
        },
    )


def read_meeting(node: Node, known: Known, zone: str) -> MeetingLine:
    day = node.needed("date").day()
    form = node.needed("form").one_of(words.FORMS)
    line = MeetingLine(
        path=node.path,
        code=node.needed("id").text(longest=60),
        year=day.year,
        number=node["number"].whole(low=1, high=500) if node["number"].is_given else None,
        day=day,
        values=read_values(node, day, form, zone),
    )
    node["video_conference"].flag()
    line.presiding = officer(node["presiding"], known)
    line.secretary = officer(node["secretary"], known)
    read_roll(node, line, known)
    read_guests(node, line)
    read_agenda(node, line, known)
    read_applications(node, line, known)
    line.minutes_text = node["minutes_text"].text(longest=200_000).rstrip("\n")
    line.signed_on = node["minutes_signed"].day_or_none()
    line.published_on = node["minutes_published"].day_or_none()
    if node["deadlines"].is_given:
        node["deadlines"].take()  # counted anew from the rules of procedure
    return line


def officer(node: Node, known: Known) -> str | None:
    return node.text() if node.is_given and node.known(known["members"]) else None


def read_values(node: Node, day: date, form: MeetingForm, zone: str) -> dict[str, Any]:
    zone = read_zone(node["timezone"]) if node["timezone"].is_given else zone
    starts = node["time_start"].clock() if node["time_start"].is_given else NOON
    ends = node["time_end"].clock() if node["time_end"].is_given else None
    city, _, place = node.needed("place").text().partition(", ")
    absentee = form is MeetingForm.ABSENTEE
    return {
        "kind": node.needed("kind").one_of(words.MEETING_KINDS),
        "form": form,
        "state": node.needed("status").one_of(STATES),
        "starts_at": utc(day, starts, zone),
        "ends_at": utc(day, ends, zone) if ends else None,
        "zone": zone,
        "city": "" if absentee else city,
        "place": "" if absentee else place,
        "is_open": node["open"].flag(),
        "ballots_from": node["voting_opened"].day_or_none(),
        "ballots_until": node["voting_closed"].day_or_none(),
        "seats_total": read_total(node),
        "composition_note": node["composition_note"].text(longest=2000),
        "notice_sent_at": moment(node["notice_sent"], zone),
        "materials_sent_at": moment(node["materials_sent"], zone),
        "agenda_approved_at": moment(node["agenda_published"], zone)
        or moment(node["notice_sent"], zone),
    }


def read_total(node: Node) -> int | None:
    child = node["voting_members_total"]
    return child.whole(low=1, high=500) if child.is_given else None


def moment(node: Node, zone: str) -> datetime | None:
    """A day of the file as a moment: noon of that day."""
    return utc(node.day(), NOON, zone) if node.is_given else None


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


def read_agenda(node: Node, line: MeetingLine, known: Known) -> None:
    for each in node["agenda"].each():
        number = len(line.items) + 1
        gone = sum(after < number for after in line.left_after.values())
        item = read_item(each, known, present=len(line.present) - gone, day=line.day)
        if item.number != number:
            each["no"].fault(f"is {item.number}, but {number} comes next")
        line.items.append(item)
    for each in node["agenda_draft"].each():
        line.items.append(read_draft_item(each, known))


def read_applications(node: Node, line: MeetingLine, known: Known) -> None:
    for each in node["visitor_applications"].each():
        company = (
            each["inn_ref"].known(known["organisations"]) if each["inn_ref"].is_given else None
        )
        line.applications.append(
            {
                "full_name": each.needed("full_name").text(longest=200),
                "organisation": each["organization"].text(),
                "inn": company["inn"] if company else None,
                "day": each.needed("submitted").day(),
                "is_confirmed": each.needed("status").one_of(
                    dict(zip(APPLICATION_STATES, (True, False), strict=True))
                ),
            }
        )
