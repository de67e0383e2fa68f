"""What stands around each letter of this installation: sender, contact, the reader's choice."""

from uuid import UUID

from flask import current_app
from flask_babel import force_locale, gettext

from core.config import Settings
from core.letters.rules import Action
from core.letters.rules.choice_links import key_of
from core.letters.writing import Frame
from core.region.queries import find_region


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def choice_path(letter_id: UUID) -> str:
    return f"/letters/choice/{key_of(letter_id, settings().secret_key)}"


class Framing:
    """Frames for many letters; the region is read once."""

    def __init__(self) -> None:
        self.region = find_region()
        self.base_url = settings().base_url

    def frame(self, letter_id: UUID, language: str) -> Frame:
        with force_locale(language):
            contact = self.region.contact if self.region else ""
            footing = (
                *([contact] if contact else []),
                gettext("The council's website sent this letter. Reply if there is a mistake."),
            )
            return Frame(
                base_url=self.base_url,
                sender=self.region.council_name if self.region else gettext("Export Council"),
                footing=footing,
                choice=Action(gettext("How often I get letters"), choice_path(letter_id)),
            )
