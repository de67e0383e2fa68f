"""The region's own days of the work calendar, as they are typed."""

import pytest

from core.kernel.unreadable import Unreadable
from council.membership.rules.extra_days import extra_days_text, read_extra_days

TYPED = "19.02.2027 выходной День области\n20.02.2027 рабочий за 19 февраля\n09.09.2027 выходной"


def test_days_are_read_line_by_line_and_written_as_they_were_typed():
    read = read_extra_days(TYPED)
    assert [(each["day"], each["title"], each["working"]) for each in read] == [
        ("2027-02-19", "День области", False),
        ("2027-02-20", "за 19 февраля", True),
        ("2027-09-09", "", False),
    ]
    assert extra_days_text(read) == TYPED


def test_other_spellings_and_orders_mean_the_same():
    typed = "2027-09-09  Нерабочий\n\n 20/02/27 working за 19 февраля\n19.02.2027 OFF День области"
    assert extra_days_text(read_extra_days(typed)) == TYPED


@pytest.mark.parametrize(
    ("line", "code"),
    (
        ("19.02.2027", "extra_day"),
        ("19.02.2027 праздник", "extra_day"),
        ("30.02.2027 выходной", "date_impossible"),
        ("19.02.2027 выходной\n2027-02-19 рабочий", "day_twice"),
    ),
)
def test_what_cannot_be_meant_is_refused_with_its_reason(line, code):
    with pytest.raises(Unreadable) as refused:
        read_extra_days(line)
    assert refused.value.code == code


def test_nothing_typed_is_no_day():
    assert read_extra_days(" \n") == []
    assert extra_days_text([]) == ""
