"""Branches that the tests of rules and services never take: `make coverage`.

Unit and integration tests on SQLite. Rules and services have to be covered whole; the rest of the
code is mostly shown by tests of pages and journeys, so its figures are printed and not judged.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "var" / "coverage.json"
PARTS = ("core", "council", "events")
WHOLE = {"rules", "services", "rules.py", "services.py"}
TESTS = (
    *("-q", "--no-header", "-p", "no:cacheprovider", "-k", "not postgres"),
    *("tests/unit", "tests/integration"),
)


@dataclass(frozen=True, slots=True)
class Module:
    """One file with what was not run: lines, and jumps from line to line (-1 leaves)."""

    path: str
    percent: float
    lines: tuple[int, ...]
    jumps: tuple[tuple[int, int], ...]

    @property
    def must_be_whole(self) -> bool:
        return not WHOLE.isdisjoint(Path(self.path).parts)

    @property
    def is_whole(self) -> bool:
        return not self.lines and not self.jumps

    def told(self) -> str:
        places = [str(line) for line in self.lines]
        places += [f"{start}→{'end' if end < 0 else end}" for start, end in self.jumps]
        return f"  {self.percent:5.1f} %  {self.path}: {', '.join(places)}"


def measure() -> int:
    """Run the tests; returns their exit code."""
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.unlink(missing_ok=True)
    parts = [f"--cov={part}" for part in PARTS]
    reports = [f"--cov-report=json:{REPORT}", "--cov-report="]
    command = [sys.executable, "-m", "pytest", *TESTS, *parts, "--cov-branch", *reports]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def modules_of(report: Mapping[str, Any]) -> Iterator[Module]:
    for path, found in sorted(report["files"].items()):
        missing = set(found["missing_lines"])
        jumps = (tuple(jump) for jump in found["missing_branches"])
        yield Module(
            path=Path(path).as_posix(),
            percent=found["summary"]["percent_covered"],
            lines=tuple(sorted(missing)),
            jumps=tuple(jump for jump in jumps if not missing.intersection(jump)),
        )


def main() -> int:
    code = measure()
    if not REPORT.exists():
        print("The tests left no figures.")
        return code or 1
    modules = tuple(modules_of(json.loads(REPORT.read_text(encoding="utf-8"))))
    judged = [module for module in modules if module.must_be_whole]
    print("\nOther modules, for information:")
    for module in modules:
        if not module.must_be_whole and not module.is_whole:
            print(f"  {module.percent:5.1f} %  {module.path}")
    partly = [module for module in judged if not module.is_whole]
    print(f"\nRules and services: {len(judged)} modules, {len(partly)} of them not whole.")
    for module in partly:
        print(module.told())
    return code or bool(partly)


if __name__ == "__main__":
    sys.exit(main())
