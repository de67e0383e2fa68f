"""Odd requests made from a description of the site, by schemathesis.

A failure of the server is a find; refusals are what is asked for here.
"""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from tools.scanners import description
from tools.scanners.outcome import BIN, Outcome, Target, end, run


def fuzz(target: Target, seconds: float) -> Outcome:
    """What this role saw and nobody before it had."""
    paths = description.of_seen(target.seen, target.tried["fuzz"])
    return fuzzed("fuzz", paths, target, seconds)


def fuzz_all(target: Target, seconds: float) -> Outcome:
    """Every address there is, with parts that fit nothing."""
    paths = description.of_all(target.seen.addresses, target.seen)
    return fuzzed("fuzz-all", paths, target, seconds)


def fuzzed(name: str, paths: description.Paths, target: Target, seconds: float) -> Outcome:
    report = target.report(name)
    schema, told = report.with_suffix(".json"), report.with_suffix(".xml")
    told.unlink(missing_ok=True)
    description.write(schema, paths)
    headers = (f"Cookie: {target.browser.cookie}", f"X-CSRFToken: {target.browser.token}")
    text, is_whole = run(
        report,
        [
            *(str(BIN / "schemathesis"), "run", str(schema), f"--base-url={target.browser.base}"),
            *(part for header in headers for part in ("-H", header)),
            *("--checks=not_a_server_error", f"--hypothesis-max-examples={target.depth.examples}"),
            *("--workers=2", "--request-timeout=20000", "--hypothesis-deadline=None"),
            *("--data-generation-method=all", f"--junit-xml={told}"),
            *("--hypothesis-database=none", "--hypothesis-suppress-health-check=all"),
            "--no-color",
        ],
        seconds,
    )
    requests = re.search(r"not_a_server_error +\d+ / (\d+)", text)
    asked = f"{requests[1]} requests to " if requests else ""
    sent = f"{asked}{sum(map(len, paths.values()))} addresses"
    return Outcome("", sent, failures(told), note=end(is_whole))


def failures(told: Path) -> list[str]:
    """By its own report. It writes none when it is stopped: then the server's answers tell."""
    if not (told.exists() and told.stat().st_size):
        return []
    cases = ET.parse(told).getroot().iter("testcase")  # noqa: S314 - its own report
    return [case.get("name", "?") for case in cases if case.find("failure") is not None]
