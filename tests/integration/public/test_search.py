"""The search of agendas and decisions through the full-text index, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from core.adapters.database import db
from core.adapters.fulltext import has_words, reads_words
from core.adapters.lemmas import RussianLemmas
from core.kernel.search import search_terms
from council.meetings.models import AgendaItem, Resolution, SearchText
from portal.meetings.queries import search
from portal.meetings.queries.search import MOST_TEXTS, list_texts
from tests.builders_minutes import MinutesBuilder
from tests.builders_public import PublicBuilder
from tests.statements import counted_statements

SIGNS = ('"', "*", "AND", "китай OR отчёт", "NEAR(китай)", "(", "\\", "^")


def found(query):
    return [text.title for text in list_texts(search_terms(query, RussianLemmas())).newest]


@pytest.fixture
def meeting(build, council):
    public = PublicBuilder(build, council)
    meeting = public.open_meeting()
    public.agreed(meeting, 1, "Об отчёте о Программе развития экспорта")
    public.agreed(meeting, 2, "О поездке в Китай")
    return meeting


def test_every_title_and_decision_is_in_the_index(build, council, meeting):
    MinutesBuilder(build, council).published()
    texts, titles, decisions = (
        db.session.scalar(select(func.count()).select_from(each))
        for each in (SearchText, AgendaItem, Resolution)
    )
    assert texts == titles + decisions
    assert titles > 2
    assert decisions > 0


@pytest.mark.parametrize(
    ("query", "titles"),
    (
        ("отчетами программу", ["Об отчёте о Программе развития экспорта"]),
        ("ПОЕЗДКИ", ["О поездке в Китай"]),
        ("отчёт китай", []),
        ("", []),
        *((sign, []) for sign in SIGNS),
    ),
)
def test_all_words_have_to_occur_and_signs_of_the_index_are_only_signs(meeting, query, titles):
    assert found(query) == titles


def test_a_text_is_found_as_it_reads_now(build, council, meeting):
    item = db.session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.position == 2)
    ).one()
    item.title = "О мёде"
    db.session.flush()
    assert (found("китай"), found("мед")) == ([], ["О мёде"])
    db.session.execute(delete(AgendaItem).where(AgendaItem.id == item.id))
    assert found("мед") == []


def more(meeting, count):
    of_meeting = AgendaItem.meeting_id == meeting.id
    item_id = db.session.scalars(select(AgendaItem.id).where(of_meeting)).first()
    db.session.add_all(SearchText(item_id=item_id, words="мёд") for _ in range(count))
    db.session.flush()


@pytest.mark.parametrize("more_than", (0, 1))
def test_no_more_texts_are_looked_at_than_a_page_can_bear(meeting, more_than):
    more(meeting, MOST_TEXTS + more_than)
    texts = list_texts((("мёд",),))
    assert (len(texts.newest), texts.is_cut) == (MOST_TEXTS, bool(more_than))


def test_a_common_word_fills_the_page_from_the_newest_meetings(meeting):
    more(meeting, MOST_TEXTS + 1)
    with counted_statements() as common:
        list_texts((("мёд",),))
    with counted_statements() as rare:
        list_texts((("поездка",),))
    assert (len(common), len(rare)) == (1, 2)


def test_what_stands_only_in_older_meetings_is_found_in_the_index(
    build, council, meeting, monkeypatch
):
    later = meeting.starts_at + timedelta(days=30)
    newer = PublicBuilder(build, council).open_meeting(number=77, starts_at=later)
    PublicBuilder(build, council).agreed(newer, 1, "О новом")
    monkeypatch.setattr(search, "LATELY", 1)
    assert (found("новое"), found("китай")) == (["О новом"], ["О поездке в Китай"])


@pytest.mark.parametrize(
    "query", ("отчетами программу", "ЦПЭ ОТЧЁТ", "отчёт китай", "AND", "\\ г%")
)
def test_a_row_at_hand_is_read_as_the_index_reads_it(meeting, query):
    terms = search_terms(query, RussianLemmas())
    words, key = SearchText.words, SearchText.id
    ways = has_words(key, words, terms, "fts_texts"), reads_words(words, terms)
    by_index, by_text = ({*db.session.scalars(select(key).where(way))} for way in ways)
    assert by_index == by_text
