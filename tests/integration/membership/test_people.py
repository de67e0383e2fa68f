"""People and organisations: recorded, corrected by revision, with a history."""

import pytest

from core.adapters.journal import list_history
from core.kernel.errors import Stale
from council.membership.models import Person
from council.membership.queries.organisations import list_organisations
from council.membership.queries.people import get_person, list_people
from council.membership.services import people as services


def test_empty_case_forms_are_proposed_and_typed_ones_kept(deed, person_values, session):
    typed = {**person_values, "dative": "Соловью И.К."}

    person = session.get(Person, services.create_person(typed, **deed))

    assert person.dative == "Соловью И.К."
    assert person.genitive == "Соловья\u00a0И.К."
    assert person.instrumental == "Соловьём\u00a0И.К."
    [entry] = list_history([person.id])
    assert (entry.what, entry.details["name"]) == ("person.created", "Соловей Иван Кузьмич")


def test_a_correction_notes_old_and_new_and_names_the_organisation(
    deed, council, person_values, session
):
    person_id = services.create_person(person_values, **deed)
    values = {**person_values, "position": "заместитель", "organisation_id": council.ministry.id}

    services.edit_person(person_id, values, revision=1, **deed)

    person = session.get(Person, person_id)
    assert (person.position, person.revision) == ("заместитель", 2)
    entry = list_history([person_id])[0]
    assert entry.what == "person.edited"
    assert entry.details == {
        "position": ["директор", "заместитель"],
        "organisation": ["", council.ministry.name],
    }


def test_saving_the_same_again_changes_nothing(deed, person_values, session):
    person_id = services.create_person(person_values, **deed)

    services.edit_person(person_id, person_values, revision=1, **deed)

    assert session.get(Person, person_id).revision == 1
    assert len(list_history([person_id])) == 1


def test_an_older_page_is_refused_and_leaves_no_trace(deed, person_values, session):
    person_id = services.create_person(person_values, **deed)
    services.edit_person(person_id, {**person_values, "position": "первый"}, revision=1, **deed)

    with pytest.raises(Stale):
        services.edit_person(person_id, {**person_values, "position": "второй"}, revision=1, **deed)

    assert session.get(Person, person_id).position == "первый"
    assert len(list_history([person_id])) == 2


def test_people_are_found_by_any_words_whatever_the_case_and_the_letter_yo(build, council):
    build.person(("Ёлкина", "Анна", "Петровна"), position="Министр", account=False)
    board = build.organisation("Союз машиностроителей", short_name="СМО")
    build.person(("Абакумов", "Пётр", "Ильич"), organisation_id=board.id, account=False)

    def found(text):
        return [row.name.surname for row in list_people(text)]

    assert found("елкина") == found("МИНИСТР ёлк") == ["Ёлкина"]
    assert found("машиностроит") == found("смо петр") == ["Абакумов"]
    assert found("елкина абакумов") == []
    names = found("")
    assert len(names) == 12
    assert names.index("Ёлкина") == names.index("Долматова") + 1
    assert get_person(council.deputy.id).surname == "Долматова"


def test_an_organisation_without_numbers_has_none_of_them(deed, session):
    values = {
        "name": "АНО",
        "short_name": "",
        "kind": "",
        "inn": "",
        "ogrn": "",
        "city": "",
        "note": "",
    }

    organisation_id = services.create_organisation(values, **deed)
    services.edit_organisation(organisation_id, {**values, "inn": "9699000012"}, revision=1, **deed)

    services.edit_organisation(organisation_id, {**values, "inn": "9699000012"}, revision=2, **deed)
    [entry, _] = list_history([organisation_id])
    assert entry.details == {"inn": [None, "9699000012"]}
    assert [row.name for row in list_organisations("9699000012")] == ["АНО"]
    with pytest.raises(Stale):
        services.edit_organisation(organisation_id, values, revision=1, **deed)
