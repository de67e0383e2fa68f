"""Dates, numbers and signs as Russian offices write them (DOMAIN § 2.8).

The module as a whole is a `Language`: it has the same functions as `core.kernel.english`.
"""

from core.kernel.russian.dates import (
    date_brief,
    date_long,
    date_short,
    date_time,
    date_with_weekday,
    half_year,
    month_short,
    month_year,
    period,
    period_brief,
    quarter,
    time_of_day,
    weekday,
    weekday_short,
)
from core.kernel.russian.numbers import (
    counted,
    file_size,
    listing,
    money_thousand,
    number,
    number_sign,
    percent_floor,
    plural,
)

__all__ = [
    "counted",
    "date_brief",
    "date_long",
    "date_short",
    "date_time",
    "date_with_weekday",
    "file_size",
    "half_year",
    "listing",
    "money_thousand",
    "month_short",
    "month_year",
    "number",
    "number_sign",
    "percent_floor",
    "period",
    "period_brief",
    "plural",
    "quarter",
    "time_of_day",
    "weekday",
    "weekday_short",
]
