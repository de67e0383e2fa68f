"""`make lowest`: the tests with the lowest version of each library that pyproject.toml allows.

In an environment of its own, var/lowest-venv; what the tests alone need is the newest that goes
with it. Arguments are tests to run instead of all but the journeys. A test that fails here and not
by `make test` says that a bound in pyproject.toml is too low.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from typing import Any

from tools.check import SAME_ORDER
from tools.launch import ROOT

PLACE = ROOT / "var" / "lowest-venv"
PYTHON = PLACE / "bin" / "python"
WANTED = re.compile(r"(?P<name>[a-z0-9-]+(\[[a-z0-9,]+\])?)((~=|>=)(?P<lowest>[0-9.]+))?")
TESTS = tuple(
    f"tests/{name}" for name in ("unit", "solving", "rendering", "integration", "web", "attacks")
)


def lowest(requirement: str) -> str:
    """`flask~=3.1` is `flask==3.1`; what names no version stays. Raises `ValueError` for others."""
    found = WANTED.fullmatch(requirement)
    if found is None:
        raise ValueError(f"{requirement}: a lower bound is ~= or >=, and there is one at most")
    version = found["lowest"]
    return f"{found['name']}=={version}" if version else found["name"]


def project() -> dict[str, Any]:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["project"])


def install(*names: str) -> None:
    quiet = ("--quiet", "--disable-pip-version-check")
    subprocess.run([str(PYTHON), "-m", "pip", "install", *quiet, *names], check=True)


def main() -> int:
    wanted = project()
    libraries = [lowest(each) for each in wanted["dependencies"]]
    print(*libraries, sep="\n", flush=True)
    shutil.rmtree(PLACE, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(PLACE)], check=True)
    # All at once: what the tests need must not raise a library above its lowest version.
    install(*libraries, *wanted["optional-dependencies"]["dev"])
    chosen = sys.argv[1:] or TESTS
    command = [str(PYTHON), "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *chosen]
    return subprocess.run(command, cwd=ROOT, env=SAME_ORDER, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
