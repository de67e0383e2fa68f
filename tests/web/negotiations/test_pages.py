"""Every page of a schedule opens, whatever the schedule has come to."""

import pytest

from tests.builders_negotiations import pages_of


@pytest.mark.parametrize("state", ("begun", "peopled", "closed", "solved", "published"))
def test_every_page_of_a_schedule_opens(coordinator, negotiations, state):
    made = getattr(negotiations, state)()
    schedule_id = made if state == "begun" else made[0]
    for path in ["/desk/negotiations/", *pages_of(schedule_id)]:
        assert coordinator.get(path).status_code == 200, path
