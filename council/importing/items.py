"""Agenda items of the file: speakers, speeches, decisions and votes, with the sums checked."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from core.importing.nodes import Node
from core.importing.sections import Known
from council.importing import words
from council.meetings.rules.kinds import DecisionKind, DueKind, ItemKind

PLAN_TITLE = re.compile(r"^(О плане международных|Об утверждении плана международных)")
CONTROL_TITLE = re.compile(r"исполнени[ия] поручений")
HEARD = re.compile(r"(?:(?<=^)|(?<=\s))([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ]\.[А-ЯЁ]?\.?) – ")
STATUSES = {"исполняется", "на контроле", "исполнено", "не исполнено, срок истёк"}


@dataclass(slots=True)
class Decision:
    """One numbered decision and how far it was carried out."""

    number: str
    text: str
    kind: DecisionKind
    due_kind: DueKind
    due_on: date | None
    responsible: list[str]
    is_done: bool
    done_on: date | None
    note: str


@dataclass(slots=True)
class Speech:
    """Who said what; `who` is a member's id, a printed name, or nobody."""

    who: str
    text: str
    capacity: str = ""


@dataclass(slots=True)
class Item:
    """An agenda item as the file tells it."""

    number: int
    title: str
    kind: ItemKind
    speakers: list[str]
    minutes: int = 10
    report: str | None = None
    heard: list[Speech] = field(default_factory=list)
    spoke: list[Speech] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)
    election: dict[str, Any] | None = None
    dissent: tuple[str, str] | None = None
    present: int = 0


def read_item(node: Node, known: Known, *, present: int, day: date) -> Item:
    item = read_draft_item(node, known)
    said = node["present_at_item"]
    if said.is_given and said.whole() != present:
        said.fault(f"is {said.value}, but {present} of those present were still there")
    item.present = present
    item.heard = split_heard(node["heard"].text(longest=20_000), item.speakers, known)
    item.spoke = [read_speech(each, known) for each in node["spoke"].each()]
    item.decisions = [read_decision(each, known, item.number) for each in node["decisions"].each()]
    for each in node["votes"].each():
        read_vote(each, item, known)
    if node["dissent"].is_given:
        who = node["dissent"].needed("member_id")
        who.known(known["members"])
        item.dissent = (str(who.value), node["dissent"].needed("text").text(longest=5000))
    check_report(node, item, known, day)
    return item


def read_draft_item(node: Node, known: Known) -> Item:
    title = node.needed("title").text(longest=1000)
    report, kind = read_report(node, known), ItemKind.OTHER
    if report:
        kind = ItemKind.REPORT
    elif PLAN_TITLE.search(title) or node["plan_amendment"].is_given:
        kind = ItemKind.PLAN
        if node["plan_amendment"].is_given:
            node["plan_amendment"].take()
    elif CONTROL_TITLE.search(title):
        kind = ItemKind.CONTROL
    for computed in ("blocked", "block_reason"):
        node[computed].take()  # follows from the state of the report
    return Item(
        number=node.needed("no").whole(low=1, high=200),
        title=title,
        kind=kind,
        speakers=[str(e.value) for e in node["speakers"].each() if e.known(known["members"])],
        minutes=node["minutes_limit"].whole(low=1, high=600)
        if node["minutes_limit"].is_given
        else 10,
        report=report,
    )


def read_report(node: Node, known: Known) -> str | None:
    for key in ("gated_report", "ungated_report", "interim_report"):
        if node[key].is_given and node[key].known(known["reports"]) is not None:
            return str(node[key].value)
    return None


def check_report(node: Node, item: Item, known: Known, day: date) -> None:
    """A gated report has to be approved not later than the meeting (DOMAIN.md § 1.9, 1)."""
    report = known["reports"].get(item.report) if item.report else None
    if report is not None and report.is_gated:
        approved_on = report.approved_on
        if approved_on is None or approved_on > day:
            node["gated_report"].fault(f"{item.report} was not approved before the meeting")


def split_heard(text: str, speakers: list[str], known: Known) -> list[Speech]:
    """«Фамилия И.О. – …» parts of one text, each with its speaker; a text without a name stays."""
    marks = list(HEARD.finditer(text))
    if not marks or marks[0].start() != 0:
        return [Speech("", text)] if text else []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    parts = [(m[1], text[m.end() : end].strip()) for m, end in zip(marks, ends, strict=True)]
    by_name = {plain(known["members"][code].name.initials_after): code for code in speakers}
    return [Speech(by_name.get(name, name), said) for name, said in parts]


def plain(name: str) -> str:
    return name.replace("\u00a0", " ")


def read_speech(node: Node, known: Known) -> Speech:
    who = node.needed("who").text(longest=200)
    if re.fullmatch(r"m\d+", who):
        node["who"].known(known["members"])
    text = node.needed("text").text(longest=20_000)
    return Speech(who, text, node["capacity"].text(longest=200))


def read_decision(node: Node, known: Known, item: int) -> Decision:
    number = node.needed("no").text(longest=20)
    if not number.startswith(f"{item}."):
        node["no"].fault(f"{number} does not belong to item {item}")
    due = node["due"]
    due_on = due.day() if due.is_given and due.value not in words.DUE_WORDS else None
    due_kind = words.DUE_WORDS.get(str(due.value), DueKind.DATE if due_on else DueKind.NONE)
    responsible = [each.text() for each in node["responsible"].each()]
    for each in node["responsible"].each():
        if re.fullmatch(r"m\d+", each.text()):
            each.known(known["members"])
    status = node["status"]
    if status.is_given and status.text() not in STATUSES:
        status.fault(f"{status.value!r} is not one of: {', '.join(sorted(STATUSES))}")
    return Decision(
        number=number,
        text=node.needed("text").text(longest=20_000),
        kind=node.needed("kind").one_of(words.DECISION_KINDS),
        due_kind=due_kind,
        due_on=due_on,
        responsible=responsible,
        is_done=status.value == "исполнено",
        done_on=node["done_on"].day_or_none(),
        note=node["note"].text(longest=2000),
    )


def read_vote(node: Node, item: Item, known: Known) -> None:
    if node["candidates"].is_given:
        read_election(node, item, known)
        return
    counts = [node.needed(key).whole(high=500) for key in ("for", "against", "abstained")]
    if sum(counts) != item.present:
        said = " + ".join(str(count) for count in counts)
        node.fault(f"{said} votes by {item.present} members present")
    if not sum(counts):
        node.fault("tells no votes")
    applies = node["applies_to"].text() if node["applies_to"].is_given else None
    if applies and applies not in {decision.number for decision in item.decisions}:
        node["applies_to"].fault(f"there is no decision {applies}")
    is_tie = counts[0] == counts[1]
    casting = node["casting_vote"]
    if is_tie and not casting.is_given:
        node.fault("is a tie without a casting vote")
    if casting.is_given:
        casting.one_of({"за": True, "против": False})
        node["casting_by"].known(known["members"])
        node["outcome"].text()  # told in words; counted here
    item.votes.append({"counts": counts, "applies_to": applies, "casting": casting.value})


def read_election(node: Node, item: Item, known: Known) -> None:
    """An election by candidates: each member voted once (invariant 5)."""
    candidates = []
    for each in node["candidates"].each():
        who = each.needed("member_id")
        who.known(known["members"])
        candidates.append((str(who.value), each.needed("for").whole(high=500)))
    abstained = node["abstained"].whole(high=500) if node["abstained"].is_given else 0
    total = sum(votes for _, votes in candidates) + abstained
    if total != item.present:
        node.fault(f"{total} votes by {item.present} members present")
    elected = node.needed("elected")
    elected.known(known["members"])
    if str(elected.value) != max(candidates, key=lambda pair: pair[1], default=("", 0))[0]:
        elected.fault("did not get the most votes")
    node["mode"].text()
    item.kind = ItemKind.ELECTION
    item.election = {
        "candidates": candidates,
        "abstained": abstained,
        "elected": str(elected.value),
    }
