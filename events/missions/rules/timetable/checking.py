"""Proof that a timetable is possible: reads the problem alone and says each violation in words.

Shares no code with the search, only the values both speak about. It says nothing about quality.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from core.kernel.errors import N_, Refusal
from events.missions.rules.timetable.problem import (
    Hall,
    Interpreter,
    Meeting,
    Participant,
    Problem,
    Request,
    Side,
    Timetable,
)


def violations(problem: Problem, timetable: Timetable) -> tuple[Refusal, ...]:
    """Every way in which the timetable breaks what the problem asks; empty when it is possible."""
    return tuple(Checker(problem, timetable).findings())


def twice(things: Iterable[tuple[object, int]]) -> list[tuple[object, int]]:
    return [thing for thing, count in Counter(things).items() if count > 1]


class Checker:
    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        self.problem, self.timetable = problem, timetable
        self.people = {one.key: one for one in problem.participants}
        self.halls = {one.key: one for one in problem.halls}
        self.interpreters = {one.key: one for one in problem.interpreters}
        self.requests = {(one.first, one.second): one for one in problem.requests}

    def findings(self) -> Iterator[Refusal]:
        known: list[Meeting] = []
        for meeting in self.timetable.meetings:
            if (meeting.first, meeting.second) not in self.requests:
                yield self.say(
                    "not_asked", N_("Nobody asked for the meeting of %(pair)s."), meeting
                )
            elif not 0 <= meeting.slot < len(self.problem.sessions):
                yield self.say(
                    "no_such_slot", N_("There is no slot %(slot)s for %(pair)s."), meeting
                )
            else:
                known.append(meeting)
        for meeting in known:
            yield from self.of_meeting(meeting, self.requests[meeting.first, meeting.second])
        yield from self.of_places(known)
        yield from self.of_hosts(known)
        yield from self.of_requests(known)
        yield from self.of_locks()

    def say(self, code: str, message: str, meeting: Meeting, **more: object) -> Refusal:
        names = [str(self.people.get(key, key)) for key in (meeting.first, meeting.second)]
        values = {"pair": " – ".join(names), "slot": meeting.slot + 1, **more}
        return Refusal(code, message, {k: v for k, v in values.items() if f"%({k})" in message})

    def of_meeting(self, meeting: Meeting, request: Request) -> Iterator[Refusal]:
        bit = 1 << meeting.slot
        for key in (meeting.first, meeting.second):
            if not self.people[key].free & bit:
                text = N_("%(who)s is not present in slot %(slot)s.")
                yield self.say("absent", text, meeting, who=str(self.people[key]))
        if request.within is not None and not request.within & bit:
            text = N_("The meeting of %(pair)s may not be in slot %(slot)s.")
            yield self.say("outside_its_slots", text, meeting)
        yield from self.of_seat(meeting, request)
        yield from self.of_language(meeting, request)

    def of_seat(self, meeting: Meeting, request: Request) -> Iterator[Refusal]:
        if request.apart or not self.halls:
            if meeting.table is not None:
                text = N_("The meeting of %(pair)s takes a table that it does not need.")
                yield self.say("needless_table", text, meeting)
            return
        hall = self.halls.get(meeting.hall) if meeting.hall is not None else None
        if hall is None or meeting.table is None:
            yield self.say("no_table", N_("The meeting of %(pair)s has no table."), meeting)
            return
        yield from self.of_table(meeting, hall, meeting.table)

    def of_table(self, meeting: Meeting, hall: Hall, table: int) -> Iterator[Refusal]:
        if not 1 <= table <= hall.tables:
            text = N_("The hall of %(pair)s has no table %(table)s.")
            yield self.say("no_such_table", text, meeting, table=table)
        if hall.open is not None and not hall.open >> meeting.slot & 1:
            text = N_("The hall of %(pair)s is closed in slot %(slot)s.")
            yield self.say("hall_closed", text, meeting)
        host = self.host(meeting)
        if host.hall not in {None, hall.key} or host.table not in {None, table}:
            text = N_("%(who)s does not sit at its own table in slot %(slot)s.")
            yield self.say("not_at_own_table", text, meeting, who=str(host))

    def of_language(self, meeting: Meeting, request: Request) -> Iterator[Refusal]:
        if request.language is None:
            return
        found = self.interpreters.get(-1 if meeting.interpreter is None else meeting.interpreter)
        if found is None:
            text = N_("The meeting of %(pair)s has no interpreter.")
            yield self.say("interpreter_lacking", text, meeting)
        elif request.language not in found.languages or not self.is_there(found, meeting.slot):
            text = N_("The interpreter of %(pair)s cannot help in slot %(slot)s.")
            yield self.say("interpreter_unfit", text, meeting)

    @staticmethod
    def is_there(interpreter: Interpreter, slot: int) -> bool:
        return bool(interpreter.free >> slot & 1)

    def host(self, meeting: Meeting) -> Participant:
        """A buyer sits and the other comes; among equals the first sits."""
        pair = self.people[meeting.first], self.people[meeting.second]
        buyers = [one for one in pair if one.side is Side.BUYER]
        return (buyers or pair)[0]

    def of_places(self, meetings: list[Meeting]) -> Iterator[Refusal]:
        """Nobody, no table and no interpreter is needed twice at the same time."""
        people = [(key, one.slot) for one in meetings for key in (one.first, one.second)]
        for key, slot in twice(people):
            yield Refusal(
                "in_two_places",
                N_("%(who)s has two meetings in slot %(slot)s."),
                {"who": str(self.people[int(str(key))]), "slot": slot + 1},
            )
        tables = [((one.hall, one.table), one.slot) for one in meetings if one.table is not None]
        for _, slot in twice(tables):
            text = N_("Two meetings share a table in slot %(slot)s.")
            yield Refusal("table_taken", text, {"slot": slot + 1})
        helpers = [(one.interpreter, one.slot) for one in meetings if one.interpreter is not None]
        for _, slot in twice(helpers):
            text = N_("Two meetings share an interpreter in slot %(slot)s.")
            yield Refusal("interpreter_taken", text, {"slot": slot + 1})
        for key, count in Counter(key for key, _ in people).items():
            most = self.people[key].most
            if most is not None and count > most:
                text = N_("%(who)s has %(count)s meetings but at most %(most)s are allowed.")
                values = {"who": str(self.people[key]), "count": count, "most": most}
                yield Refusal("too_many", text, values)

    def of_hosts(self, meetings: list[Meeting]) -> Iterator[Refusal]:
        """A host stays in one hall, and nobody else sits at a host's own table."""
        halls: dict[int, set[int]] = {}
        owners: dict[tuple[int | None, int | None], int] = {}
        for meeting in meetings:
            host = self.host(meeting)
            if meeting.hall is not None and meeting.table is not None:
                halls.setdefault(host.key, set()).add(meeting.hall)
                if host.table is not None:
                    owners[meeting.hall, meeting.table] = host.key
        for key, found in halls.items():
            if len(found) > 1:
                text = N_("%(who)s sits in more than one hall.")
                yield Refusal("host_in_two_halls", text, {"who": str(self.people[key])})
        for meeting in meetings:
            owner = owners.get((meeting.hall, meeting.table))
            if owner is not None and owner != self.host(meeting).key:
                text = N_("The meeting of %(pair)s in slot %(slot)s is at somebody else's table.")
                yield self.say("at_a_foreign_table", text, meeting)

    def of_requests(self, meetings: list[Meeting]) -> Iterator[Refusal]:
        """Every pair is either placed once or told with a reason."""
        placed = Counter((one.first, one.second) for one in meetings)
        told = Counter((one.first, one.second) for one in self.timetable.unplaced)
        for pair in self.requests:
            times = placed[pair] + told[pair]
            if times != 1:
                names = " – ".join(str(self.people[key]) for key in pair)
                code = "lost" if times == 0 else "counted_twice"
                text = (
                    N_("The pair %(pair)s is neither placed nor refused.")
                    if times == 0
                    else N_("The pair %(pair)s appears more than once.")
                )
                yield Refusal(code, text, {"pair": names})

    def of_locks(self) -> Iterator[Refusal]:
        found = {(one.first, one.second): one for one in self.timetable.meetings}
        for lock in self.problem.locked:
            meeting = found.get((lock.first, lock.second))
            wanted = (lock.hall, lock.table, lock.interpreter)
            has = (meeting.hall, meeting.table, meeting.interpreter) if meeting else wanted
            differs = any(w not in {None, h} for w, h in zip(wanted, has, strict=True))
            if meeting is None or meeting.slot != lock.slot or differs:
                yield self.say("lock_broken", N_("The locked meeting of %(pair)s was moved."), lock)
