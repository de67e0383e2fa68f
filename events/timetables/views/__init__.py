"""The addresses of timetables: the personal page of a participant, the working pages."""

from events.timetables.views.desk import blueprint as timetables
from events.timetables.views.own import blueprint as timetable

__all__ = ["timetable", "timetables"]
