"""What this process counts for Prometheus; several processes share PROMETHEUS_MULTIPROC_DIR.

Names and labels only: nothing here holds an id, an address or a name of anybody.
"""

import os

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    multiprocess,
)

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # read by the library itself when it is loaded
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]
REQUESTS = Counter(
    "council_requests", "Answers by route template and status", ("method", "route", "status")
)
REQUEST_SECONDS = Histogram(
    "council_request_seconds", "Time of answers by route template", ("route",), buckets=SECONDS
)
DATABASE_ERRORS = Counter("council_database_errors", "Requests that the database did not serve")
SIGN_INS_FAILED = Counter("council_sign_ins_failed", "Wrong passwords and unknown addresses")
TOO_MANY = Counter("council_too_many_requests", "Answers 429")
PAPER_SECONDS = Histogram(
    "council_paper_seconds", "Time of rendering a paper", ("work",), buckets=SECONDS
)
PAPERS_FAILED = Counter("council_papers_failed", "Renderings that failed", ("work",))
FROM_REPLICA = Counter("council_replica_requests", "Public answers read from the replica")
REPLICA_FAILURES = Counter("council_replica_failures", "Requests that fell back to the primary")


def whole_registry() -> CollectorRegistry:
    """The counts of all processes that share a folder, else those of this process."""
    if SHARED not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
