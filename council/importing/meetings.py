"""Sections meetings_history and meetings of the file: reading with every check of DOMAIN § 1.9."""

from datetime import date, datetime
from typing import Any

from core.importing.nodes import Node
from core.importing.sections import Known
from core.kernel.zones import NOON, noon, utc
from council.importing import words
from council.importing.items import read_draft_item, read_item
from council.importing.region import read_zone
from council.importing.roll import MeetingLine, read_guests, read_roll
from council.meetings.rules.kinds import MeetingForm, MeetingState

STATES = {"проведено": MeetingState.PUBLISHED, "готовится": MeetingState.AGENDA_OPEN}
APPLICATION_STATES = ("подтверждена", "на рассмотрении")


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
            "starts_at": noon(day, zone),
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
    opened = node["voting_opened"].day_or_none()
    return {
        "kind": node.needed("kind").one_of(words.MEETING_KINDS),
        "form": form,
        "state": node.needed("status").one_of(STATES),
        "starts_at": utc(opened or day, starts, zone),  # a vote by ballots begins with the ballots
        "ends_at": utc(day, ends, zone) if ends else None,
        "zone": zone,
        "city": "" if absentee else city,
        "place": "" if absentee else place,
        "is_open": node["open"].flag(),
        "ballots_from": opened,
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
    return noon(node.day(), zone) if node.is_given else None


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
