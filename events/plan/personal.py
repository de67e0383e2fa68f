"""Personal data in the plan of events: who closed a year; bodies and firms are nobody's data."""

from dataclasses import replace

from core.kernel.errors import N_
from core.kernel.register import Whose, official

RECORDS = (
    replace(
        official("plan_closings", N_("Closed years"), ("actor_name",), whose=Whose.STAFF),
        primary="plan_id",
    ),
)
PLAIN = {
    "plans": ("title",),
    "plan_editions": ("note",),
    "plan_lines": (
        *("number", "name", "country", "city", "remote_reason", "sectors", "responsible_name"),
        *("co_executors", "expected_result", "reason"),
    ),
    "plan_money": ("source",),
    "plan_removals": ("reason",),
}
