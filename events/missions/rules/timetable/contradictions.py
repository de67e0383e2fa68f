"""Whether a problem makes sense before anybody searches: who exists, who sits where.

That locked meetings fit together is found out when they are put on the board.
"""

from collections import Counter
from collections.abc import Iterator

from core.kernel.errors import N_, Refusal, Refused
from events.missions.rules.timetable.problem import Problem


def refuse_contradictions(problem: Problem) -> None:
    """Raise Refused with everything that contradicts itself."""
    if found := tuple(contradictions(problem)):
        raise Refused(*found)


def contradictions(problem: Problem) -> Iterator[Refusal]:
    yield from of_requests(problem)
    yield from of_tables(problem)


def of_requests(problem: Problem) -> Iterator[Refusal]:
    names = {one.key: str(one) for one in problem.participants}
    for request in problem.requests:
        if request.first == request.second or not {*request.pair} <= names.keys():
            text = N_("A pair names somebody who does not take part: %(who)s.")
            lacking = [key for key in request.pair if key not in names] or [request.first]
            yield Refusal("unknown_participant", text, {"who": str(lacking[0])})
    for pair, count in Counter(frozenset(one.pair) for one in problem.requests).items():
        if count > 1 and pair <= names.keys():
            text = N_("The pair %(pair)s appears more than once.")
            both = " – ".join(names[key] for key in sorted(pair))
            yield Refusal("pair_twice", text, {"pair": both})


def of_tables(problem: Problem) -> Iterator[Refusal]:
    """Own tables exist, in a hall that is told, and each belongs to one host."""
    halls = {one.key: one.tables for one in problem.halls}
    only = next(iter(halls)) if len(halls) == 1 else None
    owners: dict[tuple[int, int], str] = {}
    for one in problem.participants:
        hall = only if one.hall is None else one.hall
        if one.hall is not None and one.hall not in halls:
            text = N_("%(who)s sits in a hall that does not exist. Choose another.")
            yield Refusal("unknown_hall", text, {"who": str(one)})
        elif one.table is not None and (hall is None or not 1 <= one.table <= halls[hall]):
            text = N_(
                "%(who)s has table %(table)s, which no hall has. Name the hall and its table."
            )
            yield Refusal("unknown_table", text, {"who": str(one), "table": one.table})
        elif one.table is not None and hall is not None:
            other = owners.setdefault((hall, one.table), str(one))
            if other != str(one):
                text = N_("%(first)s and %(second)s have the same table %(table)s. Change one.")
                values = {"first": other, "second": str(one), "table": one.table}
                yield Refusal("table_shared", text, values)
