"""The kernel against the sample region, whose numbers and names were written by hand."""

from pathlib import Path

import pytest
import yaml

from core.kernel.identifiers import read_inn, read_ogrn
from core.kernel.names import parse_full_name
from core.kernel.russian import money_thousand

FILE = Path(__file__).parents[3] / "sample" / "zarechye.yaml"
SAMPLE = yaml.load(FILE.read_bytes(), Loader=yaml.CSafeLoader)
HOLDERS = [*SAMPLE["organizations"], *SAMPLE["companies"]]
MEMBERS = SAMPLE["council_members"]


def test_every_number_of_the_sample_is_right():
    inns = [holder["inn"] for holder in HOLDERS if holder.get("inn")]
    ogrns = [holder["ogrn"] for holder in HOLDERS if holder.get("ogrn")]

    assert [read_inn(inn) for inn in inns] == inns
    assert [read_ogrn(ogrn) for ogrn in ogrns] == ogrns
    assert len(inns) > 20
    assert len(ogrns) > 10


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member["id"])
def test_the_initials_are_those_written_by_hand(member):
    name = parse_full_name(member["full_name"])

    assert name.initials_after.replace("\u00a0", " ") == member["initials_after"]
    assert name.initials_before.replace("\u00a0", " ") == member["initials_before"]


def test_money_is_written_as_in_the_minutes():
    assert money_thousand(13_810_000).replace("\u00a0", " ") == "13 810,0 тыс. рублей"
