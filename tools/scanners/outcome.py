"""What a scanner did and found, and how one is run: bounded in time, its words in var/scan.

Knows no scanner; they are programs of an environment of their own.
"""

import os
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tools.launch import ROOT
from tools.scanners.browser import Browser
from tools.scanners.seen import Seen

REPORTS = ROOT / "var" / "scan"
BIN = ROOT / "var" / "scan-venv" / "bin"
MOST_FINDS = 20  # that are printed; all are in the scanner's own report


@dataclass
class Outcome:
    """What one scanner did: how much it sent, what it found, how long it took."""

    name: str
    sent: str = ""
    found: list[str] = field(default_factory=list)
    seconds: float = 0
    note: str = ""

    def line(self) -> str:
        told = f"{self.name:26}{self.sent:44}{len(self.found):3} found{self.seconds:7.0f} s"
        more = (f"    {each}" for each in (self.note, *self.found[:MOST_FINDS]) if each)
        return "\n".join([told, *more])


@dataclass(frozen=True)
class Depth:
    """How much is tried: odd requests to each address, and how sqlmap goes about it."""

    examples: int = 12
    injections: tuple[str, ...] = ("--level=1", "--risk=1", "--technique=BEU")


@dataclass(frozen=True)
class Target:
    """The live site, whoever looks at it, what was seen, and what was tried before by others."""

    role: str
    browser: Browser
    seen: Seen
    database: str
    tried: dict[str, set[tuple[str, str]]]
    depth: Depth = field(default_factory=Depth)

    def report(self, name: str) -> Path:
        return REPORTS / f"{name}-{self.role}"


def run(report: Path, command: list[str], seconds: float) -> tuple[str, bool]:
    """What the scanner printed, and whether it came to its end in time."""
    path = report.with_suffix(".log")
    with path.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=REPORTS, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(REPORTS)}, start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            is_whole = False
        else:
            is_whole = True
        finally:
            if process.poll() is None:  # out of time, or whoever waits was interrupted
                stop(process)
    return path.read_text(encoding="utf-8", errors="replace"), is_whole


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask for an end with a report; after a while, make an end."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def end(is_whole: bool) -> str:  # noqa: FBT001 - said of a scanner
    return "" if is_whole else "stopped at its time limit;"
