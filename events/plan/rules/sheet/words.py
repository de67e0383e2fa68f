"""The headings and words that the table of a plan may hold; Russian, as the official plan. Pure.

Source: DOMAIN.md § 2.5.
"""

from events.programme.rules import EventFormat, EventType

HEADINGS = {
    "number": ("№ п/п", "№", "номер"),
    "name": ("наименование мероприятия", "наименование", "мероприятие"),
    "type": ("тип", "вид мероприятия", "тип мероприятия"),
    "country": ("страна",),
    "city": ("город", "город, место проведения", "место проведения"),
    "starts_on": ("дата начала", "начало", "срок начала"),
    "ends_on": ("дата окончания", "окончание", "срок окончания"),
    "month": ("месяц",),
    "format": ("формат",),
    "remote_reason": ("причина дистанционного формата",),
    "sectors": ("отрасль", "отрасли"),
    "participants": ("планируемое число участников", "число участников", "участники"),
    "responsible": ("ответственный исполнитель", "ответственный"),
    "co_executors": ("соисполнители", "соисполнитель"),
    "trade_mission": ("привлечение торгпредства", "торгпредство"),
    "rec_office": ("привлечение рэц", "рэц"),
    "money": ("объём финансирования, тыс. руб.", "финансирование, тыс. руб."),
    "source": ("источник", "источник финансирования"),
    "expected_result": ("ожидаемый результат",),
}
NEEDED = ("name", "type", "country", "responsible")
# Written by the system and never read: what became of the event.
WRITTEN_ONLY = ("состояние", "статус", "отметка об исполнении", "итог")
TYPE_WORDS = {
    "1": EventType.MISSION,
    "2": EventType.BUYERS,
    "3": EventType.EXHIBITION,
}
FORMATS = {
    "": EventFormat.IN_PERSON,
    "очный": EventFormat.IN_PERSON,
    "дистанционный": EventFormat.REMOTE,
    "смешанный": EventFormat.MIXED,
}
MONTHS = (
    *("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь"),
    *("октябрь", "ноябрь", "декабрь"),
)
FLAGS = {"": False, "нет": False, "–": False, "-": False, "да": True, "+": True}
