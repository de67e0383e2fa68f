"""Who runs as whom, and that a failure of the server is a find whatever the scanner says."""

from argparse import Namespace

from tools.scan import SCANNERS, rounds_of
from tools.scanners.answers import Answers, Counted


def options(**chosen):
    return Namespace(**{"only": None, "roles": None, "site": None} | chosen)


def test_whoever_is_asked_for_runs_every_scanner():
    """Also a role that the table leaves out."""
    for role in ("deputy", "member"):
        found = rounds_of(options(roles=[role]))
        assert {(one.scanner, one.role) for one in found} == {(name, role) for name in SCANNERS}


def test_one_scanner_runs_as_several_roles_at_the_site_that_is_asked_for():
    found = rounds_of(options(only=["forms"], site="demonstration"))
    assert len(found) > 1
    assert {(one.scanner, one.site) for one in found} == {("forms", "demonstration")}


def test_failures_of_the_server_are_told_and_that_it_is_not_ready_is_none(tmp_path):
    statuses = {"/": "200 OK", "/desk/": "500 Sorry", "/readyz": "503 Wait"}
    counted = Counted(lambda environ, start: start(statuses[environ["PATH_INFO"]], []) or [])
    for path in (*statuses, "/"):
        counted({"PATH_INFO": path, "REQUEST_METHOD": "GET"}, lambda *_told: None)
    counted.write(tmp_path / "told.json")
    answers = Answers({}, [])
    answers.read(tmp_path / "told.json")
    assert answers.failed == ["500 GET /desk/"]
    assert answers.line == "200 × 2, 500 × 1, 503 × 1"


def test_a_server_that_told_nothing_is_a_find(tmp_path):
    answers = Answers({}, [])
    answers.read(tmp_path / "none.json")
    assert answers.failed
