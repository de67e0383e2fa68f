"""Words of the file and what they mean here."""

from events.programme.rules import EventAction, EventFormat, EventState, EventType

TYPES = {
    "международная бизнес-миссия (визит)": EventType.MISSION,
    "привлечение иностранных покупателей": EventType.BUYERS,
    "международное выставочно-ярмарочное мероприятие": EventType.EXHIBITION,
}
FORMATS = {
    "очный": EventFormat.IN_PERSON,
    "дистанционный": EventFormat.REMOTE,
    "смешанный": EventFormat.MIXED,
}
STATES = {
    "запланировано": EventState.PLANNED,
    "перенесено": EventState.MOVED,
    "проведено": EventState.HELD,
    "отменено": EventState.CANCELLED,
    "не проведено": EventState.CANCELLED,
    "исключено из плана": EventState.CANCELLED,
}
LAST_STEPS = {
    EventState.MOVED: EventAction.MOVE,
    EventState.HELD: EventAction.HOLD,
    EventState.REPORTED: EventAction.PUBLISH_REPORT,
    EventState.CANCELLED: EventAction.CANCEL,
}
PUBLISHED = "отчёт утверждён и опубликован"
