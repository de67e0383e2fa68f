"""Posting the head of the journal, once a day."""

from datetime import datetime

from core.adapters.anchors import anchor_head
from core.adapters.database import command
from core.kernel.zones import local
from core.letters.services import post_to
from council.anchors.letters import anchor_letter
from council.membership.queries import find_main_body
from council.membership.queries.readers import list_deciders, list_secretaries


@command
def post_head(*, now: datetime) -> int:
    """Write today's letter to those who have none yet; returns how many were written."""
    body = find_main_body()
    if body is None:
        return 0
    today = local(now, body.zone).date()
    readers = {*list_secretaries(body.id, today), *list_deciders(body.id, today)}
    if not readers:
        return 0
    head = anchor_head(f"letter {today.isoformat()}", now=now)
    if not head.seq:
        return 0
    return post_to(readers, lambda reader: anchor_letter(head, today, body.id, reader), now=now)
