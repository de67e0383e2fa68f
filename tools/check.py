"""Everything that must hold before a change lands: `make test`; CI runs the same.

Cheap checks first, side by side. All stages run even after a failure; the last line sums them up.
"""

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import system

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "var" / "test-reports"
BIN = Path(sys.executable).parent
# Parallel runs have to collect the same tests: sets keep one order in all of them.
SAME_ORDER = {**os.environ, "PYTHONHASHSEED": "0"}
# What one process has compiled the next hundred need not, whatever is set around us.
SAME_ORDER.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Stage:
    """One command; a stage of tests says how many, any other counts as one test."""

    name: str
    command: tuple[str, ...]
    kind: str = "static"
    seconds: int = 300

    @property
    def is_pytest(self) -> bool:
        return self.kind == "tests"

    @property
    def report(self) -> Path:
        return REPORTS / f"{self.name}.xml"


def pytest(name: str, *arguments: str, seconds: int = 600) -> Stage:
    command = (sys.executable, "-m", "pytest", "-q", "--no-header", *arguments)
    return Stage(name, command, "tests", seconds)


def folders(*names: str) -> list[str]:
    """Those that exist: parts of the suite may be absent in an early tree."""
    return [f"tests/{name}" for name in names if any((ROOT / "tests" / name).rglob("test_*.py"))]


def stages() -> list[Stage]:
    run = str(BIN / "ruff")
    plan = [
        Stage("mypy", (str(BIN / "mypy"), "--no-error-summary")),
        Stage("ruff-check", (run, "check", "--quiet", ".")),
        Stage("ruff-format", (run, "format", "--quiet", "--check", ".")),
        Stage("import-contracts", (str(BIN / "lint-imports"), "--no-cache")),
        Stage("catalogue", (sys.executable, "-m", "tools.catalogue", "--check")),
    ]
    if found := folders("unit"):
        plan.append(pytest("unit", "-n", "2", *found))
    if found := folders("solving", "rendering", "integration", "web", "attacks", "architecture"):
        plan.append(pytest("application", "-n", "2", "--dist", "loadfile", *found, seconds=1800))
    if found := folders("journeys"):
        plan.append(pytest("journeys", "-n", "2", "--dist", "loadscope", *found, seconds=2400))
    return plan


def outcomes(plan: list[Stage]) -> Iterator[tuple[Stage, Counter[str]]]:
    """Static checks side by side, as each uses one core; tests by themselves, as they use all."""
    static = [stage for stage in plan if not stage.is_pytest]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from zip(static, pool.map(run, static), strict=True)
    for stage in plan:
        if stage.is_pytest:
            print(f"\n--- {stage.name}", flush=True)
            yield stage, run(stage)


def run(stage: Stage) -> Counter[str]:
    """Run one stage to its end or its time limit; what tests say passes through at once."""
    started = time.monotonic()
    command, told = list(stage.command), ""
    if stage.is_pytest:
        stage.report.unlink(missing_ok=True)
        command.append(f"--junitxml={stage.report}")
    held = None if stage.is_pytest else subprocess.PIPE
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=SAME_ORDER,
            timeout=stage.seconds,
            check=False,
            stdout=held,
            stderr=held and subprocess.STDOUT,
            text=True,
        )
        code, told = done.returncode, done.stdout or ""
    except subprocess.TimeoutExpired:
        print(f"{stage.name}: stopped after {stage.seconds} s")
        code = -1
    counts = tally(stage, code)
    summed = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    seconds = time.monotonic() - started
    print(f"{told}    {stage.name}: {summed or 'nothing to run'} in {seconds:.1f} s", flush=True)
    return counts


def tally(stage: Stage, code: int) -> Counter[str]:
    """Passed, failed, errors and skipped of one stage; a bad exit never counts as clean."""
    if not stage.is_pytest:
        return Counter({"failed" if code else "passed": 1})
    counts: Counter[str] = Counter()
    if stage.report.exists():
        for suite in ET.parse(stage.report).getroot().iter("testsuite"):  # noqa: S314  # our own file
            told = {key: int(suite.get(key, "0")) for key in ("failures", "errors", "skipped")}
            counts["failed"] += told["failures"]
            counts["errors"] += told["errors"]
            counts["skipped"] += told["skipped"]
            counts["passed"] += int(suite.get("tests", "0")) - sum(told.values())
    if code and not counts["failed"] + counts["errors"]:
        counts["errors"] += 1
    return counts


def summary(total: Counter[str], seconds: float) -> str:
    words = ("failed", "passed", "skipped", "errors")
    told = ", ".join(f"{total[word]} {word}" for word in words if total[word])
    return f" {told} in {seconds:.2f}s ".center(80, "=")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("static", "tests"), help="leave the other kind out")
    chosen = parser.parse_args()
    started = time.monotonic()
    REPORTS.mkdir(parents=True, exist_ok=True)
    if chosen.only != "static":
        system.provide()
        system.provide_wishes()
        system.provide_browser_checks(ROOT / "tests" / "browser")
    total: Counter[str] = Counter()
    failing: list[str] = []
    chosen_stages = [stage for stage in stages() if chosen.only in (None, stage.kind)]
    for stage, counts in outcomes(chosen_stages):
        total += counts
        failing += [stage.name] if counts["failed"] + counts["errors"] else []
    print(f"\nStages that failed: {', '.join(failing)}" if failing else "\nAll stages are clean.")
    print(summary(total, time.monotonic() - started))
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
