"""The sample region's meetings as the records of their papers, read from the file alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from core.kernel.names import parse_full_name
from core.kernel.workdays import Deadline
from core.kernel.zones import local
from council.meetings.rules.agenda import timetable
from council.meetings.rules.kinds import Choice, GuestKind, MeetingState
from council.meetings.rules.papers import (
    Approval,
    BodyWords,
    FilledBallot,
    Invited,
    MeetingRecord,
    OfficerOfMeeting,
    Question,
    Seated,
    Terms,
)
from council.minutes.rules import MinutesForm, Signatory
from council.minutes.rules.drafting import drafted
from council.minutes.rules.papers import MinutesRecord, PaperPart, SignatureMark
from council.minutes.rules.signing import joined_texts, minutes_sha256
from tests.unit.minutes.sample import FORMS, KINDS, moment, sample, session_of

BODY = BodyWords(
    "Экспортный совет при Губернаторе Заречинской области",
    "Экспортного совета при Губернаторе Заречинской области",
    "Совета",
)
CHANGED = datetime(2026, 9, 16, 6, 30, tzinfo=UTC)
SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


def meeting_of(code):
    return next(each for each in sample()["meetings"] if each["id"] == code)


def name_of(member):
    return parse_full_name(member["full_name"])


def members():
    """The note of the act on composition stands in its own paper alone."""
    for each in sample()["council_members"]:
        yield {**each, "position": each["position"].removesuffix(" (по согласованию)")}


def member_of(code):
    return next(each for each in members() if each["id"] == code)


def identity(*parts):
    return uuid5(NAMESPACE_URL, "/".join(map(str, parts)))


def officer(code):
    return OfficerOfMeeting(identity(code), name_of(member_of(code)), member_of(code)["position"])


def seated(meeting):
    for each in members():
        remote = each["id"] in meeting.get("remote", ())
        yield Seated(
            identity(each["id"]), name_of(each), each["position"], each["voting"], remote or None
        )


def invited(meeting):
    for key, kind in (("invited", GuestKind.INVITED), ("visitors", GuestKind.VISITOR)):
        for guest in meeting.get(key, ()):
            yield Invited(guest["full_name"], guest["position"], kind)


def questions(meeting, starts_at):
    items = meeting.get("agenda") or meeting["agenda_draft"]
    lengths = [item.get("minutes_limit", 20) for item in items]
    times = timetable(starts_at, lengths)
    for item, (begins, ends) in zip(items, times, strict=True):
        speakers = [member_of(code) for code in item["speakers"]]
        yield Question(
            id=identity(meeting["id"], item["no"]),
            number=item["no"],
            title=item["title"],
            speakers=tuple(f"{name_of(s).initials_after}, {s['position']}" for s in speakers),
            starts=begins,
            ends=ends,
            decision="\n".join(d["text"] for d in item.get("decisions", ())),
        )


def record_of(code, **values):
    """The record of one meeting of the sample; `values` replace what it says."""
    meeting = meeting_of(code)
    starts_at = moment(meeting, "time_start") or datetime(2026, 8, 12, 4, 0, tzinfo=UTC)
    ballots = [meeting.get("voting_opened"), meeting.get("voting_closed")]
    first, last = (date.fromisoformat(day) if day else None for day in ballots)
    known = {
        "id": identity(code),
        "body": BODY,
        "kind": KINDS[meeting["kind"]],
        "form": FORMS[meeting["form"]],
        "state": MeetingState.NOTIFIED,
        "year": int(meeting["date"][:4]),
        "number": int(meeting["number"] or 5),
        "zone": meeting["timezone"],
        "city": sample()["region"]["capital"],
        "place": meeting["place"],
        "video_link": "https://vks.example.org/sovet" if meeting["video_conference"] else "",
        "starts_at": starts_at,
        "ballots_from": first,
        "ballots_until": last,
        "presiding": officer("m01"),
        "secretary": officer("m26"),
        "questions": tuple(questions(meeting, local(starts_at, meeting["timezone"]))),
        "members": tuple(sorted(seated(meeting), key=lambda each: each.name.sort_key)),
        "invited": tuple(invited(meeting)),
        "terms": Terms(Deadline(local(starts_at, "UTC").date() - timedelta(days=2)), 25, 13),
        "approval": Approval(date(2026, 9, 14), name_of(member_of("m01")), "Губернатор"),
        "absentee_by": None,
        "noticed_on": date(2026, 9, 16),
        "changed_at": CHANGED,
        "address": f"http://localhost/meetings/2026/{meeting['number'] or 5}/",
    }
    return MeetingRecord(**{**known, **values})


def filled(record, member):
    """A ballot of this member: for the first question with a dissent."""
    first = record.questions[0].id
    return {member.person_id: FilledBallot(((first, Choice.FOR),), ((first, "Не согласен."),))}


def minutes_of(code, form=MinutesForm.FULL, given="2026-1", **values):
    """The minutes of one meeting of the sample, signed here unless `given` is empty."""
    meeting = meeting_of(code)
    parts = tuple(PaperPart(p.kind, p.text) for p in drafted(session_of(meeting), form))
    sha256 = minutes_sha256(joined_texts(part.text for part in parts))
    signed = datetime.fromisoformat(f"{meeting['minutes_signed']}T09:04:00+00:00")
    marks = (
        SignatureMark(Signatory.PRESIDING, "А.Н. Ветлугин", signed, "3f1c-77aa", sha256, given),
        SignatureMark(Signatory.SECRETARY, "М.О. Кузнечихина", signed, "8b20-1d4e", sha256, given),
    )
    known = {
        "name": f"minutes-{meeting['date'][:4]}-{meeting['number']}",
        "body": BODY.name,
        "number": int(meeting["number"]),
        "day": date.fromisoformat(meeting["date"]),
        "zone": meeting["timezone"],
        "is_signed": True,
        "parts": parts,
        "signatures": marks,
        "made_at": signed,
        "address": "http://localhost/documents/2026-00004-1/",
    }
    return MinutesRecord(**{**known, **values})
