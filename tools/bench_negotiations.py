"""How dear is a large schedule of negotiations? 400 exporters x 250 buyers, 200 tables, 16 slots.

CPU time of the process, the database of SQLite included. Fails when a page needs more than a second
or a megabyte, or a buyer's lost half day moves more than 5 % of the published meetings.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools import demo
from tools.launch import ROOT, free_port

MOST_SECONDS, MOST_BYTES, MOST_MOVED = 1.0, 1_000_000, 5


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="council-negotiations-"))
    try:
        environ = demo.prepare(folder, free_port()) | {"LOG_LEVEL": "WARNING"}
        command = [sys.executable, "-m", "tools.large_schedule"]
        done = subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=subprocess.PIPE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found = json.loads(done.stdout.splitlines()[-1])
    took = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in found["seconds"].items())
    share = 100 * found["moved"] / found["meetings"]
    print(
        f"{found['meetings']} meetings; {took}; the repair moved {found['moved']} ({share:.1f} %)"
    )
    too_dear = share > MOST_MOVED
    for path, seconds, size, statements in found["pages"]:
        is_dear = seconds > MOST_SECONDS or size > MOST_BYTES
        too_dear |= is_dear
        told = f"{seconds * 1000:7.0f} ms {size / 1000:8.0f} kB {statements:4} statements"
        print(f"  {told}  {path}{'  too dear' if is_dear else ''}")
    return 1 if too_dear else 0


if __name__ == "__main__":
    sys.exit(main())
