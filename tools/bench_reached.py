"""Which public addresses the bench did not reach, and why it need not.

A new public endpoint has to be linked from a public page of the sample or to get its reason here.
"""

from collections.abc import Collection
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from core.access import permits, viewer

FILE = "a file, not a page"
BY_LETTER = "by the link of a letter"
NO_READING = "reads nothing of the region"
LEFT_OUT = {
    "accounts": {
        "choose_language": NO_READING,
        "enter_factor": "in the middle of signing in",
        "open_email_link": BY_LETTER,
        "open_link": BY_LETTER,
        "open_recovery_link": BY_LETTER,
    },
    "answers": {"show": BY_LETTER},
    "applications": dict.fromkeys(
        ("ask_confirmation", "ask_leave", "check", "edit", "show"), BY_LETTER
    ),
    "applying": {"apply": "the sample calls nobody to an event"},
    "audit": {"show_head": FILE},
    "calendars": {"meeting": FILE, "meetings": "measured by tools/bench_calendars.py"},
    "council": {"body_composition": FILE, "main_composition": FILE},
    "delegates": dict.fromkeys(("ask_withdrawal", "passport", "show"), BY_LETTER),
    "display": {"choose": NO_READING},
    "documents": {
        "read": FILE,
        "show": "by the code that is printed on a signed paper",
        "signature_file": FILE,
    },
    "feedback": {"show": "by the code that is shown at an event"},
    "letters": {"choice": BY_LETTER, "one_click": BY_LETTER},
    "negotiators": {"show": BY_LETTER},
    "operation": dict.fromkeys(("figures", "life", "readiness"), "for machines"),
    "outcomes": {"show": BY_LETTER},
    "own_calendars": {"feed": FILE},
    "papers": {"for_researchers": FILE, "for_robots": FILE, "map_of_site": FILE},
    "plan_files": {"comma_separated": FILE, "printed": FILE, "sheet": FILE},
    "public_assignments": {"public_list": FILE},
    "public_events": {"event_file": FILE, "feed": FILE, "photo": FILE},
    "public_exchanges": {"text": FILE},
    "public_meetings": {"edition_file": FILE, "minutes_file": FILE, "send": FILE},
    "timetable": dict.fromkeys(("calendar", "meeting", "paper", "show"), BY_LETTER),
}
REASONS = {
    f"{part}.{name}": reason for part, names in LEFT_OUT.items() for name, reason in names.items()
}


def public_endpoints(app: Flask) -> set[str]:
    """What a visitor who has not signed in may ask for; the static files are none of it."""
    with app.test_request_context("/"):
        return {rule.endpoint for rule in app.url_map.iter_rules() if is_public(app, rule)}


def is_public(app: Flask, rule: Rule) -> bool:
    permission: Any = getattr(app.view_functions[rule.endpoint], "permission", None)
    if permission is None or "GET" not in (rule.methods or ()):
        return False
    return permits(viewer(), permission)


def report(app: Flask, reached: Collection[str]) -> bool:
    """Name what was not reached; False when anything of it has no reason, or a reason is old."""
    missed = public_endpoints(app) - set(reached)
    print(f"public endpoints: {len(reached)} reached, {len(missed)} not:")
    for endpoint in sorted(missed):
        print(f"       {endpoint:<40} {REASONS.get(endpoint, 'NO REASON: link it or give one')}")
    old = sorted(REASONS.keys() - missed)
    if old:
        print(f"reached or gone, take out of tools/bench_reached.py: {', '.join(old)}")
    return not old and missed <= REASONS.keys()
