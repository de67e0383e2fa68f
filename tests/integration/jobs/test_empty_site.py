"""A site on which nothing has been recorded yet: its jobs have nothing to do and do not fail."""

from datetime import UTC, datetime

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
# These work with what is outside: a mail server, a scanner, a renderer.
OUTSIDE = {"files.check", "files.check_stored", "papers.render_waiting"}
OUTSIDE |= {"read-replies", "letters.bounces"}


def test_no_job_fails_before_there_is_a_council(app, session):
    jobs = {job.name: job for job in app.extensions["jobs"] if job.name not in OUTSIDE}
    assert len(jobs) > 10
    failed = {}
    for name, job in jobs.items():
        try:
            job.run(NOW)
        except Exception as error:  # noqa: BLE001 - each is named
            failed[name] = repr(error)
    assert failed == {}
