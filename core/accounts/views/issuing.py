"""A link that was just made, for the page of whoever made it.

Where a mail server is set, only its owner sees it: in the letter. Else it is shown here, once.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from core.accounts.pages import IssuedLink
from core.accounts.queries.accounts import get_account_row
from core.accounts.rules.links import LinkPurpose
from core.letters.framing import settings


def issued(account_id: UUID, token: str, purpose: LinkPurpose, now: datetime) -> IssuedLink:
    """The link for the page; without its address where it went by letter."""
    link = IssuedLink.of(settings().base_url, token, purpose, now)
    if settings().mail_server is None:
        return link
    return replace(link, url="", mailed_to=get_account_row(account_id).email)
