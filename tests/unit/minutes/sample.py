"""The sample region's meetings as the drafter's records, read from the file's structure alone.

The file's own `capacity` of a guest is not read: the drafter has to find it. The one thing that
its structure does not hold is the vote on the agenda: all of its agendas were adopted unanimously.
"""

import re
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

import yaml

from core.kernel.names import parse_full_name
from council.meetings.rules.kinds import (
    DecisionKind,
    DueKind,
    GuestKind,
    MeetingForm,
    MeetingKind,
    Outcome,
)
from council.minutes.rules.drafting import (
    AbsenteeTerm,
    Attendee,
    BodyWords,
    Decision,
    ElectionCount,
    GuestOnRoll,
    Item,
    Officer,
    Party,
    Said,
    Session,
    SpeakerLine,
    Tally,
)

FILE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
KINDS = {
    "установочное": MeetingKind.FOUNDING,
    "очередное": MeetingKind.REGULAR,
    "внеочередное": MeetingKind.EXTRAORDINARY,
}
FORMS = {
    "очное": MeetingForm.IN_PERSON,
    "смешанное": MeetingForm.MIXED,
    "заочное": MeetingForm.ABSENTEE,
}
DECISIONS = {
    "решение": DecisionKind.DECISION,
    "поручение": DecisionKind.ASSIGNMENT,
    "рекомендация": DecisionKind.RECOMMENDATION,
}
TERMS = {None: DueKind.NONE, "постоянно": DueKind.ALWAYS, "ежеквартально": DueKind.QUARTERLY}
BODY = BodyWords(
    "Экспортный совет при Губернаторе Заречинской области",
    "Экспортного совета при Губернаторе Заречинской области",
    "Совета",
)


@cache
def sample():
    return yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader)


@cache
def full_minutes_of_sample():
    return [each for each in sample()["meetings"] if each.get("minutes_text")]


@cache
def people():
    return {each["id"]: party(each) for each in sample()["council_members"]}


def party(member):
    return Party.of(
        parse_full_name(member["full_name"]),
        member["position"],
        gender={"м": "male", "ж": "female"}[member["gender"]],
        genitive=member["genitive"],
        dative=member["dative"],
        instrumental=member["instrumental"],
    )


def moment(meeting, key):
    if key not in meeting:
        return None
    text = f"{meeting['date']}T{meeting[key]}"
    zone = ZoneInfo(meeting["timezone"])
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def session_of(meeting):
    """The record of one meeting of the sample."""
    present, by_ballot = meeting["voting_present"], "ballots_sent" in meeting
    return Session(
        body=BODY,
        kind=KINDS[meeting["kind"]],
        form=FORMS[meeting["form"]],
        number=int(meeting["number"]),
        zone=meeting["timezone"],
        city=sample()["region"]["capital"],
        place=meeting["place"],
        starts_at=moment(meeting, "time_start") or moment({**meeting, "at": "00:00"}, "at"),
        ends_at=moment(meeting, "time_end"),
        presiding=Officer(people()[meeting["presiding"]], "председатель Совета"),
        secretary=Officer(people()[meeting["secretary"]]),
        members=tuple(
            Attendee(people()[code], code in meeting["remote"])
            for code in present
            if code != meeting["presiding"]
        ),
        guests=tuple(guests(meeting)),
        voting_total=meeting["voting_members_total"],
        voting_present=len(present),
        has_quorum=True,
        items=tuple(item_of(meeting, item) for item in meeting["agenda"]),
        agenda_votes=None if by_ballot else (len(present), 0, 0),
        absentee=term_of(meeting) if by_ballot else None,
    )


def guests(meeting):
    for key, kind in (("invited", GuestKind.INVITED), ("visitors", GuestKind.VISITOR)):
        for guest in meeting[key]:
            yield GuestOnRoll(Party.typed(guest["full_name"], guest["position"]), kind)


def term_of(meeting):
    return AbsenteeTerm(
        date.fromisoformat(meeting["voting_opened"]),
        date.fromisoformat(meeting["voting_closed"]),
        meeting["ballots_sent"],
        meeting["ballots_received"],
        meeting["ballots_invalid"],
    )


def item_of(meeting, item):
    members = [people()[code] for code in item["speakers"]]
    votes = item.get("votes", [])
    return Item(
        id=uuid5(NAMESPACE_URL, f"{meeting['id']}/{item['no']}"),
        number=item["no"],
        title=item["title"],
        speakers=tuple(SpeakerLine(each.nominative, each.post) for each in members),
        heard=tuple(heard(item["heard"], members)),
        spoke=tuple(spoken(meeting, speech) for speech in item["spoke"]),
        decisions=tuple(decision(each) for each in item["decisions"]),
        tallies=tuple(tally(vote) for vote in votes if "candidates" not in vote),
        election=next((election(vote) for vote in votes if "candidates" in vote), None),
        dissenters=(people()[item["dissent"]["member_id"]],) if "dissent" in item else (),
    )


def heard(text, members):
    """The file holds all that was heard as one text; it is told apart by its speakers' names."""
    names = {each.nominative.replace("\u00a0", " "): each for each in members}
    marks = "|".join(re.escape(name) for name in names)
    pieces = re.split(rf"(?:^|(?<=\.) )({marks}) – ", text)
    if pieces[0]:
        yield Said(pieces[0])
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield Said(words, names[name])


def spoken(meeting, speech):
    if speech["who"] in people():
        return Said(speech["text"], people()[speech["who"]])
    found = next(
        guest
        for guest in guests(meeting)
        if guest.party.nominative.replace("\u00a0", " ") == speech["who"]
    )
    return Said(speech["text"], found.party, guest=found.kind)


def decision(each):
    due = each.get("due")
    dated = due is not None and due not in TERMS
    return Decision(
        each["no"],
        each["text"],
        DECISIONS[each["kind"]],
        DueKind.DATE if dated else TERMS[due],
        date.fromisoformat(due) if dated else None,
        tuple(people()[code] for code in each.get("responsible", ()) if code in people()),
    )


def tally(vote):
    tie = vote["for"] == vote["against"]
    alone = not vote["against"] and not vote["abstained"]
    outcome = Outcome.CARRIED_UNANIMOUSLY if alone else Outcome.CARRIED
    return Tally(
        vote["for"],
        vote["against"],
        vote["abstained"],
        Outcome.CARRIED_BY_CASTING_VOTE if tie else outcome,
        vote.get("applies_to", ""),
    )


def election(vote):
    return ElectionCount(
        tuple((people()[each["member_id"]], each["for"]) for each in vote["candidates"]),
        0,
        vote["abstained"],
        people()[vote["elected"]],
    )
