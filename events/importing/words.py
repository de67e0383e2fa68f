"""Words of the file and what they mean here."""

from events.exchanges.rules import Direction, MarkState
from events.missions.delegations.rules.members import DelegationRole
from events.programme.rules import (
    EventAction,
    EventFormat,
    EventState,
    EventType,
    OrganiserRole,
    OutcomeStage,
    RemarkState,
)
from events.timetables.rules import MeetingGrade, NextStep

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
GRADES: dict[str, tuple[MeetingGrade, NextStep]] = {
    "запрошено коммерческое предложение": (MeetingGrade.COOPERATION, NextStep.OFFER),
    "запрошен прайс-лист": (MeetingGrade.INFORMATIVE, NextStep.OFFER),
    "переговоры продолжаются": (MeetingGrade.COOPERATION, NextStep.TALKS),
    "запрошены образцы": (MeetingGrade.COOPERATION, NextStep.SAMPLES),
    "договорённость о пробной партии": (MeetingGrade.COOPERATION, NextStep.SAMPLES),
    "протокол о намерениях": (MeetingGrade.COOPERATION, NextStep.INTENT),
    "контракт": (MeetingGrade.COOPERATION, NextStep.CONTRACT),
    "не заинтересованы": (MeetingGrade.NO_INTEREST, NextStep.NOTHING),
    "встреча не состоялась": (MeetingGrade.NOT_HELD, NextStep.NOTHING),
}
STAGES = {
    NextStep.NOTHING: None,
    NextStep.TALKS: OutcomeStage.CONTACT,
    NextStep.OFFER: OutcomeStage.CONTACT,
    NextStep.SAMPLES: OutcomeStage.SAMPLES,
    NextStep.INTENT: OutcomeStage.LETTER_OF_INTENT,
    NextStep.CONTRACT: OutcomeStage.CONTRACT,
}
NEGOTIATED = {words: STAGES[step] for words, (_, step) in GRADES.items()}
NEGOTIATION_HALL = "Зал переговоров"
DELEGATION_ROLES = {
    "глава делегации": DelegationRole.HEAD,
    "заместитель главы делегации": DelegationRole.DEPUTY,
    "руководитель группы": DelegationRole.STAFF,
    "сопровождающий": DelegationRole.STAFF,
    "переводчик": DelegationRole.INTERPRETER,
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
