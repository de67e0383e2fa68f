"""What one edition of an agenda changed in another."""

from dataclasses import replace

from council.meetings.rules.editions import Change, FrozenItem, ItemPart, compare


def item(key, number, title="О плане", **values):
    return FrozenItem(key, number, title, "other", 10, **values)


ABC = (item("a", 1), item("b", 2), item("c", 3))


def marks(old, new):
    return [(change.changes, change.old_number, change.new_number) for change in compare(old, new)]


def test_equal_editions_have_no_changes():
    assert marks(ABC, ABC) == [((), 1, 1), ((), 2, 2), ((), 3, 3)]


def test_a_removed_item_stands_last_and_those_behind_it_did_not_move():
    new = (item("a", 1), item("c", 2))
    assert marks(ABC, new) == [((), 1, 1), ((), 3, 2), ((Change.REMOVED,), 2, None)]


def test_an_added_item_moves_nobody():
    new = (item("x", 1), item("a", 2), item("b", 3), item("c", 4))
    assert marks(ABC, new)[0] == ((Change.ADDED,), None, 1)
    assert [changes for changes, *_ in marks(ABC, new)[1:]] == [(), (), ()]


def test_only_the_item_that_left_its_place_was_moved():
    new = (item("c", 1), item("a", 2), item("b", 3))
    assert [changes for changes, *_ in marks(ABC, new)] == [(Change.MOVED,), (), ()]


def test_a_changed_title_is_shown_word_by_word():
    (change,) = compare((item("a", 1, "О плане работы"),), (item("a", 1, "О плане закупок"),))
    kinds = [(run.kind, run.text) for paragraph in change.title for run in paragraph.runs]
    assert change.changes == (Change.CHANGED,)
    assert ("removed", "работы") in kinds
    assert ("added", "закупок") in kinds


def test_each_part_of_an_item_is_compared():
    old = item("a", 1, speakers=("Иванов П.И.",), report="Отчёт", proposed_decision="Принять.")
    new = replace(old, speakers=("Цой В.С.",), minutes=15, report="", proposed_decision="Нет.")
    (change,) = compare((old,), (new,))
    assert {part.part: (part.old, part.new) for part in change.parts} == {
        ItemPart.SPEAKERS: ("Иванов П.И.", "Цой В.С."),
        ItemPart.MINUTES: ("10", "15"),
        ItemPart.REPORT: ("Отчёт", ""),
        ItemPart.DECISION: ("Принять.", "Нет."),
    }


def test_a_frozen_item_comes_back_as_it_was():
    whole = item("a", 1, speakers=("Цой В.С.",), report="Отчёт", report_version=2)
    assert FrozenItem.from_json(whole.as_json()) == whole


def test_an_imported_edition_may_lack_the_later_fields():
    stored = {"number": 1, "title": "О плане", "speakers": ["Цой В.С."], "odd": 1}
    assert FrozenItem.from_json(stored) == FrozenItem(
        "1", 1, "О плане", "other", 0, speakers=("Цой В.С.",)
    )
