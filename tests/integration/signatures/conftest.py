"""A report that waits for the deputy chair, and the act that signs its approval."""

import pytest

from core.signatures.rules import Decision, Signed
from council.reports.services.deciding import act_of

TEXT = "Текст отчёта.".encode()
SIGNED = Signed("Отчёт", TEXT, Decision.APPROVE, "заместитель председателя", "И.С. Долматова")


@pytest.fixture
def deputy(build, council):
    return build.viewer(council.deputy)


@pytest.fixture
def act(reports):
    report_id = reports.submitted()
    return act_of(report_id, reports.verdict(report_id))
