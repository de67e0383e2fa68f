"""The search of agendas and decisions through the full-text index, on both databases."""

import pytest
from sqlalchemy import delete, func, select

from core.adapters.database import db
from core.adapters.lemmas import RussianLemmas
from core.kernel.search import search_terms
from council.meetings.models import AgendaItem, Resolution, SearchText
from portal.meetings.queries.search import MOST_TEXTS, list_texts
from tests.builders_minutes import MinutesBuilder
from tests.builders_public import PublicBuilder

SIGNS = ('"', "*", "AND", "китай OR отчёт", "NEAR(китай)", "(", "\\", "^")


def found(query):
    return [text.title for text in list_texts(search_terms(query, RussianLemmas()))]


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
        *(
            (sign, [])
            for sign in ('"', "*", "AND", "китай OR отчёт", "NEAR(китай)", "(", "\\", "^")
        ),
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


def test_no_more_texts_are_looked_at_than_a_page_can_bear(meeting):
    of_meeting = AgendaItem.meeting_id == meeting.id
    item_id = db.session.scalars(select(AgendaItem.id).where(of_meeting)).first()
    db.session.add_all(SearchText(item_id=item_id, words="мёд") for _ in range(MOST_TEXTS + 1))
    db.session.flush()
    assert len(list_texts((("мёд",),))) == MOST_TEXTS
