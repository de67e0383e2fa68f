"""Words of the file and what they mean here."""

from events.exchanges.rules import Direction, MarkState
from events.programme.rules import (
    EventAction,
    EventFormat,
    EventState,
    EventType,
    OrganiserRole,
    OutcomeStage,
    RemarkState,
)

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
NEGOTIATED: dict[str, OutcomeStage | None] = {
    "запрошено коммерческое предложение": OutcomeStage.CONTACT,
    "запрошен прайс-лист": OutcomeStage.CONTACT,
    "переговоры продолжаются": OutcomeStage.CONTACT,
    "запрошены образцы": OutcomeStage.SAMPLES,
    "договорённость о пробной партии": OutcomeStage.SAMPLES,
    "протокол о намерениях": OutcomeStage.LETTER_OF_INTENT,
    "контракт": OutcomeStage.CONTRACT,
    "не заинтересованы": None,
    "встреча не состоялась": None,
}
ROLES = {
    "организатор": OrganiserRole.ORGANISER,
    "соорганизатор": OrganiserRole.CO_ORGANISER,
    "при поддержке": OrganiserRole.SUPPORT,
}
REMARKS = {
    "не начато": RemarkState.OPEN,
    "в работе": RemarkState.IN_WORK,
    "устранено": RemarkState.MET,
}
IN_FORCE = "действует"
DIRECTIONS = {"приём делегации": Direction.IN, "выезд делегации": Direction.OUT}
MARKS = {
    "исполнено": MarkState.DONE,
    "на контроле": MarkState.OPEN,
    "не исполнено": MarkState.OPEN,
}
