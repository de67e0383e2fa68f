"""Consents to the processing of a passport and to handing it on: documents of their own. Pure.

152-ФЗ, art. 9: one for each purpose, by version. A changed word is a new version: a test holds the
version to its texts.
"""

from enum import StrEnum

from core.kernel.errors import N_

VERSION = "passport-1"
LANGUAGES = ("ru", "en")


class PassportConsent(StrEnum):
    """To what a traveller agrees; without the first nothing is taken."""

    PROCESSING = "processing"
    HANDING_ON = "handing_on"


# `%(...)s` are filled with the operator, the event and the day of deletion.
TEXTS: dict[PassportConsent, tuple[str, ...]] = {
    PassportConsent.PROCESSING: (
        N_(
            "I agree of my own free will that the operator, %(operator)s, processes the data of "
            "my passport that I entered here."
        ),
        N_("Purpose: to prepare my journey to the event “%(event)s”."),
        N_(
            "Data: series and number of the passport, citizenship, date of birth, validity, name "
            "in Latin letters. Actions: recording, keeping in encrypted form, reading by persons "
            "who are named for the event, deletion."
        ),
        N_(
            "Term: until %(day)s, when the data are deleted, or until I withdraw this consent. I "
            "withdraw it on this page or by a letter to the operator; the data are then deleted "
            "at once."
        ),
    ),
    PassportConsent.HANDING_ON: (
        N_(
            "I agree of my own free will that the operator, %(operator)s, hands the data of my "
            "passport on to the consulate, the carrier, the hotel and the receiving side of the "
            "event “%(event)s”, so that they issue my visa, tickets and passes. Term: until "
            "%(day)s. I withdraw it on this page or by a letter to the operator."
        ),
    ),
}


def version_in(consent: PassportConsent, language: str) -> str:
    """The version of the text that was read: «passport-1/processing/ru»."""
    return f"{VERSION}/{consent}/{language}"


def is_current(consent: PassportConsent, version: str) -> bool:
    return version in {version_in(consent, language) for language in LANGUAGES}
