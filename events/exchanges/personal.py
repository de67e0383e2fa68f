"""Personal data of exchanges with regions: who travelled and received, as the act names them."""

from core.kernel.errors import N_
from core.kernel.register import Whose, official

RECORDS = (
    official(
        "exchange_visits",
        N_("Delegations of exchanges"),
        ("delegation", "hosts"),
        whose=Whose.TRAVELLER,
    ),
)
PLAIN = {
    "exchange_agreements": (
        *("title", "partner", "document_number", "parties", "subject", "ended_reason"),
        "text_name",
    ),
    "exchange_count": ("reason",),
    "exchange_follow_ups": ("text", "responsible", "note"),
    "exchange_measures": ("number", "text", "responsible", "note"),
    "exchange_plans": ("title",),
    "exchange_points": ("title", "place"),
    "exchange_visits": ("note",),
}
