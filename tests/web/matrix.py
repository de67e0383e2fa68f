"""The table of who may do what at which address, and how an answer is read as one of its signs.

Each line of matrix.txt is an endpoint and a method, then a sign for each role. The objects behind
the addresses are the council's own, so the column of the stranger (secretary of another body) is
that of foreign objects. Things of single people are in tests/attacks/test_foreign.py.

    +  is let in: a page, a file, a form that is looked at (also if it is then refused: 409, 422)
    s  is asked to sign in
    -  403
    0  404, as for what never was
"""

from pathlib import Path

PATH = Path(__file__).with_name("matrix.txt")
ROLES = (
    "visitor", "nobody", "member", "reporter", "coordinator", "secretary", "deputy", "chair",
    "administrator", "stranger",
)  # fmt: skip


def read():
    """(endpoint, method) -> the signs in the order of ROLES."""
    lines = [line for line in PATH.read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = [line.split() for line in lines]
    return {(endpoint, method): "".join(signs) for endpoint, method, *signs in rows}


def sign_of(answer):
    """None for a failure, which the walk itself reports."""
    if answer is None:
        return "!"
    asks = answer.headers.get("Location", "").startswith("/sign-in?next=")
    if answer.status_code == 401 or (answer.status_code == 302 and asks):
        return "s"
    return {403: "-", 404: "0", 400: "!", 500: "!"}.get(answer.status_code, "+")


def line_of(endpoint, method, signs):
    return f"{endpoint:34} {method:5} {' '.join(signs)}"


def differences(found):
    """What the table lacks, what it has too much, where it is wrong: lines to read with care."""
    table = read()
    lines = [f"missing  {line_of(*key, found[key])}" for key in sorted(found.keys() - table.keys())]
    gone = sorted(table.keys() - found.keys())
    lines += [f"no such  {line_of(*key, table[key])}" for key in gone]
    for key in sorted(found.keys() & table.keys()):
        if found[key] != table[key]:
            lines.append(f"expected {line_of(*key, table[key])}")
            lines.append(f"   found {line_of(*key, found[key])}")
    return lines
