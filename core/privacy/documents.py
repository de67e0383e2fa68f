"""The export of one person's data as JSON: values only, nothing to load. Pure."""

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from core.kernel.register import Consent
from core.privacy.rules.exported import Exported

FORMAT = "personal-data-1"


def export_json(
    blocks: Sequence[Exported], consents: Sequence[Consent], *, operator: str, made_at: datetime
) -> str:
    """Readable for people and programs; keys are the columns' own names."""
    whole = {
        "format": FORMAT,
        "operator": operator,
        "made_at": made_at.isoformat(),
        "consents": [of_consent(each) for each in consents],
        "records": [of_block(each) for each in blocks],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def of_block(block: Exported) -> dict[str, Any]:
    one = block.record
    return {
        "table": one.table,
        "title": one.title,
        "purpose": one.purpose,
        "ground": str(one.ground),
        "days": one.term.days,
        "rows": [{name: plain(value) for name, value in row} for row in block.rows],
    }


def of_consent(consent: Consent) -> dict[str, Any]:
    return {
        "title": consent.title,
        "about": consent.about,
        "version": consent.version,
        "given_at": plain(consent.given_at),
        "revoked_at": plain(consent.revoked_at),
    }


def plain(value: Any) -> Any:
    """As JSON holds it."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value if isinstance(value, int | list | dict | None) else str(value)
