"""Languages of participants as the staff types them: «английский, китайский». Pure."""

from collections.abc import Iterable

RUSSIAN = "русский"
LONGEST = 40
MOST = 10
SUGGESTED = (
    *("азербайджанский", "английский", "арабский", "армянский", "вьетнамский", "испанский"),
    *("казахский", "китайский", "монгольский", "немецкий", "персидский", "португальский"),
    *("русский", "сербский", "таджикский", "турецкий", "узбекский", "французский", "хинди"),
)


def languages_in(text: str) -> tuple[str, ...]:
    """The languages between commas, each once, in small letters."""
    found = (" ".join(part.split()).casefold() for part in text.replace(";", ",").split(","))
    return tuple(dict.fromkeys(one[:LONGEST] for one in found if one))[:MOST]


def letters_in(languages: Iterable[str]) -> str:
    """`ru` or `en`: in which language somebody who speaks these is written to."""
    known = set(languages)
    return "ru" if RUSSIAN in known or not known else "en"
