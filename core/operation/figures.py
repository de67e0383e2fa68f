"""Figures that the database knows, read when Prometheus asks; the same from every process."""

import shutil
from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from core.adapters.asking import Unanswered, within
from core.adapters.clock import now
from core.adapters.file_checks import CheckState, count_checks
from core.config import Settings
from core.letters.queries.outbox import standing
from core.operation import queries
from core.operation.readiness import present_faults
from core.operation.rules import BACKUP_JOB, VERIFY_JOB, age

SECONDS = 5.0


class DatabaseFigures(Collector):
    """Asks for all figures at once; without an answer only that there is none is told."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        disk = shutil.disk_usage(self.settings.data_dir)
        yield gauge("disk_free_bytes", "Free space where files lie", disk.free)
        yield gauge("disk_size_bytes", "All space where files lie", disk.total)
        try:
            found = within(SECONDS, read_all)
        except Unanswered:
            yield gauge("database_up", "Whether the database answers", 0)
            yield gauge("ready", "What /readyz says", 0)
            return
        yield gauge("database_up", "Whether the database answers", 1)
        yield gauge("ready", "What /readyz says", int(not present_faults(self.settings)))
        yield from found


def gauge(name: str, told: str, value: float | None) -> GaugeMetricFamily:
    """One figure; without a value the series is absent, which alarms can tell from nought."""
    family = GaugeMetricFamily(f"council_{name}", told)
    if value is not None:
        family.add_metric([], value)
    return family


def read_all() -> list[Metric]:
    moment = now()
    outbox, papers = standing(), queries.read_papers()
    return [
        gauge("letters_waiting", "Letters that wait or are put off", outbox.waiting),
        gauge("letters_oldest_seconds", "The longest wait", age(outbox.oldest, moment) or 0),
        gauge("letters_failed", "Letters given up", outbox.failed),
        gauge("papers_waiting", "Papers that wait for the renderer", papers.waiting),
        gauge("papers_oldest_seconds", "The longest wait", age(papers.oldest, moment) or 0),
        gauge("papers_unmade", "Papers that could not be made", papers.failed),
        *figures_of_checks(moment),
        gauge("journal_seq", "Number of the last entry", queries.read_journal_seq()),
        gauge("reminders_late", "Reminders overdue", queries.count_late_reminders(moment)),
        *figures_of_runs(),
    ]


def figures_of_checks(moment: datetime) -> list[Metric]:
    """Uploads that the scanner for malware has not seen yet, and those in which it found some."""
    waiting, oldest = count_checks(CheckState.WAITING)
    infected, _since = count_checks(CheckState.INFECTED)
    return [
        gauge("files_unchecked", "Uploads that wait for the scanner", waiting),
        gauge("files_unchecked_oldest_seconds", "The longest wait", age(oldest, moment) or 0),
        gauge("files_infected", "Uploads in which malware was found", infected),
    ]


def figures_of_runs() -> list[Metric]:
    """The age of each job's last success, of the last backup, and whether the journal held."""
    moment = now()
    ages = GaugeMetricFamily("council_job_age_seconds", "Since the last run", labels=["job"])
    failed = GaugeMetricFamily("council_job_failed", "Whether it went wrong", labels=["job"])
    backup = verified = None
    for run in queries.list_runs():
        ages.add_metric([run.name], age(run.ran_at, moment) or 0)
        failed.add_metric([run.name], int(run.has_failed))
        if run.name == BACKUP_JOB:
            backup = age(run.succeeded_at, moment)
        if run.name == VERIFY_JOB:
            verified = int(not run.has_failed)
    return [
        ages,
        failed,
        gauge("backup_age_seconds", "Since the last good backup", backup),
        gauge("journal_verified", "Whether the last check of the journal held", verified),
    ]


def registry_of(settings: Settings) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(DatabaseFigures(settings))
    return registry
