"""Long lists on the working pages: what is looked for, which page is asked for, how many."""

from flask import request

from core.kernel.pagination import Pages

LONGEST_QUERY = 200
LAST_PAGE = 10_000


def query() -> str:
    return (request.args.get("q") or "").replace("\x00", "")[:LONGEST_QUERY].strip()


def page_number() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(1, asked), LAST_PAGE)


def pages(found: int, size: int, name: str = "page") -> Pages:
    """The pages of a list; `name` is that under which the address asks for one."""
    return Pages(found, size, request.args.get(name, 1, type=int))
