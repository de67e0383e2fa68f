"""How parallel processes share the tests out: whole files, so that none builds a world twice.

The longest files begin first; all of SQLite comes before all of PostgreSQL, as in one process.
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
POSTGRES = "@postgresql"


def place(unit):
    """Where a unit of work stands in the queue, smallest first."""
    path = unit.removesuffix(POSTGRES)
    return unit.endswith(POSTGRES), path not in LONGEST


class Files(LoadScopeScheduling):
    """A unit is a file on one database."""

    def _split_scope(self, nodeid):
        path, _, test = nodeid.partition("::")
        return path + POSTGRES if "[postgresql" in test else path

    def _assign_work_unit(self, node):
        first = min(self.workqueue, key=place)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)
