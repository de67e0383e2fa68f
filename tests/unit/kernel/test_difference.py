"""Word differences: nothing is lost, nothing unchanged is shown as changed, nothing takes long."""

import itertools
import random
import sys
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.kernel.difference import RunKind, difference

# Of processor time, so that a busy machine fails no test; counting coverage slows all down.
SECONDS = 2 if sys.gettrace() is None else 10
SIGNS = {RunKind.SAME: "", RunKind.ADDED: "+", RunKind.REMOVED: "-"}
FIRST = "Совет рассмотрел отчёт координатора за полугодие.\n\n"
SECOND = "Поручить министерству представить предложения до 1 марта.\n\n"
THIRD = "Контроль возложить на секретаря.\n"


def joined(paragraphs, *kinds):
    return "".join(run.text for part in paragraphs for run in part.runs if run.kind in kinds)


def marked(old, new):
    """Each paragraph as one string with [+added] and [-removed] runs."""
    return [
        "".join(f"[{SIGNS[run.kind]}{run.text}]" if SIGNS[run.kind] else run.text for run in p.runs)
        for p in difference(old, new)
    ]


TEXTS = st.lists(st.sampled_from(["да", "нет", "Совет", " ", "  ", "\n", "\r\n\r\n", "\t"])).map(
    "".join
)


@given(TEXTS | st.text(), TEXTS | st.text())
@example("а\u2028б\x0bв\x85", "а б\x1cв")
def test_both_texts_can_be_put_together_again(old, new):
    paragraphs = difference(old, new)

    assert joined(paragraphs, RunKind.SAME, RunKind.REMOVED) == old
    assert joined(paragraphs, RunKind.SAME, RunKind.ADDED) == new


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    paragraphs = difference(text, text)

    assert all(paragraph.is_same for paragraph in paragraphs)


@given(TEXTS, TEXTS)
def test_runs_are_joined_and_never_empty(old, new):
    for paragraph in difference(old, new):
        kinds = [run.kind for run in paragraph.runs]
        assert all(run.text for run in paragraph.runs)
        assert all(one != other for one, other in itertools.pairwise(kinds))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    (
        pytest.param("", "", [], id="nothing"),
        pytest.param("", "Текст", ["[+Текст]"], id="written anew"),
        pytest.param("Текст", "", ["[-Текст]"], id="all removed"),
        pytest.param(
            "представить до 1 марта.",
            "представить до 15 апреля.",
            ["представить до [-1 марта.][+15 апреля.]"],
            id="neighbouring words form one change",
        ),
        pytest.param(
            "принять к сведению",
            "принять отчёт к сведению",
            ["принять [+отчёт ]к сведению"],
            id="a word comes in",
        ),
        pytest.param("а  б в", "а б в", ["а [- ]б в"], id="a space falls out"),
        pytest.param(
            "начало один два три четыре пять конец",
            "начало шесть два три четыре семь конец",
            ["начало [-один][+шесть] два три четыре [-пять][+семь] конец"],
            id="two changes in one paragraph",
        ),
        pytest.param(
            FIRST + THIRD,
            FIRST + SECOND + THIRD,
            [FIRST, f"[+{SECOND}]", THIRD],
            id="a paragraph comes in",
        ),
        pytest.param(
            FIRST + SECOND + THIRD,
            FIRST.replace("полугодие", "квартал") + THIRD.replace("секретаря", "председателя"),
            [
                "Совет рассмотрел отчёт координатора за [-полугодие.][+квартал.]\n\n",
                f"[-{SECOND}]",
                "Контроль возложить на [-секретаря.][+председателя.]\n",
            ],
            id="one paragraph goes, both its neighbours change",
        ),
        pytest.param(
            FIRST.replace("отчёт", "доклад"),
            SECOND + FIRST,
            [
                f"[+{SECOND}]",
                "Совет рассмотрел [-доклад][+отчёт] координатора за полугодие.\n\n",
            ],
            id="a new paragraph stands before a changed one",
        ),
        pytest.param(
            "Совсем иной абзац о другом.",
            "Здесь сказано новое.",
            ["[-Совсем иной абзац о другом.]", "[+Здесь сказано новое.]"],
            id="paragraphs with nothing in common are not mixed",
        ),
        pytest.param("а\nб\n", "а\r\nб\r\n", ["а[+\r]\n", "б[+\r]\n"], id="line ends"),
    ),
)
def test_what_changed_is_marked(old, new, expected):
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("shared", "whole", "paragraphs"),
    (
        pytest.param(7, 20, 1, id="35 per cent are two versions of one"),
        pytest.param(17, 50, 2, id="34 per cent are two texts"),
    ),
)
def test_paragraphs_are_paired_from_a_resemblance_of_35_per_cent(shared, whole, paragraphs):
    old = " ".join(f"слово{at}" for at in range(whole))
    new = " ".join(f"слово{at}" if at < shared else f"иное{at}" for at in range(whole))

    assert len(difference(old, new)) == paragraphs


def lines(count, word):
    return "".join(f"общий пункт номер {at} {word}\n" for at in range(count))


def test_many_changed_paragraphs_are_paired_in_order():
    changes = difference(lines(40, "старый"), lines(40, "новый"))

    assert len(changes) == 40
    assert [run.text for run in changes[7].runs] == [
        "общий пункт номер 7 ",
        "старый",
        "новый",
        "\n",
    ]


def test_many_paragraphs_without_resemblance_are_not_paired():
    old = "".join(f"а{at} б{at}\n" for at in range(40))
    new = "".join(f"в{at} г{at}\n" for at in range(40))

    assert len(difference(old, new)) == 80


def words_with_changes(count, seed):
    chance = random.Random(seed)  # noqa: S311 - a reproducible text, no secret
    words = [f"слово{min(int(chance.paretovariate(0.5)), 3000)}" for _ in range(count)]
    changed = [f"иное{at}" if chance.random() < 0.1 else word for at, word in enumerate(words)]
    return words, changed


@pytest.mark.parametrize("ends", (7, 150, 10**9), ids=("short", "usual", "one huge"))
def test_a_large_text_is_compared_word_by_word_at_once(ends):
    def text(words):
        return "".join(w + (" " if (at + 1) % ends else "\n\n") for at, w in enumerate(words))

    words, changed = words_with_changes(9_000, seed=ends)
    start = process_time()
    paragraphs = difference(text(words), text(changed))

    assert process_time() - start < SECONDS
    kept = len(joined(paragraphs, RunKind.SAME)) / len(text(words))
    assert 0.8 < kept < 0.95


def of_letters(seed):
    chance = random.Random(seed)  # noqa: S311
    return " ".join(chance.choices("абвгд", k=25_000))


@pytest.mark.parametrize(
    ("old", "new"),
    (
        pytest.param(of_letters(1), of_letters(2), id="five words in every order"),
        pytest.param(
            of_letters(1).replace(" ", "\n"), of_letters(2).replace(" ", "\n"), id="five paragraphs"
        ),
        pytest.param("а\n" * 50_000, "а\n" * 40_000 + "б\n" * 10_000, id="one paragraph repeated"),
        pytest.param(
            " ".join(map(str, range(15_000))),
            " ".join(map(str, reversed(range(15_000)))),
            id="all words turned round",
        ),
        pytest.param(
            "\n".join(map(str, range(15_000))),
            "\n".join(str(n) if n % 2 else f"{n} иначе" for n in range(15_000)),
            id="every second paragraph changed",
        ),
        pytest.param("а" * 100_000, "а" * 99_999 + "б", id="a single word"),
        pytest.param(" \t" * 50_000, " " * 100_000, id="only spaces"),
    ),
)
def test_no_text_of_100_kb_takes_long(old, new):
    start = process_time()
    paragraphs = difference(old, new)

    assert process_time() - start < SECONDS
    assert joined(paragraphs, RunKind.SAME, RunKind.REMOVED) == old
    assert joined(paragraphs, RunKind.SAME, RunKind.ADDED) == new
