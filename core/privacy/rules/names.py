"""Whether two written names can be one person's: mailboxes are shared, names shortened. Pure."""

from collections.abc import Collection

from core.kernel.search import fold

EMPTY = frozenset({"", "–"})


def words_of(name: str) -> tuple[str, ...]:
    """«Рябинина Е.П.» → («рябинина», «е», «п»)."""
    return tuple(fold(name).replace(".", " ").split())


def is_unnamed(name: str) -> bool:
    return name.strip() in EMPTY


def may_be_same(one: str, other: str) -> bool:
    """The surnames are equal and no given name contradicts; the order of words may differ."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return False
    if sorted(first) == sorted(second):
        return True
    agree = all(
        a.startswith(b) or b.startswith(a) for a, b in zip(first[1:], second[1:], strict=False)
    )
    return first[0] == second[0] and agree


def belongs(name: str, names: Collection[str]) -> bool:
    """Whether a row that was found by its mailbox alone is this person's.

    A row without a name is; a row with a name has to agree with one of the names.
    """
    known = [each for each in names if not is_unnamed(each)]
    return is_unnamed(name) or not known or any(may_be_same(name, each) for each in known)
