"""Copies of a region for measuring: whole, apart from each other, and in other years."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, String, Table, Uuid

from council.membership.rules import BodyKind
from portal.load.copying import LEAP, Copyist, Plan, changed, plans
from portal.load.source import Copied

BASE = MetaData()
BODIES = Table("bodies", BASE, Column("id", Uuid), Column("slug", String))
MEETINGS = Table(
    "meetings",
    BASE,
    Column("id", Uuid),
    Column("body_id", ForeignKey("bodies.id")),
    Column("year", Integer),
    Column("day", Date),
    Column("person_id", Uuid),
)
BODY, MEETING, PERSON = uuid4(), uuid4(), uuid4()
SOURCE = (
    Copied(BODIES, ({"id": BODY, "slug": "council", "kind": BodyKind.COUNCIL},), ()),
    Copied(
        MEETINGS,
        (
            {
                "id": MEETING,
                "body_id": BODY,
                "year": 2026,
                "day": date(2026, 3, 19),
                "person_id": PERSON,
            },
        ),
        (("body_id", "bodies"),),
    ),
)


def rows(made, name):
    return next((rows for copied, rows in made if copied.table.name == name), [])


def test_another_region_gets_a_body_of_its_own_and_its_records_point_there():
    made = Copyist(SOURCE).copy(Plan(region=2))
    (body,), (meeting,) = rows(made, "bodies"), rows(made, "meetings")
    assert body["id"] != BODY
    assert (body["slug"], body["kind"]) == ("council-2", BodyKind.COMMISSION)
    assert meeting["id"] not in {MEETING, body["id"]}
    assert meeting["body_id"] == body["id"]
    assert meeting["person_id"] == PERSON  # people are shared
    assert (meeting["year"], meeting["day"]) == (2026, date(2026, 3, 19))


def test_earlier_years_of_a_region_stay_with_its_body():
    copyist = Copyist(SOURCE)
    (body,) = rows(copyist.copy(Plan(region=2)), "bodies")
    made = copyist.copy(Plan(region=2, spans=1))
    assert rows(made, "bodies") == []
    (meeting,) = rows(made, "meetings")
    assert meeting["body_id"] == body["id"]
    assert (meeting["year"], meeting["day"]) == (2022, date(2022, 3, 19))


def test_earlier_years_of_the_sample_stay_with_its_own_council():
    (meeting,) = rows(Copyist(SOURCE).copy(Plan(region=1, spans=2)), "meetings")
    assert (meeting["body_id"], meeting["year"]) == (BODY, 2018)


@pytest.mark.parametrize(
    ("regions", "years", "count"), ((1, 4, 0), (1, 5, 1), (1, 10, 2), (2, 4, 1), (3, 10, 8))
)
def test_there_are_as_many_copies_as_regions_and_years_need(regions, years, count):
    made = plans(regions, years)
    assert len(made) == len(set(made)) == count
    assert Plan(1, 0) not in made  # that is the sample itself


def test_codes_are_dropped_hashes_are_new_and_moments_move_with_the_years():
    assert changed("code", "M-1", 0) is None
    assert changed("token_hash", None, 0) is None
    assert changed("token_hash", "a", 0) != "a"
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    assert changed("starts_at", moment, 2) == moment - 2 * LEAP
    assert changed("title", "О плане", 3) == "О плане"
