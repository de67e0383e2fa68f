"""Long lists on the working pages: what is looked for, which page is asked for, how many."""

from flask import request

LONGEST_QUERY = 200
LAST_PAGE = 10_000


def query() -> str:
    return (request.args.get("q") or "").replace("\x00", "")[:LONGEST_QUERY].strip()


def page_number() -> int:
    asked = request.args.get("page", 1, type=int)
    return min(max(1, asked), LAST_PAGE)


def last_page(total: int, size: int) -> int:
    return max(1, -(-total // size))
