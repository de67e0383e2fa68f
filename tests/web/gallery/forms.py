"""A form with one field of every kind."""

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FieldList,
    FileField,
    FormField,
    IntegerField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.form import Form
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from core.adapters.forms import BaseForm

NEEDED = [InputRequired("Заполните поле.")]
CHOICES = [SelectChoice("approve", "Согласовать"), SelectChoice("return", "Вернуть с замечаниями")]
KINDS = [SelectChoice("", "Выберите"), SelectChoice("regular", "очередное")]
GROUPS = [SelectChoice("a", "Логистика"), SelectChoice("b", "Подготовка кадров")]


class PartForm(Form):
    count = IntegerField("Число", NEEDED)


class SampleForm(BaseForm):
    title = StringField("Название", NEEDED, description="Как в приказе")
    email = EmailField("Электронная почта", NEEDED)
    seats = IntegerField("Места для гостей", NEEDED)
    day = DateField("Дата заседания", NEEDED)
    time = TimeField("Время", NEEDED)
    remarks = TextAreaField("Замечания", NEEDED)
    kind = SelectField("Вид", NEEDED, choices=KINDS)
    decision = RadioField("Решение", NEEDED, choices=CHOICES)
    groups = SelectMultipleField(
        "Рабочие группы",
        NEEDED,
        choices=GROUPS,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    consent = BooleanField("Согласие на обработку персональных данных", NEEDED)
    password = PasswordField("Пароль", NEEDED)
    file = FileField("Файл", NEEDED)
    files = MultipleFileField("Материалы", NEEDED)
    part = FormField(PartForm, "Часть")
    several = FieldList(StringField("Строка", NEEDED), min_entries=2)
