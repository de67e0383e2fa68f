"""Bodies, regulations and dated settings."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from core.adapters.journal import list_history
from core.kernel.errors import NotFound, Refused, Stale
from council.membership.models import Body, Regulation, RegulationSetting
from council.membership.queries import (
    find_main_body,
    find_regulation_on,
    get_body,
    get_body_by_slug,
    list_bodies,
    list_settings,
    lock_body,
    procedure_on,
)
from council.membership.queries.regulation import get_regulation
from council.membership.rules import BodyKind
from council.membership.rules.acts import Ending, NewSetting
from council.membership.services import bodies as services
from council.membership.services.revisions import change

TODAY = date(2026, 11, 21)
ACT = "постановление от 20.11.2026 № 90"


@pytest.fixture
def group_values(council):
    return {
        "kind": BodyKind.WORKING_GROUP,
        "name": "Рабочая группа по логистике",
        "name_genitive": "Рабочей группы по логистике",
        "short_name": "",
        "slug": "logistics",
        "parent_id": council.body.id,
        "zone": "Asia/Yekaterinburg",
        "city": "",
        "default_place": "",
        "founded_on": date(2026, 1, 12),
        "founded_by": "",
    }


def test_a_working_group_is_formed_and_stands_after_the_council(deed, council, group_values):
    body_id = services.create_body(group_values, **deed)

    assert [body.id for body in list_bodies()] == [council.body.id, body_id]
    assert get_body(body_id) == get_body_by_slug("logistics")
    assert find_main_body().id == council.body.id
    assert list_history([body_id])[0].what == "body.created"


@pytest.mark.parametrize(
    ("values", "code"),
    (({"slug": "council"}, "slug_taken"), ({"kind": BodyKind.COUNCIL}, "one_council")),
)
def test_a_second_council_and_a_taken_address_are_refused(deed, group_values, values, code):
    with pytest.raises(Refused) as refused:
        services.create_body({**group_values, **values}, **deed)

    assert refused.value.codes == (code,)
    assert len(list_bodies()) == 1


def test_a_body_is_corrected_by_revision(deed, group_values, session):
    body_id = services.create_body(group_values, **deed)
    values = {**group_values, "name": "Рабочая группа по перевозкам"}

    services.edit_body(body_id, values, revision=1, **deed)

    assert session.get(Body, body_id).name == "Рабочая группа по перевозкам"
    services.edit_body(body_id, values, revision=2, **deed)
    assert session.get(Body, body_id).revision == 2
    assert list_history([body_id])[0].details == {
        "name": ["Рабочая группа по логистике", "Рабочая группа по перевозкам"]
    }
    with pytest.raises(Stale):
        services.edit_body(body_id, group_values, revision=1, **deed)
    refusals = {"parent_id": body_id}, {"slug": "council"}, {"kind": BodyKind.COUNCIL}
    codes = []
    for wrong in refusals:
        with pytest.raises(Refused) as refused:
            services.edit_body(body_id, {**values, **wrong}, revision=2, **deed)
        codes += refused.value.codes
    assert codes == ["own_parent", "slug_taken", "one_council"]


def test_a_body_exists_through_its_last_day_and_ends_once(deed, group_values):
    body_id = services.create_body(group_values, **deed)

    with pytest.raises(Refused) as early:
        services.abolish_body(body_id, Ending(date(2026, 1, 11), ACT, 1), **deed)
    services.abolish_body(body_id, Ending(TODAY, ACT, 1), **deed)
    services.abolish_body(body_id, Ending(TODAY, ACT, 1), **deed)
    with pytest.raises(Refused) as twice:
        services.abolish_body(body_id, Ending(TODAY + timedelta(days=9), ACT, 2), **deed)

    assert (early.value.codes, twice.value.codes) == (("before_founding",), ("already_abolished",))
    assert get_body(body_id).abolished_on == TODAY + timedelta(days=1)


def test_the_council_itself_is_not_abolished(deed, council):
    with pytest.raises(Refused) as refused:
        services.abolish_body(council.body.id, Ending(TODAY, ACT, 1), **deed)
    assert refused.value.codes == ("main_stays",)


def test_a_setting_holds_from_its_day_and_a_second_value_of_the_day_replaces_it(
    deed, council, session
):
    for value in ("7", "8"):
        services.change_setting(
            council.body.id, NewSetting("notice_days", value, TODAY, ACT), **deed
        )

    assert procedure_on(council.body.id, TODAY).notice_days == 8
    assert procedure_on(council.body.id, TODAY - timedelta(days=1)).notice_days == 5
    assert len(session.scalars(select(RegulationSetting)).all()) == 1
    assert [e.details["value"] for e in list_history([council.body.id])] == [
        ["7", "8"],
        [None, "7"],
    ]


@pytest.mark.parametrize(
    ("new", "code"),
    (
        (NewSetting("notice_days", "many", TODAY, ACT), "bad_setting"),
        (NewSetting("colour", "red", TODAY, ACT), "no_setting"),
        (NewSetting("notice_days", "7", date(2023, 2, 5), ACT), "before_founding"),
    ),
)
def test_an_impossible_setting_is_refused_without_a_trace(deed, council, new, code):
    with pytest.raises(Refused) as refused:
        services.change_setting(council.body.id, new, **deed)

    assert refused.value.codes == (code,)
    assert list_settings(council.body.id) == ()
    assert list_history([council.body.id]) == ()


def test_a_new_regulation_replaces_the_old_from_its_day(deed, council, session):
    values = {
        "act_kind": "указ",
        "act_on": TODAY,
        "act_number": "90",
        "title": "Об Экспортном совете",
        "amended_by": "",
        "in_force_from": TODAY,
        "in_force_until": None,
        "text": "",
    }

    new_id = services.record_regulation(council.body.id, values, **deed)

    assert find_regulation_on(council.body.id, TODAY).id == new_id
    assert find_regulation_on(council.body.id, TODAY - timedelta(days=1)).act_number == "17"
    services.edit_regulation(new_id, {**values, "act_number": "91"}, revision=1, **deed)
    services.edit_regulation(new_id, {**values, "act_number": "91"}, revision=2, **deed)
    assert session.get(Regulation, new_id).act_number == "91"
    assert len(list_history([new_id])) == 2
    with pytest.raises(Stale):
        services.edit_regulation(new_id, values, revision=1, **deed)
    wrong = {**values, "in_force_until": TODAY - timedelta(days=1)}
    with pytest.raises(Refused) as refused:
        services.record_regulation(council.body.id, wrong, **deed)
    assert refused.value.codes == ("force_order",)


def test_what_does_not_exist_is_not_found(council):
    for find in (get_body, lock_body, get_regulation):
        with pytest.raises(NotFound):
            find(council.member.id)
    with pytest.raises(NotFound):
        get_body_by_slug("nowhere")


def test_a_working_group_is_formed_only_where_the_regulation_knows_of_them(
    deed, build, council, group_values
):
    build.rule(council.body, "working_groups", "no", group_values["founded_on"])
    values = {**group_values, "parent_id": council.body.id}

    with pytest.raises(Refused) as refused:
        services.create_body(values, **deed)
    assert refused.value.codes == ("no_groups",)

    earlier = {**values, "founded_on": group_values["founded_on"] - timedelta(days=1)}
    commission = {**values, "slug": "another", "kind": BodyKind.COMMISSION}
    assert [services.create_body(each, **deed) for each in (earlier, commission)]


def test_an_address_that_somebody_takes_in_the_same_moment_is_refused(
    deed, group_values, monkeypatch
):
    services.create_body(group_values, **deed)
    monkeypatch.setattr(services, "demand_free_slug", lambda _slug, _body_id: None)
    with pytest.raises(Refused) as refused:
        services.create_body({**group_values, "name": "Другая группа"}, **deed)
    assert refused.value.codes == ("slug_taken",)
    assert len(list_bodies()) == 2


def test_setting_what_is_set_already_makes_no_revision(council, session):
    body = session.get(Body, council.body.id)
    before = body.revision
    assert change(body, {"name": body.name}) == {}
    assert body.revision == before
    assert change(body, {"name": "Другое"}).keys() == {"name"}
    assert body.revision == before + 1
