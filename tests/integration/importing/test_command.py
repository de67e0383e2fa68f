"""`flask --app wsgi import-region FILE`: what it says, where it says it, and how it ends."""

import pytest
import yaml
from sqlalchemy import select

from core.region.models import Region
from tests.integration.importing.test_sample import sample


@pytest.fixture
def bring_in(app, session, tmp_path):
    """Run the command on a file with this content: the region of the sample, changed."""
    file = tmp_path / "region.yaml"

    def run(**changes):
        kept = {name: sample()[name] for name in ("meta", "regulation")}
        content = {**kept, "region": {**sample()["region"], **changes}}
        file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return app.test_cli_runner().invoke(args=["import-region", str(file)])

    return run


def test_the_first_run_tells_what_it_added_the_second_that_nothing_is_left(bring_in):
    first = bring_in()
    assert (first.exit_code, first.stderr) == (0, "")
    assert "region: 1 added\n" in first.stdout
    assert "passed over: meta\n" in first.stdout
    again = bring_in()
    assert again.exit_code == 0
    assert again.stdout.startswith("Nothing to add: everything in the file is there already.\n")


def test_a_fault_ends_it_with_one_and_stands_with_its_path_beside_the_output(bring_in, session):
    said = bring_in(timezone="Asia/Nowhere")
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr == (
        "region.timezone: 'Asia/Nowhere' is no time zone\nNothing was imported: 1 faults.\n"
    )
    assert session.scalars(select(Region)).first() is None


def test_what_is_no_yaml_is_refused_without_a_trace_of_the_program(app, session, tmp_path):
    file = tmp_path / "region.yaml"
    file.write_text("region: [", encoding="utf-8")
    said = app.test_cli_runner().invoke(args=["import-region", str(file)])
    assert (said.exit_code, said.stdout) == (1, "")
    assert said.stderr.startswith("Error: ")
