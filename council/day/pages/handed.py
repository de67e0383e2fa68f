"""What parts above the council add to the day: lines of the year, sections of tasks."""

from dataclasses import dataclass

from council.day.pages.lines import Section
from council.day.pages.year import YearLine


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Empty where it is not the person's matter."""

    year: tuple[YearLine, ...] = ()
    sections: tuple[Section, ...] = ()
