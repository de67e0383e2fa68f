"""What every form does with what was typed, before any of its fields looks at it."""

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import FieldList, Form, FormField, StringField

from core.adapters.forms import BaseForm

TURNED = "\u202eвоназ\u202c Ив\u2066ан\u2069ов\u200e"
STRAIGHT = "воназ Иванов\u200e"


class LineForm(Form):
    name = StringField()


class PeopleForm(BaseForm):
    name = StringField()
    others = FieldList(StringField())
    lines = FieldList(FormField(LineForm))


def test_signs_that_turn_letters_round_are_taken_out_of_every_field():
    """A mark of direction between two words (U+200E) turns nothing and stays."""
    typed = MultiDict({"name": TURNED, "others-0": TURNED, "lines-0-name": TURNED})
    form = PeopleForm(typed)
    assert form.data == {
        "name": STRAIGHT,
        "others": [STRAIGHT],
        "lines": [{"name": STRAIGHT}],
    }
    assert typed["name"] == TURNED


def test_a_file_among_what_is_typed_stays_what_it_is():
    file = FileStorage(filename="a.pdf")
    form = PeopleForm(MultiDict([("name", TURNED), ("others-0", file)]))
    assert form.others.data == [file]


def test_a_form_that_nobody_sent_is_empty():
    assert PeopleForm(None).name.data is None
