"""How many tries a password withstands, by a library that knows what is tried first.

It knows the 30,000 passwords used most, names and words of English, rows of keys, dates, letters
written as figures, repetitions. What is known of the owner and of the language comes from callers.
"""

from collections.abc import Iterable

from zxcvbn.matching import RANKED_DICTIONARIES, build_ranked_dict, omnimatch
from zxcvbn.scoring import most_guessable_match_sequence

MEASURED = 32  # signs; longer ones take the library seconds
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё"
TO_CYRILLIC = str.maketrans(LATIN, CYRILLIC)
TO_LATIN = str.maketrans(CYRILLIC, LATIN)


def tries_of(password: str, words: Iterable[str]) -> float:
    """The decimal logarithm of the tries: 10 is a password found among ten thousand million.

    `words` are tried first, from the first on. A word typed with the keys of the other alphabet is
    tried as that word. Of a long password the beginning counts.
    """
    text = password.casefold()[:MEASURED].replace("ё", "е")
    known = {**RANKED_DICTIONARIES, "user_inputs": build_ranked_dict(list(dict.fromkeys(words)))}
    # A text in the alphabet that it was meant for is no weaker than in the other one.
    forms = {text, text.translate(TO_CYRILLIC), text.translate(TO_LATIN)}
    return min(logarithm(form, known) for form in forms)


def logarithm(text: str, known: dict[str, dict[str, int]]) -> float:
    if not text:
        return 0.0
    return float(most_guessable_match_sequence(text, omnimatch(text, known))["guesses_log10"])
