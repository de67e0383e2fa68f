"""The Russian words of the file and what they mean here. Pure."""

from council.meetings.rules.kinds import DecisionKind, DueKind, MeetingForm, MeetingKind
from council.membership.rules import Category, Gender, Office
from council.membership.rules.procedure import Initiator
from council.reports.rules import ReportKind

GENDERS = {"м": Gender.MALE, "ж": Gender.FEMALE}
CATEGORIES = {
    "орган власти": Category.EXECUTIVE_BODY,
    "орган власти (РОИВ-координатор)": Category.EXECUTIVE_BODY,
    "РЭЦ": Category.REC,
    "институт развития": Category.DEVELOPMENT_INSTITUTE,
    "инфраструктура поддержки предпринимательства": Category.SUPPORT_INFRASTRUCTURE,
    "центр поддержки экспорта": Category.EXPORT_SUPPORT_CENTRE,
    "объединение предпринимателей": Category.BUSINESS_ASSOCIATION,
    "отраслевой союз": Category.SECTOR_UNION,
    "образовательная организация": Category.EDUCATION,
    "орган местного самоуправления": Category.MUNICIPALITY,
    "действующий экспортёр": Category.EXPORTER,
    "действующий экспортёр услуг": Category.EXPORTER,
    "субъект предпринимательства, планирующий экспорт": Category.FUTURE_EXPORTER,
    "секретариат": Category.SECRETARIAT,
}
# The category alone tells who prepares reports in the sample's region.
OFFICES_BY_CATEGORY = {
    "орган власти (РОИВ-координатор)": Office.COORDINATOR,
    "центр поддержки экспорта": Office.REPORTER,
}
DEPUTY = "заместитель председателя Совета от предпринимательского сообщества"
ROLES = {
    "председатель Совета": Office.CHAIR,
    "секретарь Совета": Office.SECRETARY,
    DEPUTY: None,  # elected, see the meetings
    "член Совета": None,
}
MEETING_KINDS = {
    "установочное": MeetingKind.FOUNDING,
    "очередное": MeetingKind.REGULAR,
    "внеочередное": MeetingKind.EXTRAORDINARY,
    "выездное": MeetingKind.OFF_SITE,
    "расширенное": MeetingKind.EXTENDED,
}
FORMS = {
    "очное": MeetingForm.IN_PERSON,
    "ВКС": MeetingForm.VIDEO,
    "смешанное": MeetingForm.MIXED,
    "заочное": MeetingForm.ABSENTEE,
}
DECISION_KINDS = {
    "решение": DecisionKind.DECISION,
    "поручение": DecisionKind.ASSIGNMENT,
    "рекомендация": DecisionKind.RECOMMENDATION,
    "предложение": DecisionKind.PROPOSAL,
}
DUE_WORDS = {
    "постоянно": DueKind.ALWAYS,
    "ежеквартально": DueKind.QUARTERLY,
    "к следующему заседанию": DueKind.NEXT_MEETING,
}
REPORT_KINDS = {
    "отчёт РОИВ-координатора": ReportKind.COORDINATOR,
    "отчёт о реализации Региональной программы": ReportKind.PROGRAMME,
    "отчёт инфраструктуры поддержки экспорта": ReportKind.INFRASTRUCTURE,
    "промежуточный отчёт": ReportKind.INTERIM,
}
MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
    "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
SETTINGS = {
    "min_meetings_first_year": "meetings_first_year",
    "min_meetings_next_years": "meetings_later_years",
    "absentee_counts_as_meeting": "absentee_counts",
    "substitution_allowed": "substitution_allowed",
    "agenda_proposals_working_days_before": "agenda_proposal_days",
    "notice_working_days_before": "notice_days",
    "materials_working_days_before": "materials_days",
    "attendance_confirmation_working_days_before": "answer_days",
    "visitors_application_working_days_before": "visitor_days",
    "minutes_signing_working_days_after": "signing_days",
    "minutes_publication_working_days_after_signing": "publication_days",
    "absentee_min_working_days": "absentee_days",
    "deputy_chair_review_working_days": "review_days",
    "event_report_working_days_after": "event_report_days",
    "dissent_days_after": "dissent_days",
    "secretary_votes": "secretary_votes",
}
# Rules that the file states in words: the only wording known, and the setting it stands for.
WORDED_SETTINGS = {
    "quorum_rule": (
        "quorum",
        {"более половины членов с правом решающего голоса": "more_than_half"},
    ),
    "casting_vote": (
        "casting_vote",
        {"председательствующий": "presiding", "председатель": "chair_of_the_body"},
    ),
    "majority_rule": (
        "majority",
        {
            "простое большинство присутствующих": "of_present",
            "простое большинство членов с правом решающего голоса": "of_all_voting",
        },
    ),
    "absentee_quorum_rule": (
        "absentee_quorum",
        {"более половины членов представили опросные листы": "more_than_half"},
    ),
}
INITIATORS = {
    "председатель": Initiator.CHAIR,
    "заместитель председателя": Initiator.DEPUTY_CHAIR,
    "президиум": Initiator.PRESIDIUM,
    "не менее 1/3 членов": Initiator.THIRD,
}
