"""A readable tail of an address in Latin letters, made of a Russian or English name. Pure.

Transliteration in the manner of passports (Order of the Foreign Ministry 2113 of 2020), lower case.
"""

import re
import unicodedata

LONGEST = 60
LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            *("a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o"),
            *("p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e"),
            *("iu", "ia"),
        ),
        strict=True,
    )
)
NOT_LATIN = re.compile(r"[^a-z0-9]+")


def slug_of(name: str) -> str:
    """At most 60 characters of a-z, digits and hyphens, cut between words; `event` for none."""
    latin = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    words = NOT_LATIN.sub(" ", plain).split()
    slug = ""
    for word in words:
        if len(slug) + len(word) + bool(slug) > LONGEST:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or (words[0][:LONGEST] if words else "event")
