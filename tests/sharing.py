"""How parallel processes share the tests out: the longest begin first.

Files stay whole, so that none builds a world twice; all of SQLite comes before all of PostgreSQL,
as in one process. Journeys share nothing and go one by one.
"""

from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    "tests/web/test_bad_input.py",
    "tests/attacks/test_poisoned_world.py",
    "tests/rendering/test_every_document.py",
    "tests/integration/reminders/test_clock.py",
    "tests/integration/missions/test_crowd.py",
    "tests/integration/jobs/test_election.py",
)
LONGEST_JOURNEYS = (
    "test_main_story.py::test_a_report_goes_all_the_way",
    "test_plan.py",
    "test_company.py",
    "test_founding.py",
    "test_calendars.py",
    "test_reminders.py",
    "test_display.py",
)
POSTGRES = "@postgresql"


def place(unit):
    """Where a unit of work stands in the queue, smallest first."""
    path = unit.removesuffix(POSTGRES)
    return unit.endswith(POSTGRES), path not in LONGEST


def place_of_journey(nodeid):
    """Longest first; what is not named comes last."""
    found = (at for at, name in enumerate(LONGEST_JOURNEYS) if name in nodeid)
    return next(found, len(LONGEST_JOURNEYS))


class Files(LoadScopeScheduling):
    """A unit is a file on one database."""

    place = staticmethod(place)

    def _split_scope(self, nodeid):
        path, _, test = nodeid.partition("::")
        return path + POSTGRES if "[postgresql" in test else path

    def _assign_work_unit(self, node):
        first = min(self.workqueue, key=self.place)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


class Journeys(Files):
    """A unit is one journey."""

    place = staticmethod(place_of_journey)

    def _split_scope(self, nodeid):
        return nodeid
