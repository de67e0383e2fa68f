"""Who carries an assignment out, in its very words: signed minutes have to name them. Pure.

«Мельгуновой О.Д. совместно с Шубиным А.В. подготовить …» (DOMAIN.md §§ 2.3, 2.4). Nothing is
added to a wording that names its addressee itself, which is the usual way of writing it.
"""

from collections.abc import Iterable, Sequence

from council.meetings.rules.kinds import DecisionKind
from council.minutes.rules.drafting.records import Decision, Party
from council.minutes.rules.drafting.wording import stopped

INFINITIVE = ("ть", "ти", "чь", "ться", "тись", "чься")


def addressed(decision: Decision) -> str:
    """The text with its executors, unless it names the addressee itself."""
    text = stopped(decision.text)
    for_someone = decision.kind is DecisionKind.ASSIGNMENT and decision.executors
    if not for_someone or not begins_with_infinitive(text):
        return text
    first, *others = decision.executors
    if not first.dative:
        return f"{text} {named(decision.executors)}"
    return f"{first.dative}{with_others(others)} {text[0].lower()}{text[1:]}"


def begins_with_infinitive(text: str) -> bool:
    word = text.split(maxsplit=1)[0].strip(",.").lower() if text else ""
    return word.endswith(INFINITIVE)


def with_others(others: Iterable[Party]) -> str:
    names = [party.instrumental or party.nominative for party in others]
    return f" совместно с {', '.join(names)}" if names else ""


def named(executors: Sequence[Party]) -> str:
    """In the nominative: an organisation has no case forms on record."""
    title = "Исполнитель" if len(executors) == 1 else "Исполнители"
    return stopped(f"{title} – {', '.join(party.nominative for party in executors)}")
