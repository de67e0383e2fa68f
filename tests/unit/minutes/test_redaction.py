"""No published text names a person who must not be named, in any case form or order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.kernel.names import PersonName, parse_full_name
from council.membership.rules import Gender
from council.minutes.rules import PartKind
from council.minutes.rules.redaction import (
    BUSINESS,
    ITEM_LEFT_OUT,
    LEFT_OUT,
    MEMBER,
    Hidden,
    SignedPart,
    all_masked,
    public_minutes,
    with_body,
)
from council.minutes.rules.surnames import concerned
from tests.unit.minutes.sample import full_minutes_of_sample, sample

NBSP = "\u00a0"


def hidden(full_name, genitive="", dative="", instrumental="", gender=None):
    return Hidden(parse_full_name(full_name), BUSINESS, gender, genitive, dative, instrumental)


SHEVCHUK = hidden(
    "Шевчук Роман Олегович", "Шевчука Р.О.", "Шевчуку Р.О.", "Шевчуком Р.О.", Gender.MALE
)
# Every form that grammar knows of names whose declension is hard; accusative and prepositional too.
FORMS = {
    "Шевчук Роман Олегович": "Шевчук Шевчука Шевчуку Шевчуком Шевчуке",
    "Гончарук Нина Вадимовна": "Гончарук",
    "Соловей Игорь Кириллович": "Соловей Соловья Соловью Соловьём Соловьем Соловье Соловея Соловею",
    "Льняных Дарья Кирилловна": "Льняных",
    "Цой Вера Сановна": "Цой Цоя Цою Цоем Цое",
    "Мостовая Злата Эдуардовна": "Мостовая Мостовой Мостовую Мостовою",
    "Рубежной Константин Ильич": "Рубежной Рубежного Рубежному Рубежным Рубежном",
    "Ахметзянова Лилия Рашидовна": "Ахметзянова Ахметзяновой Ахметзянову Ахметзяновою",
    "Кравец Лев Олегович": "Кравец Кравца Кравцу Кравцом Кравце",
    "Шевчёнок Пётр Ильич": "Шевчёнок Шевченок Шевчёнка Шевченку Шевчёнком",
    "Лебедь Павел Ильич": "Лебедь Лебедя Лебедю Лебедем Лебеде",
    "Ли Вэй": "Ли",
    "Дюма Анна Ивановна": "Дюма Дюмы Дюме Дюму Дюмой",
    "Римский-Корсаков Олег Ильич": "Римский-Корсаков Римского-Корсакова Римскому-Корсакову",
    "Мороз Никита Ильич": "Мороз Мороза Морозу Морозом Морозе",
    "Гасанов Эльдар Рашид оглы": "Гасанов Гасанова Гасанову Гасановым Гасанове",
    "фон Дервиз Карл Ильич": "фон\u00a0Дервиз фон\u00a0Дервиза Фон\u00a0Дервизу",
}
ALL_FORMS = [(name, form) for name, forms in FORMS.items() for form in forms.split(" ")]
WRITTEN = ("%s", "%s %i", "%s\u00a0%i", "%s%i", "%i %s", "%i\u00a0%s", "%s %f", "%f %s", "(%s %i)")


def written(pattern, name, form):
    initials = PersonName(*parts(name)).initials
    given = " ".join(part for part in parts(name)[1:] if part)
    return pattern.replace("%s", form).replace("%i", initials).replace("%f", given)


def parts(full_name):
    name = parse_full_name(full_name)
    return name.surname, name.given, name.patronymic


def public(text, *people, kind=PartKind.ITEM, named=()):
    return public_minutes([SignedPart(kind, text)], people, named).text


@pytest.mark.parametrize(("name", "form"), ALL_FORMS)
@pytest.mark.parametrize("pattern", WRITTEN)
def test_a_hidden_name_is_found_in_every_form_and_order(name, form, pattern):
    for text in (written(pattern, name, form), written(pattern, name, form.upper())):
        shown = public(f"Слово: {text}, далее", hidden(name))
        assert form.casefold() not in shown.casefold()
        assert initials_of(name) not in shown
        assert "представител" in shown


def initials_of(name):
    return PersonName(*parts(name)).initials


FILLERS = st.sampled_from(
    ["Рекомендовать", "поддержал", "проект", "–", ".", ",", "(", ")", "«Мороз»", "\n", "г. Ташкент"]
)
NAMED = st.builds(
    lambda pair, pattern: written(pattern, *pair),
    st.sampled_from(ALL_FORMS),
    st.sampled_from(WRITTEN),
)


EVERYBODY = [hidden(name) for name in FORMS]


@settings(deadline=None)  # the first call compiles the patterns
@given(st.lists(st.one_of(FILLERS, NAMED), max_size=30))
def test_no_published_text_contains_a_hidden_surname(words):
    shown = public(" ".join(words), *EVERYBODY, kind=PartKind.ATTENDANCE).casefold()

    for _, form in ALL_FORMS:
        found = [word.strip("«»(),.") for word in shown.replace(NBSP, " ").split()]
        assert form.casefold().replace(NBSP, " ") not in found


def masked_surname(surname):
    return Hidden(PersonName(surname, "Александра", "Борисовна"), BUSINESS)


@pytest.mark.parametrize("surname", ("Ёлкин", "Ибн Али", "фон Вайß", "Соловей", "Йыıлмаз"))
@pytest.mark.parametrize("write", (str, str.upper), ids=("as written", "in capitals"))
def test_whoever_is_found_in_a_text_was_looked_for(surname, write):
    person = masked_surname(surname)
    text = f"Слушали: {write(surname)} А.Б."
    assert person.pattern.search(text)
    assert concerned([person], text) == [person]


def test_a_thousand_names_cost_a_text_no_search_that_holds_none_of_them():
    crowd = [masked_surname(f"Константинова-Преображенская-{n}") for n in range(1000)]
    text = "О выставке в Константинополе 7 и 8 февраля, докладывает Константинова."
    assert all_masked(text, crowd, ()) == text
    assert [person for person in crowd if "pattern" in vars(person)] == []


def test_the_role_stands_in_the_case_of_the_name():
    text = (
        "Шевчук Р.О. – сообщил.\nОсобое мнение Шевчука\u00a0Р.О. прилагается. "
        "Поручить Шевчуку Р.О. и совместно с Шевчуком Р.О."
    )

    assert public(text, SHEVCHUK) == (
        "Представитель субъекта предпринимательства – сообщил.\n"
        "Особое мнение представителя субъекта предпринимательства прилагается. Поручить "
        "представителю субъекта предпринимательства и совместно с "
        "представителем субъекта предпринимательства"
    )


@pytest.mark.parametrize(
    ("form", "role"),
    (
        ("Мороз", "представитель"),
        ("Мороза", "представителя"),
        ("Морозу", "представителю"),
        ("Морозом", "представителем"),
    ),
)
def test_the_case_of_a_guest_is_told_by_the_ending(form, role):
    shown = public(f"слово о {form} Н.И.", hidden("Мороз Никита Ильич", gender=Gender.MALE))

    assert shown.startswith(f"слово о {role} ")


def test_a_form_that_nothing_tells_of_a_woman_is_taken_for_the_genitive():
    woman = hidden("Долматова Ирина Сергеевна", gender=Gender.FEMALE)

    assert public("слово о Долматовой И.С.", woman).startswith("слово о представителя ")


def test_a_name_of_one_word_is_hidden_too():
    nameless = Hidden(PersonName("Сократ", ""), BUSINESS)

    assert public("Слово: Сократ, Сократу", nameless) == (
        "Слово: представитель субъекта предпринимательства, "
        "представителю субъекта предпринимательства"
    )


def test_common_words_and_longer_words_stay():
    text = "В мороз. Морозов А.А., Шевчуковский район, Морозостойкий"

    assert public(text, SHEVCHUK, hidden("Мороз Никита Ильич")) == text


def test_a_namesake_who_may_be_named_stays_and_nobody_else_does():
    petrova = hidden("Петрова Анна Ивановна")
    governor = PersonName("Петров", "Борис", "Глебович")
    text = "Петров Б.Г. и Петрова А.И., А.И. Петровой; Петровым В.В."

    shown = public(text, petrova, named=[governor])

    assert shown.startswith("Петров Б.Г. и представител")
    assert "А.И." not in shown
    assert "В.В." not in shown


ROLL = (
    "Присутствовали на открытом заседании представители субъектов предпринимательства:\n"
    "Ахметзянова Л.Р. – индивидуальный предприниматель\n"
    "Кузьмич О.П. – директор ООО «Сладкая пристань»\n"
    "Черных П.Л. – директор ООО «Лесной продукт»"
)


def test_the_roll_drops_the_posts_of_hidden_people_and_counts_them():
    people = (hidden("Ахметзянова Лилия Рашидовна"), hidden("Кузьмич Олег Петрович"))
    shown = public(ROLL, *people, kind=PartKind.ATTENDANCE)

    assert shown.split("\n")[1:] == [
        "Черных П.Л. – директор ООО «Лесной продукт»",
        f"Представитель субъекта предпринимательства – 2{NBSP}человека",
    ]


def test_one_hidden_line_is_not_counted():
    shown = public(ROLL, hidden("Кузьмич Олег Петрович"), kind=PartKind.ATTENDANCE)

    assert shown.split("\n")[-1] == "Представитель субъекта предпринимательства"
    assert "Сладкая" not in shown


def test_restricted_parts_are_left_out_and_the_text_says_so():
    parts = [
        SignedPart(PartKind.HEADING, "ПРОТОКОЛ"),
        SignedPart(PartKind.ITEM, "5. СЛУШАЛИ:\nШевчук Р.О. – тайна", is_restricted=True),
        SignedPart(PartKind.ATTACHMENTS, "Приложения: тайные", is_restricted=True),
    ]
    shown = public_minutes(parts, [SHEVCHUK])

    assert shown.text == f"ПРОТОКОЛ\n\n{ITEM_LEFT_OUT % 5}\n\n{LEFT_OUT}"
    assert (shown.parts_left_out, shown.people_left_out) == (2, 0)
    assert not shown.is_complete


def test_how_many_people_are_left_out_is_told():
    shown = public_minutes(
        [SignedPart(PartKind.ITEM, "Шевчук Р.О., Шевчуку Р.О.")],
        [SHEVCHUK, hidden("Мороз Никита Ильич")],
    )

    assert (shown.people_left_out, shown.parts_left_out) == (1, 0)


def test_nothing_to_hide_leaves_the_text_as_signed():
    for meeting in full_minutes_of_sample():
        shown = public_minutes([SignedPart(PartKind.ITEM, meeting["minutes_text"])], [])
        assert shown.text == meeting["minutes_text"]
        assert shown.is_complete


@pytest.mark.parametrize("meeting", full_minutes_of_sample(), ids=lambda meeting: meeting["id"])
def test_no_visitor_of_the_sample_is_named_if_none_may_be(meeting):
    guests = [each["full_name"] for each in meeting["visitors"]]
    text = public(meeting["minutes_text"], *map(hidden, guests))

    for guest in guests:
        assert guest.split()[0] not in text
    for member in sample()["council_members"]:
        assert text.count(member["initials_after"]) == meeting["minutes_text"].count(
            member["initials_after"]
        )


def test_a_member_of_a_working_group_is_no_member_of_the_council():
    assert with_body(MEMBER, "рабочей группы").dative == "члену рабочей группы"
