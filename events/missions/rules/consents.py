"""Consents of an applicant, one document for each purpose, by version of its text. Pure.

152-ФЗ, art. 9 (since 1 September 2025): a consent is a document of its own. A changed word is a new
version: a test holds each version to its text.
"""

from enum import StrEnum

from core.kernel.errors import N_

VERSION = "mission-1"
LANGUAGES = ("ru", "en")
KEPT_DAYS = 365


class Purpose(StrEnum):
    """To what a person agrees; only the first is needed to apply."""

    PROCESSING = "processing"
    HANDING_ON = "handing_on"
    PUBLICATION = "publication"


# `%(...)s` are filled with the operator and the event.
TEXTS: dict[Purpose, tuple[str, ...]] = {
    Purpose.PROCESSING: (
        N_(
            "I agree of my own free will that the operator, %(operator)s, processes my personal "
            "data that I entered in this application."
        ),
        N_(
            "Purpose: to consider the application for the event “%(event)s”, to choose its "
            "participants and to tell me of the decision and of changes."
        ),
        N_(
            "Data: surname, given name, patronymic, post, e-mail address, telephone; also the "
            "date, the time and the network address from which the application came. Actions: "
            "recording, keeping, use, deletion, with computers and without."
        ),
        N_(
            "Term: until I withdraw this consent, but not longer than one year after the event. I "
            "withdraw it on my personal page or by a letter to the operator; the application then "
            "ends."
        ),
    ),
    Purpose.HANDING_ON: (
        N_(
            "I agree of my own free will that the operator, %(operator)s, hands my surname, given "
            "name, patronymic, post, e-mail address and telephone on to the trade mission of "
            "Russia and to the partners in the country of the event “%(event)s”, so that they "
            "look for partners and arrange meetings for my company. Term: until the end of the "
            "event. I withdraw it by a letter to the operator."
        ),
    ),
    Purpose.PUBLICATION: (
        N_(
            "I agree of my own free will that the operator, %(operator)s, publishes my surname, "
            "given name, patronymic and post in the list of participants of the event "
            "“%(event)s”. Term: one year after the event. I withdraw it by a letter to the "
            "operator."
        ),
    ),
}


def version_in(purpose: Purpose, language: str) -> str:
    """The version of the text that was read: «mission-1/processing/ru»."""
    return f"{VERSION}/{purpose}/{language}"


def is_current(purpose: Purpose, version: str) -> bool:
    return version in {version_in(purpose, language) for language in LANGUAGES}
