"""The consent of a visitor to the processing of personal data, by version of its text. Pure.

A document of its own (152-ФЗ, art. 9, since 1 September 2025): operator, purpose, data, actions,
term, withdrawal. A changed word is a new version: a test holds each version to its text.
"""

from core.kernel.errors import N_

VERSION = "visitor-1"
LANGUAGES = ("ru", "en")
# In force for new applications; `%(...)s` are filled with the operator and the meeting.
PARAGRAPHS: tuple[str, ...] = (
    N_(
        "I agree of my own free will that the operator, %(operator)s, processes my personal data "
        "that I entered in this application."
    ),
    N_(
        "Purpose: to admit me to the open meeting No. %(number)s of %(day)s as a visitor and to "
        "tell me of changes of its date, time and place."
    ),
    N_(
        "Data: surname, given name, patronymic, organisation, its INN, e-mail address, the wish to "
        "speak; also the date, the time and the network address from which the application came."
    ),
    N_(
        "Actions: recording, keeping, use, deletion, with computers and without. The data are not "
        "published and are not handed to anybody else."
    ),
    N_(
        "Term: until I withdraw this consent, but not longer than one year after the meeting. I "
        "withdraw it on my personal page or by a letter to the operator; the application then "
        "ends."
    ),
)
KEPT_DAYS = 365


def version_in(language: str) -> str:
    """The version of the text that was read, with its language: «visitor-1/ru»."""
    return f"{VERSION}/{language}"


def is_current(version: str) -> bool:
    return version in {version_in(language) for language in LANGUAGES}
