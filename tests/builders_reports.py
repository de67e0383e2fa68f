"""Reports in every state of their life, made by the services that people use."""

from uuid import uuid4

from core.adapters import files
from council.reports import queries, services
from council.reports.models import Report
from council.reports.rules import ReportAction, ReportKind
from council.reports.rules.periods import half_year_of
from council.reports.services import Draft, NewReport, Verdict
from tests.signing import decide_report

TEXT = "# 1. Исполнение мероприятий\n\nИз 32 мероприятий исполнено 29, что составляет 90,6 %.\n"
REWORKED = (
    "# 1. Исполнение мероприятий\n\nИз 32 мероприятий исполнено 27, что составляет 84,4 %.\n\n"
    "Не проведены два семинара.\n"
)
REMARKS = "По мероприятию 3.4 не указан фактический результат."
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


class Reports:
    """Begins, submits, returns and approves reports of one council at the builder's moment."""

    def __init__(self, build, council):
        self.build, self.council, self.now = build, council, build.now

    def viewer(self, person):
        return self.build.viewer(person)

    def draft(self, author=None, *, kind=ReportKind.COORDINATOR, text=TEXT, uploads=(), title=""):
        author = author or self.council.coordinator
        new = NewReport(
            id=uuid4(),
            body_id=self.council.body.id,
            kind=kind,
            title=title or "Отчёт РОИВ-координатора за II полугодие 2026 года",
            period=half_year_of(self.now.date()),
        )
        services.create_report(new, actor=self.viewer(author), now=self.now)
        self.save(new.id, text, author, uploads=uploads)
        return new.id

    def save(self, report_id, text, author=None, *, uploads=()):
        row = queries.get_report(report_id)
        draft = Draft(row.revision, row.title, text, uploads)
        author = author or self.council.coordinator
        services.save_draft(report_id, draft, actor=self.viewer(author), now=self.now)

    def hand_in(self, report_id, author=None, *, note=""):
        row = queries.get_report(report_id)
        author = author or self.council.coordinator
        return services.submit_report(
            report_id, row.revision, note, actor=self.viewer(author), now=self.now
        )

    def submitted(self, author=None, **values):
        report_id = self.draft(author, **values)
        self.hand_in(report_id, author)
        return report_id

    def presented(self, **values):
        return self.submitted(kind=ReportKind.INFRASTRUCTURE, **values)

    def verdict(self, report_id, action=ReportAction.APPROVE, remarks=""):
        version = queries.list_versions(report_id)[-1]
        return Verdict(action, version.number, version.sha256, remarks)

    def decide(self, report_id, action=ReportAction.APPROVE, remarks="", *, by=None):
        verdict = self.verdict(report_id, action, remarks)
        actor = self.viewer(by or self.council.deputy)
        decide_report(report_id, verdict, actor=actor, now=self.now)

    def returned(self, **values):
        report_id = self.submitted(**values)
        self.decide(report_id, ReportAction.RETURN, REMARKS)
        return report_id

    def approved(self, **values):
        report_id = self.submitted(**values)
        self.decide(report_id)
        return report_id

    def resubmitted(self, report_id, text=REWORKED, *, uploads=()):
        self.save(report_id, text, uploads=uploads)
        return self.hand_in(report_id, note="Замечания учтены.")

    def revise(self, report_id, author=None):
        actor = self.viewer(author or self.council.coordinator)
        services.revise_report(report_id, actor=actor, now=self.now)

    def row(self, report_id):
        return queries.get_report(report_id)

    def record(self, report_id):
        """The stored record, read anew."""
        self.build.session.expire_all()
        return self.build.session.get(Report, report_id)


def pdf(name="Приложение.pdf", content=PDF):
    return files.checked(name, content)
