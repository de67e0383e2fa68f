"""Signed minutes name who carries an assignment out, and what the hall left out."""

from dataclasses import replace

import pytest

from council.meetings.rules.kinds import DecisionKind
from council.minutes.rules import MinutesForm, PartKind
from council.minutes.rules.drafting import Decision, LeftOut, Party
from council.minutes.rules.drafting.addressing import addressed
from tests.unit.minutes.sample import people
from tests.unit.minutes.test_drafting import NBSP, SESSION, lines, text_of

ASSIGNMENT = DecisionKind.ASSIGNMENT
MINISTRY = Party.typed("Министерство экономического развития области")


def said(text, *executors, kind=ASSIGNMENT):
    return addressed(Decision("7.2", text, kind, executors=executors)).replace(NBSP, " ")


def test_an_assignment_without_its_addressee_is_addressed_in_the_dative():
    assert said("Подготовить каталог", people()["m10"]) == "Мельгуновой О.Д. подготовить каталог."


def test_those_who_work_with_the_first_are_named_too():
    executors = (people()["m10"], people()["m11"])

    assert said("Подготовить каталог", *executors) == (
        "Мельгуновой О.Д. совместно с Шубиным А.В. подготовить каталог."
    )


def test_an_organisation_without_case_forms_is_named_after_the_text():
    assert said("Подготовить каталог", MINISTRY) == (
        "Подготовить каталог. Исполнитель – Министерство экономического развития области."
    )
    assert said("Подготовить каталог", MINISTRY, people()["m10"]).endswith(
        "Исполнители – Министерство экономического развития области, Мельгунова О.Д."
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    (
        ("Министерству (Рябининой Е.П.) подготовить каталог", ASSIGNMENT),
        ("Подготовить каталог", DecisionKind.DECISION),
        ("Рекомендовать центру подготовить каталог", DecisionKind.RECOMMENDATION),
    ),
)
def test_other_wordings_stand_as_they_were_written(text, kind):
    assert said(text, people()["m10"], kind=kind) == f"{text}."


def test_the_full_form_addresses_its_assignments():
    decision = Decision("7.2", "Подготовить каталог", ASSIGNMENT, executors=(people()["m10"],))

    assert "7.2. Мельгуновой О.Д. подготовить каталог." in lines(decisions=(decision,))


@pytest.mark.parametrize("form", tuple(MinutesForm))
def test_what_the_hall_left_out_stands_in_the_minutes_with_its_reason(form):
    left_out = (LeftOut(3, "Об утверждении плана", "докладчик болен"),)
    session = replace(SESSION, left_out=left_out)

    assert "3. Об утверждении плана. Причина: докладчик болен." in text_of(
        session, PartKind.AGENDA, form
    )
    assert "НЕ РАССМАТРИВАЛИСЬ" not in text_of(SESSION, PartKind.AGENDA, form)
