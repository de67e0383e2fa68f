"""What a form that asks once more who sits there has to show, and what was sent in it.

Other parts use `guard` for the page and `proof_of` for the service.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, url_for

from core.accounts.browsers import known_browser
from core.accounts.queries.factors import get_factors
from core.accounts.services.factors import Proof
from core.accounts.services.sessions import LONGEST_ADDRESS, LONGEST_BROWSER
from core.accounts.services.tokens import digest
from core.accounts.sessions import token
from core.kernel.viewers import Viewer


@dataclass(frozen=True, slots=True)
class Guard:
    """Which second factor the form asks for; `options` is where a script asks for a challenge."""

    asks: bool = False
    has_keys: bool = False
    options: str = ""


def guard(who: Viewer, endpoint: str = "accounts.factor_options") -> Guard:
    """Costs nothing where no second factors are in use."""
    if not current_app.config["SETTINGS"].second_factor or who.account_id is None:
        return Guard()
    factors = get_factors(who.account_id)
    has_keys = bool(factors.passkeys) and may_have_keys()
    return Guard(asks=factors.is_set_up, has_keys=has_keys, options=url_for(endpoint))


def may_have_keys() -> bool:
    """Whether browsers make passkeys for this site: its address needs a name, not numbers."""
    host = urlsplit(current_app.config["SETTINGS"].base_url).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return bool(host)
    return False


def proof_of(form: Any, password: str, email: str = "") -> Proof:
    """What was shown in a form with `FactorFields`, and from where."""
    held = token()
    return Proof(
        password=password,
        address=(request.remote_addr or "")[:LONGEST_ADDRESS],
        code=form.factor_code.data or "",
        answer=form.factor_answer.data or "",
        known=known_browser(email) if email else None,
        user_agent=request.user_agent.string.replace("\x00", "")[:LONGEST_BROWSER],
        session_hash=digest(held) if held else "",
    )
