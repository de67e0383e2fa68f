"""The composition root: the only module that knows every part. A web server starts `app`."""

from core.app import create_app
from core.config import Settings
from council.part import COUNCIL
from events.part import EVENTS
from portal.part import PORTAL

PARTS = (COUNCIL, EVENTS, PORTAL)

app = create_app(PARTS, Settings.from_environment())
